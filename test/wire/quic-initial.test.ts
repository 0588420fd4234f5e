import { describe, expect, it } from 'vitest';
import { ByteCursor } from '../../src/bytes/cursor.ts';
import { hexText } from '../../src/bytes/text.ts';
import {
  decodeQuicLongHeader,
  deriveInitialKeys,
  isKnownQuicVersion,
  negotiatedVersions,
  openInitial,
  quicInteger,
} from '../../src/wire/quic-initial.ts';
import { concat, fromHex, hex } from '../support/hex.ts';
import { mutations } from '../support/mutations.ts';
import {
  CLIENT_KEYS,
  clientCrypto,
  clientInitial,
  clientInitialV2,
  DESTINATION_ID,
  retry,
  retryV2,
  serverInitial,
  serverInitialV2,
} from '../support/quic-samples.ts';

const V2 = 0x6b3343cf;
const header = (datagram: Uint8Array) => decodeQuicLongHeader(new ByteCursor(datagram));

describe('samples', () => {
  it('are the packets of RFC 9001 A.2 and RFC 9369 A.2', () => {
    const ends = (packet: Uint8Array) => [
      hexText(packet.subarray(0, 32)),
      hexText(packet.subarray(-16)),
      packet.length,
    ];
    expect(ends(clientInitial)).toEqual([
      'c000000001088394c8f03e5157080000449e7b9aec34d1b1c98dd7689fb8ec11',
      'e221af44860018ab0856972e194cd934',
      1200,
    ]);
    expect(ends(clientInitialV2)).toEqual([
      'd76b3343cf088394c8f03e5157080000449ea0c95e82ffe67b6abcdb4298b485',
      'a18b2faa745b6fe189cf772a9f84cbfc',
      1200,
    ]);
  });
});

describe('quicInteger', () => {
  // RFC 9000 A.1.
  it.each([
    ['c0000000ffffffff', 4_294_967_295],
    ['9d7f3e7d', 494_878_333],
    ['7bbd', 15_293],
    ['25', 37],
    ['4025', 37],
  ])('%s is %i', (bytes, expected) => expect(quicInteger(new ByteCursor(fromHex(bytes)))).toBe(expected));
});

describe('decodeQuicLongHeader', () => {
  it('reads an Initial packet', () => {
    expect(header(clientInitial)).toMatchObject({
      version: 1,
      type: 'initial',
      destinationId: DESTINATION_ID,
      sourceId: hex``,
      start: 0,
      body: 18,
      end: 1200,
    });
    expect(header(serverInitialV2)).toMatchObject({
      version: V2,
      type: 'initial',
      destinationId: hex``,
      sourceId: hex`f067a5502a4262b5`,
    });
  });

  it('reads Retry and version negotiation', () => {
    expect([header(retry)?.type, header(retryV2)?.type]).toEqual(['retry', 'retry']);
    const negotiation = hex`80 00000000 00 02 aabb 00000001 6b3343cf 1a2a3a4a`;
    expect(header(negotiation)).toMatchObject({ version: 0, type: 'version-negotiation' });
    expect(negotiatedVersions(negotiation, header(negotiation)!)).toEqual([1, V2, 0x1a2a3a4a]);
  });

  it('stands behind the packet, where the next one begins', () => {
    const cursor = new ByteCursor(concat(hex`c0 00000001 01 aa 00 00 05 0102030405`, serverInitial));
    expect(decodeQuicLongHeader(cursor)).toMatchObject({ body: 10, end: 15 });
    expect(decodeQuicLongHeader(cursor)).toMatchObject({ start: 15, end: 15 + serverInitial.length });
  });

  it.each([
    ['a short header', '40aabbccddeeff00112233'],
    ['no fixed bit', '8000000001080102030405060708000000'],
    ['a connection id of 21 bytes', `c000000001 15 ${'00'.repeat(30)}`],
    ['a length beyond the datagram', 'c000000001 01 aa 00 00 10 0102'],
    ['a token beyond the datagram', 'c000000001 01 aa 00 10 00 0102'],
    ['too few bytes', 'c0000000'],
  ])('refuses %s', (_name, bytes) => expect(header(fromHex(bytes))).toBeUndefined());

  it('leaves the type of an unknown version open', () => {
    expect(header(hex`c0 0a1a2a3a 01 aa 00 0000`)).toMatchObject({ type: 'unknown', version: 0x0a1a2a3a });
    expect([1, V2, 0xff00001d, 0xff000020, 0xff00001c, 0, 2].map(isKnownQuicVersion)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('deriveInitialKeys', () => {
  it.each([
    [1, 'client', CLIENT_KEYS[1]],
    [V2, 'client', CLIENT_KEYS[2]],
    [
      1,
      'server',
      {
        key: fromHex('cf3a5331653c364c88f0f379b6067e37'),
        iv: fromHex('0ac1493ca1905853b0bba03e'),
        headerProtection: fromHex('c206b8d9b9f0f37644430b490eeaa314'),
      },
    ],
  ] as const)('version %i, %s (RFC 9001 A.1, RFC 9369 A.1)', (version, side, expected) => {
    const keys = deriveInitialKeys(version, DESTINATION_ID, side)!;
    expect(Object.values(keys).map(hexText)).toEqual(
      [expected.key, expected.iv, expected.headerProtection].map(hexText),
    );
  });

  it('knows no keys of an unknown version', () =>
    expect(deriveInitialKeys(7, DESTINATION_ID, 'client')).toBeUndefined());
});

describe('openInitial', () => {
  const open = (datagram: Uint8Array, version: number, side: 'client' | 'server') =>
    openInitial(datagram, header(datagram)!, deriveInitialKeys(version, DESTINATION_ID, side)!);

  it('opens the client packets of both versions', () => {
    for (const payload of [open(clientInitial, 1, 'client')!, open(clientInitialV2, V2, 'client')!]) {
      expect(hexText(payload.subarray(0, clientCrypto.length))).toBe(hexText(clientCrypto));
      expect(payload).toHaveLength(1162);
    }
  });

  it('opens the server packets of both versions', () => {
    for (const payload of [open(serverInitial, 1, 'server')!, open(serverInitialV2, V2, 'server')!]) {
      expect(hexText(payload)).toMatch(/^02000000000600405a020000560303eefce7f7.*020304$/);
    }
  });

  it('does not open with the keys of the other side, nor a packet that was touched', () => {
    expect(open(serverInitial, 1, 'client')).toBeUndefined();
    expect(open(serverInitial.with(100, 0), 1, 'server')).toBeUndefined();
  });

  it('returns on any bytes', () => {
    const keys = deriveInitialKeys(1, DESTINATION_ID, 'server')!;
    for (const bytes of mutations(serverInitial)) {
      const packet = header(bytes);
      if (packet !== undefined) openInitial(bytes, packet, keys);
    }
  });
});
