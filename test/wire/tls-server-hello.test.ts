import { describe, expect, it } from 'vitest';
import { ByteCursor } from '../../src/bytes/cursor.ts';
import { hexText } from '../../src/bytes/text.ts';
import { KeyWriter } from '../../src/wire/hello-key.ts';
import { decodeServerHello, serverHelloKey } from '../../src/wire/tls-server-hello.ts';
import { lengthed } from '../support/client-hello.ts';
import { concat, fromHex, hex } from '../support/hex.ts';
import { mutations } from '../support/mutations.ts';
import { tls12, tls12Resumed, tls13, tls13Retry } from '../support/tls-samples.ts';

/** The first message of the server's first flight, without its headers. */
function first(conversation: typeof tls13): Uint8Array {
  const flight = conversation[1][1];
  return flight.subarray(9, 9 + ((flight[7] << 8) | flight[8]));
}

function serverHello(random: Uint8Array, extensions = hex``): Uint8Array {
  return concat(hex`0303`, random, hex`00 c02f 00`, extensions.length > 0 ? lengthed(extensions) : hex``);
}

function keyOf(body: Uint8Array): string {
  const key = new KeyWriter();
  serverHelloKey(new ByteCursor(body), key);
  return hexText(key.buffer.subarray(0, key.length));
}

describe('decodeServerHello', () => {
  it('reads TLS 1.3', () => {
    expect(decodeServerHello(first(tls13))).toMatchObject({
      legacyVersion: 0x0303,
      version: 0x0304,
      cipherSuite: 0x1302,
      helloRetryRequest: false,
      downgrade: undefined,
      sessionIdLength: 32,
      alpn: undefined,
      group: 29,
      pskSelected: false,
      extensions: [43, 51],
      length: 122,
    });
  });

  it('reads TLS 1.2', () => {
    expect(decodeServerHello(first(tls12))).toMatchObject({
      version: 0x0303,
      cipherSuite: 0xc02c,
      sessionIdLength: 0,
      alpn: 'h2',
      extendedMasterSecret: true,
      sessionTicket: true,
      statusRequest: false,
      certificateTimestamps: false,
      group: undefined,
      extensions: [65281, 11, 35, 16, 23],
    });
    expect(decodeServerHello(first(tls12Resumed))).toMatchObject({ sessionIdLength: 32 });
  });

  it('tells a HelloRetryRequest by its random', () => {
    expect(decodeServerHello(first(tls13Retry))).toMatchObject({ version: 0x0304, helloRetryRequest: true, group: 24 });
  });

  it.each([
    ['444f574e47524401', '1.2'],
    ['444f574e47524400', '1.1'],
    ['444f574e47524402', undefined],
    ['444f574e47524501', undefined],
  ] as const)('reads the end of its random, %s, as downgrade %s (RFC 8446 4.1.3)', (tail, expected) => {
    const random = concat(new Uint8Array(24), fromHex(tail));
    expect(decodeServerHello(serverHello(random))).toMatchObject({ downgrade: expected });
  });

  it.each([
    ['0012 0002 0000', { certificateTimestamps: true }],
    ['0005 0000', { statusRequest: true }],
    ['0029 0002 0000', { pskSelected: true }],
    ['002b 0002 7f1c', { version: 0x7f1c }],
    ['0010 0003 0001 00', { alpn: undefined }],
  ])('reads extension %s', (bytes, expected) => {
    expect(decodeServerHello(serverHello(new Uint8Array(32), fromHex(bytes)))).toMatchObject(expected);
  });

  it('refuses lengths that contradict each other, and versions that never were', () => {
    expect(decodeServerHello(first(tls13).subarray(0, 100))).toBeUndefined();
    expect(decodeServerHello(serverHello(new Uint8Array(32)).with(0, 9))).toBeUndefined();
  });

  it('returns on any bytes', () => {
    for (const sample of [tls13, tls12, tls13Retry])
      for (const bytes of mutations(first(sample))) decodeServerHello(bytes);
  });
});

describe('serverHelloKey', () => {
  it('leaves out random and session id, but not what the random says', () => {
    const random = new Uint8Array(32);
    expect(keyOf(serverHello(random.with(3, 7)))).toBe(keyOf(serverHello(random)));
    expect(keyOf(serverHello(concat(new Uint8Array(24), hex`444f574e47524401`)))).not.toBe(keyOf(serverHello(random)));
  });

  it('is the same for no two hellos that decode differently', () => {
    const byKey = new Map<string, string>();
    for (const sample of [tls13, tls12, tls13Retry]) {
      for (const bytes of mutations(first(sample))) {
        const hello = decodeServerHello(bytes);
        if (hello === undefined) continue;
        const [key, text] = [keyOf(bytes), JSON.stringify(hello)];
        expect(byKey.get(key) ?? text).toBe(text);
        byKey.set(key, text);
      }
    }
    expect(byKey.size).toBeGreaterThan(50);
  });
});
