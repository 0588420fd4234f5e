import { describe, expect, it } from 'vitest';
import { openPkcs12 } from '../../src/cli/pkcs12.ts';
import {
  AUTHORITY_DER,
  FILE_PASSWORD,
  KEYLESS_P12,
  LEGACY_P12,
  MODERN_P12,
  PUSH_DER,
} from '../support/certificate-files.ts';

const bytes = (base64: string) => Buffer.from(base64, 'base64');
const open = (base64: string, password = FILE_PASSWORD) => openPkcs12(bytes(base64), password);

describe.each([
  ['PBES2, AES-256, SHA-256', MODERN_P12],
  ['RC2-40, 3DES, SHA-1', LEGACY_P12],
])('%s', (_, file) => {
  it('opens with its password: certificates byte for byte, and which of them the key is for', () => {
    const opened = open(file);
    expect(opened).toMatchObject({ keyOf: 0, keys: 1 });
    const { certificates } = opened as Exclude<typeof opened, string>;
    expect(certificates.map((der) => Buffer.from(der).toString('base64'))).toEqual([PUSH_DER, AUTHORITY_DER]);
  });

  it('does not open with another', () => {
    for (const password of ['Secret', '', 'secret ']) expect(open(file, password)).toBe('password');
  });

  it('says so when it is damaged, and never throws', () => {
    const whole = bytes(file);
    for (let length = 0; length < 60; length++)
      expect(openPkcs12(whole.subarray(0, length), FILE_PASSWORD)).toBe('malformed');
    const kinds = new Set([20, 40, 60].map((at) => typeof openPkcs12(whole.with(at, whole[at] ^ 1), FILE_PASSWORD)));
    expect(kinds.has('undefined')).toBe(false);
  });
});

it('tells a file without a key', () => {
  expect(open(KEYLESS_P12)).toMatchObject({ keyOf: undefined, keys: 0, certificates: [expect.anything()] });
});
