import { describe, expect, it } from 'vitest';
import { mayBeSslv2, recogniseTls, sslv2Length } from '../../src/probe/tls-recognise.ts';
import { clientHello, handshake, record } from '../support/client-hello.ts';
import { concat, fromHex, hex } from '../support/hex.ts';
import { tls13 } from '../support/tls-samples.ts';

const bytesOf = (what: string | Uint8Array) => (typeof what === 'string' ? new TextEncoder().encode(what) : what);

describe('recogniseTls', () => {
  it.each([
    ['a ClientHello', hex`16 0301 0200 01`, 'match'],
    ['a ServerHello', hex`16 0303 007a 02 0000 76`, 'match'],
    ['a server flight joined at its Certificate', hex`16 0303 0400 0b 0003 fc`, 'match'],
    ['a fatal alert', hex`15 0303 0002 0230`, 'match'],
    ['ChangeCipherSpec', hex`14 0303 0001 01`, 'match'],
    ['an encrypted record that ends where the bytes end', record(23, new Uint8Array(30)), 'match'],
    ['two encrypted records', concat(record(23, new Uint8Array(30)), hex`1703 0300 40`), 'match'],
    [
      'an encrypted Finished and data',
      concat(record(22, new Uint8Array(40).fill(0x77)), record(23, new Uint8Array(3))),
      'match',
    ],
    ['an encrypted alert', record(21, new Uint8Array(26)), 'match'],
    [
      'a whole hello of SSL 2.0 form',
      concat(hex`801f 01 0301 0006 0000 0010 010080 00002f`, new Uint8Array(16)),
      'match',
    ],
    ['nothing', hex``, 'more'],
    ['five bytes', hex`16 0301 0200`, 'more'],
    ['an alert without its code', hex`15 0303 0002 02`, 'more'],
    ['an encrypted record under way', hex`17 0303 4000 aabbccdd`, 'more'],
    ['half a hello of SSL 2.0 form', hex`801f 01 0301 0006`, 'more'],
    ['HTTP', bytesOf('GET / HTTP/1.1\r\n'), 'reject'],
    ['CONNECT', bytesOf('CONNECT a:443 HTTP/1.1\r\n'), 'reject'],
    ['SSH', bytesOf('SSH-2.0-OpenSSH_9.9\r\n'), 'reject'],
    ['SMB', hex`000000a4ff534d4272000000`, 'reject'],
    ['LDAP', hex`300c020101600702010304008000`, 'reject'],
    ['DNS over TCP', hex`001c1234010000010000`, 'reject'],
    ['a handshake record of no known message', concat(hex`16 0301 0010 99`, new Uint8Array(16)), 'reject'],
    ['a hello of 16 MB', hex`16 0301 4000 01 ff0000`, 'reject'],
    ['an alert of an unknown level', hex`15 0303 0002 0930`, 'reject'],
    ['an alert of an unknown code', hex`15 0303 0002 02ff`, 'reject'],
    ['ChangeCipherSpec of two bytes', hex`14 0303 0002 0101`, 'reject'],
    ['a heartbeat', hex`18 0303 0003 010001`, 'reject'],
    ['an encrypted record with other bytes behind', concat(record(23, new Uint8Array(30)), hex`0000000000`), 'reject'],
    ['DTLS', hex`16 feff 0000 000000000000 0100 01`, 'reject'],
    ['SSL 2.0 form with a wrong length', concat(hex`8010 01 0301 0006 0000 0010`, new Uint8Array(40)), 'reject'],
  ])('%s: %s', (_name, bytes, expected) => expect(recogniseTls(bytes)).toBe(expected));

  it('decides on six bytes of a recorded flow, either side', () => {
    for (const [, bytes] of tls13.slice(0, 2)) {
      for (let length = 0; length <= bytes.length; length++) {
        expect(recogniseTls(bytes.subarray(0, length))).toBe(length < 6 ? 'more' : 'match');
      }
    }
  });

  it('never matches random bytes', () => {
    let state = 1;
    const random = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state >>> 24;
    };
    for (let round = 0; round < 20_000; round++) {
      expect(recogniseTls(Uint8Array.from({ length: 64 }, random))).toBe('reject');
    }
  });

  it('matches a hello that is built', () => {
    expect(recogniseTls(record(22, handshake(1, clientHello())))).toBe('match');
  });
});

describe('SSL 2.0 form', () => {
  it.each([
    ['80', true],
    ['802e01', true],
    ['802e010301', true],
    ['802e010002', true],
    ['802e02', false],
    ['802e0105', false],
    ['842e01', false],
    ['16', false],
  ])('%s: %s', (bytes, expected) => expect(mayBeSslv2(fromHex(bytes))).toBe(expected));

  it('has its length in front', () => expect(sslv2Length(hex`812e`)).toBe(0x130));
});
