import { describe, expect, it } from 'vitest';
import { decodeMemcachedHeader, matchMemcachedBinary, memcachedStatus } from '../../src/wire/memcached-binary.ts';
import { Random } from '../fuzz/random.ts';
import { concat, hex } from '../support/hex.ts';
import { MEMCACHED_SAMPLES as S } from '../support/memcached-samples.ts';
import { mutations } from '../support/mutations.ts';

describe('decodeMemcachedHeader', () => {
  it('reads what is asked, and how long the message is', () => {
    expect(decodeMemcachedHeader(S.set)).toEqual({
      kind: 'request',
      name: 'set',
      status: 0,
      extrasLength: 8,
      keyLength: 2,
      bodyLength: 16,
    });
    expect(decodeMemcachedHeader(S.keyNotFound)).toEqual({
      kind: 'response',
      name: 'get',
      status: 1,
      extrasLength: 0,
      keyLength: 2,
      bodyLength: 2,
    });
    expect(decodeMemcachedHeader(concat(S.quit, S.saslPlain), 24)).toMatchObject({ name: 'sasl_auth', keyLength: 5 });
  });

  it.each([
    ['an unknown command', 1, 0x7f],
    ['a key longer than any', 3, 0xff],
    ['extras that a set does not have', 4, 4],
    ['another type of data', 5, 1],
    ['a virtual bucket', 7, 1],
    ['a body shorter than extras and key', 11, 9],
    ['another magic', 0, 0x82],
  ])('refuses %s', (_, at, value) => expect(decodeMemcachedHeader(S.set.with(at, value))).toBeUndefined());

  it('refuses a get with a value, a version with a key, a get without a key, and half a header', () => {
    expect(decodeMemcachedHeader(S.getKey.with(11, 3))).toBeUndefined();
    expect(decodeMemcachedHeader(S.version.with(3, 1).with(11, 1))).toBeUndefined();
    expect(decodeMemcachedHeader(S.getKey.with(3, 0))).toBeUndefined();
    expect(decodeMemcachedHeader(S.quit.subarray(1))).toBeUndefined();
  });
});

it('names statuses, and says which are errors', () => {
  expect(memcachedStatus(0)).toEqual({ result: 'success', isError: false });
  expect(memcachedStatus(1)).toEqual({ result: 'key not found', isError: false });
  expect(memcachedStatus(0x20)).toEqual({ result: 'authentication error', isError: true });
  expect(memcachedStatus(9)).toEqual({ result: 'status 9', isError: true });
});

describe('matchMemcachedBinary', () => {
  it.each(Object.entries(S))('knows %s, and asks for more of its header', (_, bytes) => {
    expect(matchMemcachedBinary(bytes)).toBe('match');
    for (let length = 0; length < 24; length++) expect(matchMemcachedBinary(bytes.subarray(0, length))).toBe('more');
  });

  it.each([
    ['a ClientHello of SSL 2.0 form', hex`80 2e 01 0002 0015 0000 0010 010080 020080 030080 060040 070080 080080`],
    ['a NetBIOS session request', hex`81 00 0044 20 43 4b46444545 43464445434643 46434143 41434143414341 4341 4341`],
    ['a status of none', S.setDone.with(6, 0x55)],
    ['text', concat('get a\r\n')],
  ])('rejects %s', (_, bytes) => expect(matchMemcachedBinary(bytes)).toBe('reject'));

  it('returns for every changed byte, and takes nothing random', () => {
    for (const sample of Object.values(S)) for (const bytes of mutations(sample)) matchMemcachedBinary(bytes);
    const random = new Random(5);
    const taken: Uint8Array[] = [];
    for (let run = 0; run < 20_000; run++) {
      const bytes = Uint8Array.from({ length: 40 }, () => random.below(256));
      bytes[0] = 0x80 + (run % 2);
      if (matchMemcachedBinary(bytes) !== 'reject') taken.push(bytes);
    }
    expect(taken).toEqual([]);
  });
});
