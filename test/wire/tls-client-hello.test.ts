import { describe, expect, it } from 'vitest';
import { ByteCursor } from '../../src/bytes/cursor.ts';
import { hexText } from '../../src/bytes/text.ts';
import { KeyWriter } from '../../src/wire/hello-key.ts';
import { ja3 } from '../../src/wire/ja3.ts';
import {
  clientHelloKey,
  decodeClientHello,
  decodeSslv2ClientHello,
  helloSessionId,
} from '../../src/wire/tls-client-hello.ts';
import { clientHello, extension, serverName } from '../support/client-hello.ts';
import { concat, hex } from '../support/hex.ts';
import { mutations } from '../support/mutations.ts';
import { tls13 } from '../support/tls-samples.ts';

/** OpenSSL's hello without record and handshake header. */
const openssl = tls13[0][1].subarray(9);

function keyOf(body: Uint8Array): string {
  const key = new KeyWriter();
  clientHelloKey(new ByteCursor(body), key);
  return hexText(key.buffer.subarray(0, key.length));
}

describe('decodeClientHello', () => {
  it("reads OpenSSL 3.0's", () => {
    const hello = decodeClientHello(openssl)!;
    expect(hello).toMatchObject({
      legacyVersion: 0x0303,
      highestVersion: 0x0304,
      sessionIdLength: 32,
      serverName: 'mdm.example.jp',
      alpn: ['h2', 'http/1.1'],
      supportedVersions: [0x0304, 0x0303],
      groups: [29, 23, 30, 25, 24, 256, 257, 258, 259, 260],
      keyShareGroups: [29],
      pointFormats: [0, 1, 2],
      compressionMethods: [0],
      extensions: [0, 11, 10, 35, 16, 22, 23, 13, 43, 45, 51, 21],
      extendedMasterSecret: true,
      statusRequest: false,
      pskOffered: false,
      ticketOffered: false,
      earlyData: false,
      encryptedClientHello: false,
      length: 512,
    });
    expect(hello.cipherSuites.slice(0, 3)).toEqual([0x1302, 0x1303, 0x1301]);
    expect(hello.signatureAlgorithms).toHaveLength(20);
    // As Wireshark 4.0 computes it.
    expect(ja3(hello)).toBe('304734bb1c086c3453b387400cf83f11');
  });

  it('reads one without extensions, as of SSL 3.0', () => {
    const body = concat(hex`0300`, new Uint8Array(32), hex`00 0004 000a 0005 01 00`);
    expect(decodeClientHello(body)).toMatchObject({
      legacyVersion: 0x0300,
      highestVersion: 0x0300,
      cipherSuites: [10, 5],
      extensions: [],
    });
  });

  it('writes every GREASE value alike, wherever it stands', () => {
    const greased = (digit: number) => {
      const value = Uint8Array.of(digit * 16 + 10, digit * 16 + 10);
      return decodeClientHello(
        clientHello({
          cipherSuites: hex`${value} 1301`,
          extensions: [
            extension(value, hex``),
            extension(hex`000a`, hex`0004 ${value} 001d`),
            extension(hex`0033`, hex`0009 ${value} 0001 00 001d 0000`),
            extension(hex`002b`, hex`04 ${value} 0304`),
          ],
        }),
      )!;
    };
    expect(greased(3)).toMatchObject({
      cipherSuites: [0x0a0a, 0x1301],
      extensions: [0x0a0a, 10, 51, 43],
      groups: [0x0a0a, 29],
      keyShareGroups: [0x0a0a, 29],
      supportedVersions: [0x0a0a, 0x0304],
      highestVersion: 0x0304,
    });
    expect(greased(15)).toEqual(greased(0));
  });

  it.each([
    ['a name in capitals', serverName('MDM.Example.JP'), { serverName: 'mdm.example.jp' }],
    ['a name with an escape sequence', serverName('a\x1b[2Jb'), { serverName: 'a\\x1b[2jb' }],
    ['an empty name', extension(hex`0000`, hex`0003 00 0000`), { serverName: undefined }],
    ['an empty server_name', extension(hex`0000`, hex``), { serverName: undefined, extensions: [0] }],
    ['a ticket', extension(hex`0023`, hex`aabb`), { ticketOffered: true }],
    ['an empty ticket', extension(hex`0023`, hex``), { ticketOffered: false }],
    [
      'a pre-shared key and early data',
      concat(extension(hex`002a`, hex``), extension(hex`0029`, hex`00`)),
      { pskOffered: true, earlyData: true },
    ],
    ['an encrypted hello', extension(hex`fe0d`, hex`00`), { encryptedClientHello: true }],
    ['an OCSP request', extension(hex`0005`, hex`01 0000 0000`), { statusRequest: true }],
    [
      'draft versions only',
      extension(hex`002b`, hex`02 7f17`),
      { supportedVersions: [0x7f17], highestVersion: 0x0303 },
    ],
    ['ALPN beyond text', extension(hex`0010`, hex`0003 02 00ff`), { alpn: ['\\x00ÿ'], alpnEnds: 0x00ff }],
  ])('reads %s', (_name, bytes, expected) => {
    expect(decodeClientHello(clientHello({ extensions: [bytes] }))).toMatchObject(expected);
  });

  it('refuses lengths that contradict each other', () => {
    expect(decodeClientHello(openssl.subarray(0, 400))).toBeUndefined();
    expect(decodeClientHello(clientHello({ extensions: [hex`0000 0009 00`] }))).toBeUndefined();
    expect(decodeClientHello(clientHello({ cipherSuites: hex`` }))).toBeUndefined();
  });

  it('returns on any bytes', () => {
    for (const bytes of mutations(openssl)) decodeClientHello(bytes);
  });
});

describe('clientHelloKey', () => {
  it('leaves out what changes from flow to flow', () => {
    const changed = openssl.slice();
    changed.fill(1, 2, 34); // random
    changed.fill(2, 35, 67); // session id
    expect(keyOf(changed)).toBe(keyOf(openssl));
    const share = (byte: number) =>
      clientHello({ extensions: [extension(hex`0033`, hex`0006 001d 0002 ${byte}${byte}`)] });
    expect(keyOf(share(1))).toBe(keyOf(share(2)));
    const grease = (byte: number) => clientHello({ cipherSuites: hex`${byte}${byte} 1301` });
    expect(keyOf(grease(0x1a))).toBe(keyOf(grease(0xfa)));
  });

  it('is the same for no two hellos that decode differently', () => {
    const byKey = new Map<string, string>();
    for (const bytes of mutations(openssl)) {
      const hello = decodeClientHello(bytes);
      if (hello === undefined) continue;
      const text = JSON.stringify(hello);
      const key = keyOf(bytes);
      expect(byKey.get(key) ?? text).toBe(text);
      byKey.set(key, text);
    }
    expect(byKey.size).toBeGreaterThan(500);
  });
});

describe('decodeSslv2ClientHello', () => {
  // OpenSSL 0.9.8's form: version 3.1, specs for RC4-MD5 of SSL 2.0 and AES128-SHA, challenge of 16 bytes.
  const hello = concat(hex`801f 01 0301 0006 0000 0010 010080 00002f`, new Uint8Array(16));

  it('reads version and cipher specs', () => {
    expect(decodeSslv2ClientHello(hello)).toMatchObject({
      legacyVersion: 0x0301,
      cipherSuites: [0x010080, 0x2f],
      length: 33,
    });
  });

  it('refuses whatever is not exactly one', () => {
    expect(decodeSslv2ClientHello(hello.with(1, 0x1e))).toBeUndefined();
    expect(decodeSslv2ClientHello(hello.with(2, 4))).toBeUndefined();
    expect(decodeSslv2ClientHello(hello.with(3, 5))).toBeUndefined();
    for (const bytes of mutations(hello)) decodeSslv2ClientHello(bytes);
  });
});

describe('helloSessionId', () => {
  it('is the same place in both hellos', () => {
    expect(helloSessionId(openssl, 0, openssl.length)).toEqual(openssl.slice(35, 67));
    expect(helloSessionId(openssl, 0, 20)).toHaveLength(0);
  });
});
