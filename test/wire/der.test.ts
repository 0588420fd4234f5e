import { describe, expect, it } from 'vitest';
import { DER, DerReader, derTime, oidText } from '../../src/wire/der.ts';
import { der, oid, sequence } from '../support/der.ts';
import { fromHex, hex } from '../support/hex.ts';

describe('DerReader', () => {
  it('walks the elements of a level', () => {
    const reader = new DerReader(hex`02 01 05 30 03 01 01 ff 04 81 02 aa bb`);
    expect(reader.nextIs(DER.integer)).toBe(true);
    expect(reader.content()).toEqual(hex`05`);
    expect(reader.nextIf(DER.boolean)).toBe(false);
    expect(reader.nextIf(DER.sequence)).toBe(true);
    const inside = reader.inside();
    expect(inside.nextIs(DER.boolean)).toBe(true);
    expect(inside.next()).toBe(false);
    expect(reader.nextIs(DER.integer)).toBe(false);
    expect([reader.tag, reader.start, reader.end]).toEqual([DER.octetString, 11, 13]);
    expect(reader.next()).toBe(false);
    expect(reader.tag).toBe(-1);
  });

  it.each([
    ['one byte', '30'],
    ['content beyond the end', '300201'],
    ['a length field beyond the end', '3082'],
    ['a length of five octets', '30850000000001aa'],
    ['an indefinite length', '30800101ff0000'],
    ['a long tag', '1f810100'],
    ['a length near 2^32', '3084ffffffff00'],
  ])('stops for good at %s', (_name, bytes) => {
    const reader = new DerReader(fromHex(bytes));
    expect(reader.next()).toBe(false);
    expect(reader.next()).toBe(false);
  });

  it('keeps within its part of the bytes', () => {
    const reader = new DerReader(hex`02 01 05 02 01 06`, 0, 3);
    expect([reader.next(), reader.next()]).toEqual([true, false]);
  });
});

describe('oidText', () => {
  it.each([
    ['550403', '2.5.4.3'],
    ['2a864886f70d010101', '1.2.840.113549.1.1.1'],
    ['0992268993f22c640101', '0.9.2342.19200300.100.1.1'],
    ['883703', '2.999.3'], // X.690 8.19.5
    ['', ''],
    ['2a86', '1.2'],
  ])('%s is %s', (bytes, expected) => expect(oidText(fromHex(bytes))).toBe(expected));

  it('is bounded', () => expect(oidText(new Uint8Array(10_000)).length).toBeLessThan(200));
});

describe('derTime', () => {
  it.each([
    [DER.utcTime, '260101000000Z', '2026-01-01T00:00:00.000Z'],
    [DER.utcTime, '500101000000Z', '1950-01-01T00:00:00.000Z'],
    [DER.utcTime, '491231235959Z', '2049-12-31T23:59:59.000Z'],
    [DER.utcTime, '2601010000Z', '2026-01-01T00:00:00.000Z'],
    [DER.utcTime, '260101090000+0900', '2026-01-01T00:00:00.000Z'],
    [DER.utcTime, '251231193000-0430', '2026-01-01T00:00:00.000Z'],
    [DER.generalizedTime, '99991231235959Z', '9999-12-31T23:59:59.000Z'],
    [DER.generalizedTime, '20260101000000.5Z', '2026-01-01T00:00:00.000Z'],
    [DER.generalizedTime, '00010101000000Z', '0001-01-01T00:00:00.000Z'],
    [DER.utcTime, '240229120000Z', '2024-02-29T12:00:00.000Z'],
  ])('%i %s is %s', (tag, text, expected) => {
    expect(new Date(derTime(tag, new TextEncoder().encode(text))!).toISOString()).toBe(expected);
  });

  it.each([
    [DER.utcTime, '20260101000000Z'],
    [DER.generalizedTime, '260101000000Z'],
    [DER.utcTime, '261301000000Z'],
    [DER.utcTime, 'soon'],
    [DER.utcTime, ''],
    [DER.integer, '260101000000Z'],
  ])('%i %s is no time', (tag, text) => expect(derTime(tag, new TextEncoder().encode(text))).toBeUndefined());
});

it('reads what the test support builds', () => {
  const long = sequence(oid('1.2.840.113549.1.9.1'), der(DER.octetString, new Uint8Array(300)));
  const reader = new DerReader(long);
  expect(reader.nextIs(DER.sequence)).toBe(true);
  const inside = reader.inside();
  expect(inside.nextIs(DER.oid) && oidText(inside.content())).toBe('1.2.840.113549.1.9.1');
  expect(inside.nextIs(DER.octetString) && inside.content().length).toBe(300);
});
