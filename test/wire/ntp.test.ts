import { describe, expect, it } from 'vitest';
import { decodeNtp } from '../../src/wire/ntp.ts';
import { concat, fromHex, hex } from '../support/hex.ts';
import { mutations } from '../support/mutations.ts';

const zeros = (count: number) => new Uint8Array(count);
/** chrony 4.3 of Debian 12 asks itself, recorded. */
const CHRONY = hex`23000620 ${zeros(36)} bbf8dd74f504501a`;
const ANSWER = hex`
  240306e7 00000000 00000000 7f7f0101 eeacdf7ed14f0f90 bbf8dd74f504501a eeacdf80b66f759b eeacdf80b6740ce8`;
/** chrony without a source. */
const UNSYNCHRONISED = hex`
  e40006e7 00010000 00010000 00000000 0000000000000000 159be234275125dd eeacdf811d287ecd eeacdf811d2e5dd4`;
/** ntpdig asks, and ntpsec 1.2.2 refuses before its clock is set, recorded. */
const NTPDIG = hex`e3000000 ${zeros(36)} eeacdf89279ed000`;
const KISS = hex`
  e40000e9 00000000 00000002 494e4954 0000000000000000 eeacdf89279ed000 eeacdf8927a64c08 eeacdf8927a993ff`;

describe('decodeNtp', () => {
  it.each([
    ['chrony', CHRONY, { version: 4, mode: 'client', stratum: 0, synchronised: false, kissCode: undefined }],
    ['ntpdig', NTPDIG, { mode: 'client', synchronised: false }],
    ['an answer', ANSWER, { version: 4, mode: 'server', stratum: 3, synchronised: true, kissCode: undefined }],
    [
      'a server without a source',
      UNSYNCHRONISED,
      { mode: 'server', stratum: 0, synchronised: false, kissCode: undefined },
    ],
    ['a refusal', KISS, { mode: 'server', stratum: 0, synchronised: false, kissCode: 'INIT' }],
    [
      'ntpd that asks (version 4)',
      fromHex('230206ec000026200000f6c911fd1a7ddb4a7e8f3d3ee739db4a8184a643c768db4a8184b424877edb4a81ec3f779f2c'),
      { mode: 'client', stratum: 2, synchronised: true },
    ],
    [
      'a server with a GPS clock',
      fromHex('240106ec000000000000004747505373d97b647791fdbdc8d97b647e296af531d97b647e48bec57cd97b647e48bfafd4'),
      { mode: 'server', stratum: 1, synchronised: true, kissCode: undefined },
    ],
    ['a key identifier and digest behind it', concat(ANSWER, zeros(20)), { mode: 'server' }],
  ])('reads %s', (_name, bytes, message) => {
    expect(decodeNtp(bytes)).toMatchObject(message);
  });

  it.each([
    // 0xeeacdf80 seconds since 1900, and 0xb6740ce8 / 2^32 s.
    ['an answer', ANSWER, Date.UTC(2026, 10, 22, 3, 26, 56, 713)],
    ['a client that tells its time', NTPDIG, Date.UTC(2026, 10, 22, 3, 27, 5, 155)],
    // The year 2036 ends the first era: 2^32 s after 1900 is 2036-02-07T06:28:16Z (RFC 5905 6).
    [
      'a message of the second era',
      concat(ANSWER.slice(0, 40), hex`0000000100000000`),
      Date.UTC(2036, 1, 7, 6, 28, 17),
    ],
    ['a client that leaves it out', concat(CHRONY.slice(0, 40), zeros(8)), undefined],
  ])('reads when %s was sent', (_name, bytes, time) => {
    expect(decodeNtp(bytes)!.transmitted).toBe(time);
  });

  const changed = (bytes: Uint8Array, at: number, ...values: number[]) => {
    const copy = bytes.slice();
    copy.set(values, at);
    return copy;
  };

  it.each([
    ['less than a header', ANSWER.subarray(0, 47)],
    ['half a word behind the header', concat(ANSWER, zeros(2))],
    ['version 0', changed(ANSWER, 0, 0x04)],
    ['version 5', changed(ANSWER, 0, 0x2c)],
    ['a control message', changed(ANSWER, 0, 0x26)],
    ['stratum 17', changed(ANSWER, 1, 17)],
    ['a poll of 2^18 s', changed(ANSWER, 2, 18)],
    ['a server that knows the time to the second', changed(ANSWER, 3, 0)],
    ['a root delay of a minute', changed(ANSWER, 4, 0, 60)],
    ['a root dispersion of a minute', changed(ANSWER, 8, 0, 60)],
    ['an answer of 1980', changed(ANSWER, 40, 0x96, 0, 0, 0)],
    ['zeros', zeros(48)],
    ['a DNS query of 48 bytes', hex`2301 0120 0001 0000 0000 0001 ${zeros(36)}`],
    ['an iterative DNS query of 48 bytes', hex`2301 0000 0001 0000 0000 0000 ${zeros(36)}`],
  ])('refuses %s', (_name, bytes) => {
    expect(decodeNtp(bytes)).toBeUndefined();
  });

  it('keeps no refusal that is not four letters', () => {
    expect(decodeNtp(changed(KISS, 12, 0x1b, 0x5b, 0x32, 0x4a))?.kissCode).toBeUndefined();
    expect(decodeNtp(changed(KISS, 12, ...concat('RATE')))?.kissCode).toBe('RATE');
  });

  it('returns for every prefix and every flipped byte', () => {
    for (const sample of mutations(ANSWER)) expect(() => decodeNtp(sample)).not.toThrow();
  });

  it('takes no noise', () => {
    let state = 7;
    const next = () => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
      return state >> 16;
    };
    for (let run = 0; run < 50_000; run++) {
      expect(decodeNtp(Uint8Array.from({ length: 48 }, next))).toBeUndefined();
    }
  });
});
