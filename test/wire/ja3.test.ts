import { describe, expect, it } from 'vitest';
import { ja3, ja3Text } from '../../src/wire/ja3.ts';
import { decodeClientHello } from '../../src/wire/tls-client-hello.ts';
import { clientHello } from '../support/client-hello.ts';

/** A hello with the lists of a JA3 text. */
function helloOf(text: string) {
  const [version, ...lists] = text.split(',');
  const [cipherSuites, extensions, groups, pointFormats] = lists.map((list) =>
    list === '' ? [] : list.split('-').map(Number),
  );
  return {
    ...decodeClientHello(clientHello())!,
    legacyVersion: Number(version),
    cipherSuites,
    extensions,
    groups,
    pointFormats,
  };
}

describe('JA3', () => {
  // The two examples of the README of salesforce/ja3.
  it.each([
    ['769,47-53-5-10-49161-49162-49171-49172-50-56-19-4,0-10-11,23-24-25,0', 'ada70206e40642a3e4461f35503241d5'],
    ['769,4-5-10-9-100-98-3-6-19-18-99,,,', 'de350869b8c85de67a350c8d186f11e6'],
  ])('%s', (text, expected) => {
    expect(ja3Text(helloOf(text))).toBe(text);
    expect(ja3(helloOf(text))).toBe(expected);
  });

  it('leaves GREASE out', () => {
    expect(ja3Text(helloOf('771,2570-4865,2570-0-2570,2570-29,0'))).toBe('771,4865,0,29,0');
  });
});
