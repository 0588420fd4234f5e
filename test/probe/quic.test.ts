import { describe, expect, it } from 'vitest';
import { MAX_QUIC_DATAGRAMS, quic } from '../../src/probe/quic.ts';
import { deriveInitialKeys } from '../../src/wire/quic-initial.ts';
import { concat, fromHex, hex } from '../support/hex.ts';
import { mutations } from '../support/mutations.ts';
import { script } from '../support/probe-script.ts';
import { sealInitial } from '../support/quic-initial.ts';
import {
  CLIENT_KEYS,
  clientCrypto,
  clientInitial,
  clientInitialV2,
  DESTINATION_ID,
  retry,
  serverInitial,
  serverInitialV2,
} from '../support/quic-samples.ts';

const clientHello = {
  kind: 'tls-client-hello',
  from: 0,
  recordVersion: 0,
  hello: { serverName: 'example.com', alpn: ['alpn'], highestVersion: 0x0304, keyShareGroups: [29] },
};
const serverHello = {
  kind: 'tls-server-hello',
  from: 1,
  resumed: false,
  hello: { version: 0x0304, cipherSuite: 0x1301, group: 29 },
};

/** The ClientHello of the sample, without the frame around it. */
const message = clientCrypto.subarray(4);

/** An Initial packet of the client with these frames, padded to at least 40 bytes. */
function initial(
  number: number,
  frames: Uint8Array,
  destinationId = DESTINATION_ID,
  keys: (typeof CLIENT_KEYS)[1] = CLIENT_KEYS[1],
): Uint8Array {
  const payload = concat(frames, new Uint8Array(Math.max(0, 40 - frames.length)));
  const length = payload.length + 17;
  const header = hex`c0 00000001 ${destinationId.length}${destinationId} 00 00 ${0x40 | (length >> 8)}${length & 0xff} ${number}`;
  return sealInitial(header, payload, keys);
}

/** A CRYPTO frame with the bytes `start`…`end` of the hello. */
function crypto(start: number, end: number): Uint8Array {
  const data = message.subarray(start, end);
  return hex`06 ${0x40 | (start >> 8)}${start & 0xff} ${0x40 | (data.length >> 8)}${data.length & 0xff} ${data}`;
}

describe('quic', () => {
  it.each([
    ['version 1 (RFC 9001 A)', 1, clientInitial, serverInitial],
    ['version 2 (RFC 9369 A)', 0x6b3343cf, clientInitialV2, serverInitialV2],
  ])('reads both hellos of %s and is done', (_name, version, client, server) => {
    script(quic)
      .originator(client)
      .responder(server)
      .expect(
        [
          { kind: 'quic-initial', from: 0, version, destinationIdLength: 8, at: { frame: 1 } },
          clientHello,
          { kind: 'quic-initial', from: 1, version, destinationIdLength: 0, at: { frame: 2 } },
          serverHello,
        ],
        'done',
      );
  });

  it('puts a hello together from pieces in any order, over several packets and datagrams', () => {
    const end = message.length;
    const first = concat(
      initial(0, concat(crypto(200, end), hex`01`, crypto(0, 30))),
      initial(1, concat(crypto(90, 130), crypto(60, 100))),
    );
    script(quic)
      .originator(first)
      .originator(initial(2, concat(new Uint8Array(20), crypto(30, 61))))
      .originator(initial(3, crypto(120, 205)))
      .expect([{ kind: 'quic-initial' }, { ...clientHello, at: { frame: 3 } }], 'continue');
  });

  it('reads the server with the keys of the first client packet, also behind a coalesced one', () => {
    const handshakePacket = hex`e0 00000001 00 00 05 0102030405`;
    script(quic)
      .originator(clientInitial)
      .responder(concat(serverInitial, handshakePacket))
      .expect([{}, clientHello, {}, serverHello], 'done');
  });

  it('takes new keys after a Retry', () => {
    const newId = fromHex('f067a5502a4262b5');
    const keys = deriveInitialKeys(1, newId, 'client')! as (typeof CLIENT_KEYS)[1];
    script(quic)
      .originator(initial(0, crypto(0, 100)))
      .responder(retry)
      .originator(initial(1, crypto(0, message.length), newId, keys))
      .expect([{ kind: 'quic-initial' }, { kind: 'quic-retry', from: 1 }, clientHello], 'continue');
  });

  it('tells of a version negotiation and of a refusal', () => {
    script(quic)
      .originator(initial(0, hex`1c 4150 06 00`))
      .responder(hex`80 00000000 00 02 aabb 6b3343cf 1a2a3a4a`)
      .expect([
        { kind: 'quic-initial' },
        { kind: 'quic-close', from: 0, errorCode: 0x150 },
        { kind: 'quic-version-negotiation', from: 1, versions: [0x6b3343cf, 0x1a2a3a4a] },
      ]);
  });

  it('waits when it cannot open a packet, but not for ever', () => {
    const other = initial(0, crypto(0, 20)).with(30, 0);
    const replay = (count: number) => {
      const played = script(quic).originator(other);
      for (let index = 1; index < count; index++) played.responder(hex`40 aabbccdd`);
      return played.replay();
    };
    expect(replay(MAX_QUIC_DATAGRAMS - 1)).toMatchObject({
      observations: [{ kind: 'quic-initial' }],
      answer: 'continue',
    });
    expect(replay(MAX_QUIC_DATAGRAMS).answer).toBe('done');
  });

  it('bounds what it tells of a flow', () => {
    const played = script(quic).originator(clientInitial);
    for (let index = 0; index < 30; index++) played.responder(concat(retry), concat(hex``));
    for (let index = 0; index < 30; index++)
      played.originator(initial(index, concat(...Array.from({ length: 20 }, () => hex`1c 00 00 00`))));
    expect(played.replay().observations.length).toBeLessThanOrEqual(34);
  });
});

describe('recognition', () => {
  const flow = { transport: 'udp', originatorPort: 1, responderPort: 443, skip: () => {} } as const;
  it.each([
    ['the client', clientInitial, 'match'],
    ['the server', serverInitial, 'match'],
    ['a Retry', retry, 'match'],
    ['a version negotiation', hex`80 00000000 00 02 aabb 00000001`, 'match'],
    ['a version negotiation of no known version', hex`80 00000000 00 02 aabb 00000007`, 'reject'],
    ['a version negotiation cut short', hex`80 00000000 00 02 aabb 00000001 00`, 'reject'],
    ['an unknown version', hex`c0 00000007 01 aa 00 0000`, 'reject'],
    ['a short header', hex`40 aabbccdd`, 'reject'],
    ['DNS', fromHex('12340100000100000000000003777777076578616d706c6503636f6d0000010001'), 'reject'],
    ['NTP', concat(hex`e3 00 06 ec`, new Uint8Array(44)), 'reject'],
    ['no byte', hex``, 'reject'],
  ] as const)('%s: %s', (_name, bytes, expected) => expect(quic.recognise(bytes, 0, flow)).toBe(expected));
});

it('returns on any bytes', () => {
  for (const bytes of mutations(serverInitial))
    script(quic, { recognise: false })
      .originator(initial(0, crypto(0, 20)))
      .responder(bytes)
      .replay();
});
