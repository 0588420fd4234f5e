import { expect, it } from 'vitest';
import {
  ATTRIBUTE_NAMES,
  CERTIFICATE_EXTENSION,
  CURVES,
  HASHES,
  KEY_ALGORITHMS,
  SIGNATURE_ALGORITHMS,
} from '../../src/wire/x509-names.ts';

it('holds object identifiers, and no short name twice', () => {
  const oids = [ATTRIBUTE_NAMES, CURVES, HASHES, KEY_ALGORITHMS, SIGNATURE_ALGORITHMS].flatMap(Object.keys);
  for (const oid of [...oids, ...Object.values(CERTIFICATE_EXTENSION)]) expect(oid).toMatch(/^[0-2](\.\d+)+$/);
  const names = Object.values(ATTRIBUTE_NAMES);
  expect(new Set(names).size).toBe(names.length);
});

it('names a hash wherever the name of the algorithm does', () => {
  for (const { name, hash } of Object.values(SIGNATURE_ALGORITHMS)) {
    const named = /sha\d+|md\d/i.exec(name)?.[0].toLowerCase();
    expect(hash).toBe(named);
  }
});
