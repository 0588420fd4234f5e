import { describe, expect, it } from 'vitest';
import { ByteCursor } from '../../src/bytes/cursor.ts';
import { decodeDnsName } from '../../src/wire/dns-name.ts';
import { dnsName, pointer } from '../support/dns-bytes.ts';
import { concat, hex } from '../support/hex.ts';

/** The message of RFC 1035 4.1.4: F.ISI.ARPA at 20, FOO.F.ISI.ARPA at 40, ARPA at 64, the root at 92. */
const RFC_1035 = new Uint8Array(93);
RFC_1035.set(dnsName('F.ISI.ARPA'), 20);
RFC_1035.set(concat('\x03FOO', pointer(20)), 40);
RFC_1035.set(pointer(26), 64);

function read(bytes: Uint8Array, offset: number, start = 0, end = bytes.length) {
  const cursor = new ByteCursor(bytes, offset, end);
  const name = decodeDnsName(cursor, start);
  return cursor.overrun ? undefined : { name, next: cursor.position };
}

/** Behind a header of twelve zeros. */
function readBody(...body: (Uint8Array | string)[]) {
  return read(concat(new Uint8Array(12), ...body), 12)?.name;
}

describe('decodeDnsName', () => {
  it.each([
    [20, 'f.isi.arpa', 32],
    [40, 'foo.f.isi.arpa', 46],
    [64, 'arpa', 66],
    [92, '.', 93],
  ])('reads the example of RFC 1035 4.1.4 at %i', (offset, name, next) => {
    expect(read(RFC_1035, offset)).toEqual({ name, next });
  });

  it('counts pointers from the start of the message, not of the bytes', () => {
    const moved = concat(new Uint8Array(7), RFC_1035);
    expect(read(moved, 47, 7)).toEqual({ name: 'foo.f.isi.arpa', next: 53 });
  });

  it('writes what is no plain text the way of RFC 1035 5.1', () => {
    expect(readBody(hex`07 61 2e 62 5c 1b c3 a9 00`)).toBe('a\\.b\\\\\\027\\195\\169');
  });

  it('reads labels up to 63 and names up to 255 octets, and no more', () => {
    const label = 'a'.repeat(63);
    expect(readBody(dnsName(label))).toBe(label);
    expect(readBody(hex`40`, 'a'.repeat(64), hex`00`)).toBeUndefined();
    expect(readBody(dnsName([label, label, label, 'a'.repeat(61)].join('.')))).toHaveLength(253);
    expect(readBody(dnsName([label, label, label, 'a'.repeat(62)].join('.')))).toBeUndefined();
  });

  it.each([
    ['to itself', concat(pointer(12))],
    ['forward', concat(pointer(14), hex`00`)],
    ['into its own labels', concat('\x01a', pointer(12))],
    ['into the header', concat(pointer(0))],
    ['with a length octet that RFC 1035 reserves', hex`80 00`],
  ])('refuses a name that leads %s', (_how, bytes) => {
    expect(readBody(bytes)).toBeUndefined();
  });

  it('reads no octet twice, however pointers chain', () => {
    // 12: "a" and on to what follows; 16: pointer back to 12, whose labels end in no root before 16.
    const bytes = concat(new Uint8Array(12), '\x01a\x01b', pointer(12));
    expect(read(bytes, 16)).toBeUndefined();
  });

  it('stops at the end it is given', () => {
    expect(read(RFC_1035, 20, 0, 31)).toBeUndefined();
    expect(read(RFC_1035, 40, 0, 45)).toBeUndefined();
  });
});
