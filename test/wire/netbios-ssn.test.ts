import { describe, expect, it } from 'vitest';
import {
  decodeRetarget,
  decodeSessionRequest,
  isSessionError,
  sessionErrorName,
  sessionPacketLength,
} from '../../src/wire/netbios-ssn.ts';
import { dnsName } from '../support/dns-bytes.ts';
import { concat, hex } from '../support/hex.ts';
import { mutations } from '../support/mutations.ts';

/** FRED<20> called by FRED<00>. */
const NAMES = concat(dnsName('EGFCEFEECACACACACACACACACACACACA'), dnsName('EGFCEFEECACACACACACACACACACACAAA'));

describe('sessionPacketLength', () => {
  it.each([
    ['a message', hex`00 000055`, 0x55],
    ['a message of SMB over TCP, longer than RFC 1002 allows', hex`00 800000`, 0x800000],
    ['a request', hex`81 000044`, 68],
    ['a request with scopes past the longest', hex`81 0001ff`, undefined],
    ['a positive response', hex`82 000000`, 0],
    ['one that is too long', hex`82 000001`, undefined],
    ['a negative response', hex`83 000001`, 1],
    ['a retarget response', hex`84 000006`, 6],
    ['a keep-alive', hex`85 000000`, 0],
    ['what is none', hex`16 030100`, undefined],
  ])('of %s', (_what, bytes, length) => expect(sessionPacketLength(bytes, 0)).toBe(length));
});

describe('decodeSessionRequest', () => {
  it('reads both names', () => {
    expect(decodeSessionRequest(concat(hex`81 000044`, NAMES), 4, 72)).toEqual({
      called: { name: 'FRED', suffix: 0x20 },
      calling: { name: 'FRED', suffix: 0 },
    });
  });

  it('refuses what follows them, and what is cut', () => {
    expect(decodeSessionRequest(concat(NAMES, hex`00`), 0, 69)).toBeUndefined();
    for (const bytes of mutations(NAMES)) expect(() => decodeSessionRequest(bytes, 0, bytes.length)).not.toThrow();
    expect(decodeSessionRequest(NAMES.subarray(0, 40), 0, 68)).toBeUndefined();
  });
});

it('names the errors of RFC 1002 4.3.4', () => {
  expect(sessionErrorName(0x82)).toBe('called name not present');
  expect(sessionErrorName(0x90)).toBe('code 0x90');
  expect([isSessionError(0x8f), isSessionError(0x90)]).toEqual([true, false]);
});

it('reads where a retarget response points', () => {
  expect(decodeRetarget(hex`84 000006 c0000207 0401`, 4)).toEqual({ address: '192.0.2.7', port: 1025 });
});
