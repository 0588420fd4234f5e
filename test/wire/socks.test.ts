import { describe, expect, it } from 'vitest';
import {
  decodeSocks4Reply,
  decodeSocks4Request,
  decodeSocks5Greeting,
  decodeSocks5Reply,
  decodeSocks5Request,
  socks5CredentialsEnd,
  socksCommandName,
  socksMethodName,
  socksReplyName,
} from '../../src/wire/socks.ts';
import { concat, hex } from '../support/hex.ts';
import { mutations } from '../support/mutations.ts';

/** curl 7.88.1, microsocks and Dante 1.4.2 of Debian 12, recorded. */
const GREETING = hex`05 03 00 01 02`;
const CREDENTIALS = hex`01 04 ${concat('user')} 04 ${concat('pass')}`;
const BY_ADDRESS = hex`05 01 00 01 0a140514 1f40`;
const BY_NAME = hex`05 01 00 03 10 ${concat('web.corp.example')} 1f40`;
const REFUSED = hex`05 05 00 01 00000000 0000`;
const SOCKS4 = hex`04 01 1f40 0a140514 00`;
const SOCKS4A = hex`04 01 1f40 00000001 00 ${concat('web.corp.example')} 00`;
const GRANTED4 = hex`00 5a d2d4 0a140514`;

describe('SOCKS 5', () => {
  it('reads a greeting', () => {
    expect(decodeSocks5Greeting(GREETING, 0)).toEqual({ methods: [0, 1, 2], end: 5 });
    expect(decodeSocks5Greeting(GREETING.subarray(0, 4), 0)).toBeUndefined();
  });

  it('passes over credentials', () => {
    expect(socks5CredentialsEnd(hex`ff ${CREDENTIALS} 05`, 1)).toBe(1 + CREDENTIALS.length);
    expect(socks5CredentialsEnd(CREDENTIALS.subarray(0, -1), 0)).toBeUndefined();
  });

  it.each([
    [BY_ADDRESS, { command: 1, host: '10.20.5.20', port: 8000, end: 10 }],
    [BY_NAME, { command: 1, host: 'web.corp.example', port: 8000, end: 23 }],
    [hex`05 03 00 04 fd200000000000000000000000000020 0035`, { command: 3, host: 'fd20::20', port: 53, end: 22 }],
    [hex`05 01 00 03 03 611b62 0050`, { command: 1, host: 'a\\x1bb', port: 80, end: 10 }],
    [hex`05 01 00 02 00000000 0050`, undefined],
    [BY_NAME.subarray(0, -1), undefined],
  ])('reads a request %#', (bytes, request) => {
    expect(decodeSocks5Request(bytes, 0)).toEqual(request);
  });

  it('reads a reply', () => {
    expect(decodeSocks5Reply(hex`0500 ${REFUSED}`, 2)).toEqual({ code: 5, end: 12 });
  });
});

describe('SOCKS 4', () => {
  it.each([
    [SOCKS4, { command: 1, host: '10.20.5.20', port: 8000, end: 9 }],
    [SOCKS4A, { command: 1, host: 'web.corp.example', port: 8000, end: 26 }],
    [hex`04 02 0050 c0000201 ${concat('joe')} 00 16`, { command: 2, host: '192.0.2.1', port: 80, end: 12 }],
    [hex`04 01 0050 00000000 00`, { command: 1, host: '0.0.0.0', port: 80, end: 9 }],
    [SOCKS4A.subarray(0, -1), undefined],
    [SOCKS4.subarray(0, -1), undefined],
  ])('reads a request %#', (bytes, request) => {
    expect(decodeSocks4Request(bytes, 0)).toEqual(request);
  });

  it('reads a reply', () => {
    expect(decodeSocks4Reply(GRANTED4, 0)).toEqual({ code: 90, end: 8 });
    expect(decodeSocks4Reply(GRANTED4.subarray(1), 0)).toBeUndefined();
  });
});

it('names its numbers (RFC 1928 3, 4 and 6)', () => {
  expect([0, 2, 3, 255, 200].map(socksMethodName)).toEqual(['none', 'password', 'chap', 'refused', '200']);
  expect([1, 3, 0, 9].map(socksCommandName)).toEqual(['connect', 'udp-associate', '0', '9']);
  expect([0, 2, 5, 9].map((code) => socksReplyName(5, code))).toEqual([
    'granted',
    'not-allowed',
    'connection-refused',
    '9',
  ]);
  expect([90, 91, 93, 0].map((code) => socksReplyName(4, code))).toEqual([
    'granted',
    'rejected',
    'identd-user-mismatch',
    '0',
  ]);
});

it('returns for every prefix and every flipped byte', () => {
  const decoders = [
    decodeSocks5Greeting,
    socks5CredentialsEnd,
    decodeSocks5Request,
    decodeSocks5Reply,
    decodeSocks4Request,
    decodeSocks4Reply,
  ];
  for (const sample of [GREETING, CREDENTIALS, BY_ADDRESS, BY_NAME, REFUSED, SOCKS4, SOCKS4A, GRANTED4]) {
    for (const changed of mutations(sample)) {
      for (const decode of decoders) expect(() => decode(changed, 0)).not.toThrow();
    }
  }
});
