import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_PROTECTED, MAX_TLS_OBSERVATIONS, tls } from '../../src/probe/tls.ts';
import { clientHello, handshake, record, serverName } from '../support/client-hello.ts';
import { concat, hex } from '../support/hex.ts';
import { script } from '../support/probe-script.ts';
import * as samples from '../support/tls-samples.ts';
import { type Flight, say } from '../support/tls-samples.ts';

const hello = { kind: 'tls-client-hello', from: 0, again: false };
const ccs = (from: number) => ({ kind: 'tls-change-cipher-spec', from });
const sealed = (from: number, length: number, recordType = 23) => ({
  kind: 'tls-protected-record',
  from,
  recordType,
  length,
});
const message = (from: number, type: number) => ({ kind: 'tls-handshake', from, type });
const leaf = { subjectText: 'CN=mdm.example.jp,O=Example K.K.,C=JP' };
const root = { subjectText: 'CN=Example Root CA,O=Example Trust,C=JP' };

describe('TLS 1.3, as OpenSSL speaks it', () => {
  const flight = [
    {
      ...hello,
      recordVersion: 0x0301,
      hello: { serverName: 'mdm.example.jp', highestVersion: 0x0304 },
      at: { frame: 1 },
    },
    { kind: 'tls-server-hello', from: 1, resumed: false, hello: { version: 0x0304, group: 29 }, at: { frame: 2 } },
    ccs(1),
    sealed(1, 32),
    sealed(1, 616),
    sealed(1, 96),
    sealed(1, 69),
  ];

  it('follows a handshake to its end', () => {
    say(script(tls), samples.tls13).expect(
      [
        ...flight,
        ccs(0),
        { ...sealed(0, 69), index: 0, at: { frame: 3 } },
        { ...sealed(1, 250), index: 4 },
        { kind: 'tls-established', from: 1, resumed: false, at: { frame: 4 } },
      ],
      'done',
    );
  });

  it('shows a clear alert after the ServerHello', () => {
    say(script(tls), samples.tls13Refused).expect([...flight, { kind: 'tls-alert', from: 0, level: 2, code: 48 }]);
  });

  it('knows the second hello after a HelloRetryRequest, behind ChangeCipherSpec', () => {
    say(script(tls), samples.tls13Retry.slice(0, 4)).expect([
      hello,
      { kind: 'tls-server-hello', hello: { helloRetryRequest: true, group: 24 } },
      ccs(1),
      ccs(0),
      { ...hello, again: true, recordVersion: 0x0303, hello: { keyShareGroups: [24] } },
      { kind: 'tls-server-hello', hello: { helloRetryRequest: false, group: 24 } },
      sealed(1, 32),
      sealed(1, 616),
      sealed(1, 96),
      sealed(1, 69),
    ]);
  });

  it('does not take a refused client certificate for success', () => {
    const { observations } = say(script(tls), samples.tls13MutualRefused).replay();
    expect(observations.at(-1)).toMatchObject({ ...sealed(1, 19), index: 5 });
    expect(observations.filter(({ kind }) => kind === 'tls-established')).toEqual([]);
  });
});

describe('TLS 1.2, as OpenSSL speaks it', () => {
  it('shows the certificates and follows the handshake to its end', () => {
    say(script(tls), samples.tls12).expect(
      [
        hello,
        { kind: 'tls-server-hello', from: 1, resumed: false, hello: { version: 0x0303, alpn: 'h2' } },
        { kind: 'tls-certificates', from: 1, certificates: [leaf], unreadable: 0 },
        message(1, 12),
        message(1, 14),
        message(0, 16),
        ccs(0),
        sealed(0, 40, 22),
        message(1, 4),
        ccs(1),
        sealed(1, 40, 22),
        { kind: 'tls-established', from: 1, resumed: false },
        sealed(0, 42),
        sealed(1, 51),
        sealed(0, 26, 21),
        sealed(1, 26, 21),
      ],
      'continue',
    );
  });

  it('knows a resumption by the session id that comes back', () => {
    say(script(tls), samples.tls12Resumed.slice(0, 3)).expect([
      { ...hello, hello: { ticketOffered: true } },
      { kind: 'tls-server-hello', resumed: true },
      ccs(1),
      sealed(1, 40, 22),
      ccs(0),
      sealed(0, 40, 22),
      { kind: 'tls-established', from: 0, resumed: true },
    ]);
  });

  it('shows the alert of a client that does not know the CA', () => {
    const { observations } = say(script(tls), samples.tls12Refused).replay();
    expect(observations.at(-1)).toMatchObject({ kind: 'tls-alert', from: 0, level: 2, code: 48, at: { frame: 3 } });
  });

  it("shows the client's certificates, also when it has none", () => {
    const of = (flights: readonly Flight[]) =>
      say(script(tls), flights)
        .replay()
        .observations.filter(
          ({ kind }) => kind === 'tls-certificates' || kind === 'tls-certificate-request' || kind === 'tls-alert',
        );
    expect(of(samples.tls12Mutual)).toMatchObject([
      { from: 1, certificates: [leaf, root] },
      { from: 1, request: { certificateTypes: [1, 2, 64], authorities: [] } },
      { from: 0, certificates: [{ subjectText: expect.stringContaining('UID=com.apple.mgmt.External.') }, root] },
    ]);
    expect(of(samples.tls12MutualMissing).slice(2)).toMatchObject([
      { from: 0, certificates: [] },
      { kind: 'tls-alert', from: 1, level: 2, code: 40 },
    ]);
  });
});

describe('certificates', () => {
  it('are shared between flows that show the same', () => {
    const of = () => {
      const { observations } = say(script(tls), samples.tls12).replay();
      const shown = observations.find(({ kind }) => kind === 'tls-certificates');
      return shown?.kind === 'tls-certificates' ? shown.certificates[0] : undefined;
    };
    expect(of()).toBeDefined();
    expect(of()).toBe(of());
  });

  it('count those that cannot be read', () => {
    const chain = concat(hex`000005 000002 ffff`);
    script(tls)
      .responder(record(22, handshake(11, chain)))
      .expect([{ kind: 'tls-certificates', certificates: [], unreadable: 1 }]);
  });
});

describe('any cutting', () => {
  it('gives the same observations', () => {
    const conversations = fc.constantFrom(
      ...Object.values(samples).filter((value): value is readonly Flight[] => Array.isArray(value)),
    );
    fc.assert(
      fc.property(conversations, fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1 }), (flights, cuts) => {
        let turn = 0;
        const played = () => say(script(tls), flights);
        expect(played().replay(() => cuts[turn++ % cuts.length])).toEqual(played().replay());
      }),
      { numRuns: 60 },
    );
  });

  it('puts a hello together that spans records and segments', () => {
    const body = handshake(1, clientHello({ extensions: [serverName('a.example')] }));
    script(tls)
      .originator(record(22, body.subarray(0, 1)), record(22, body.subarray(1, 40)))
      .originator(record(22, body.subarray(40)))
      .expect([{ ...hello, hello: { serverName: 'a.example' }, at: { frame: 2 } }]);
  });

  it('reads several messages in one record', () => {
    script(tls)
      .responder(
        record(22, concat(handshake(2, concat(hex`0303`, new Uint8Array(32), hex`00 c02f 00`)), handshake(14, hex``))),
      )
      .expect([{ kind: 'tls-server-hello', from: 1 }, message(1, 14)]);
  });
});

describe('where something is missing', () => {
  const [clientFlight, serverFlight, finished, answer] = samples.tls13.map(([, bytes]) => bytes);

  it('loses nothing in a gap that falls into skipped bytes', () => {
    const cut = serverFlight.length - 60;
    const { observations } = script(tls)
      .originator(clientFlight)
      .responder(serverFlight.subarray(0, cut))
      .gap(1, 60)
      .originator(finished)
      .responder(answer)
      .replay();
    expect(observations.map(({ kind }) => kind)).not.toContain('tls-gap');
    expect(observations.map(({ kind }) => kind)).toContain('tls-established');
  });

  it('tells of a gap within the handshake, and finds the records behind it', () => {
    const flight = samples.tls12.map(([, bytes]) => bytes);
    const { observations } = script(tls)
      .originator(flight[0])
      .responder(flight[1].subarray(0, 200))
      .gap(1, flight[1].length - 200)
      .originator(flight[2])
      .responder(flight[3])
      .replay();
    expect(observations.map(({ kind, from }) => [kind, from])).toEqual([
      ['tls-client-hello', 0],
      ['tls-server-hello', 1],
      ['tls-gap', 1],
      ['tls-handshake', 0],
      ['tls-change-cipher-spec', 0],
      ['tls-protected-record', 0],
      ['tls-handshake', 1],
      ['tls-change-cipher-spec', 1],
      ['tls-protected-record', 1],
      ['tls-established', 1],
    ]);
    expect(observations.find(({ kind }) => kind === 'tls-gap')).toMatchObject({
      missing: flight[1].length - 200,
      at: { frame: 3 },
    });
  });

  it('joins midway', () => {
    const data = record(23, new Uint8Array(40));
    script(tls)
      .responder(data)
      .originator(data)
      .expect([sealed(1, 40), sealed(0, 40), { kind: 'tls-established', from: 0, resumed: undefined }]);
  });

  it('says nothing against a side that it joins in the middle of a record', () => {
    const { observations } = script(tls)
      .originator(record(23, new Uint8Array(40)))
      .responder('middle of a record')
      .responder(record(23, new Uint8Array(30)))
      .replay();
    expect(observations).toMatchObject([sealed(0, 40), sealed(1, 30), { kind: 'tls-established' }]);
  });
});

describe('what contradicts TLS', () => {
  const start = record(22, handshake(1, clientHello()));

  it('is an answer in HTTP', () => {
    const { observations } = script(tls)
      .originator(start)
      .responder('HTTP/1.1 400 Bad Request\r\n')
      .responder('\r\n')
      .replay();
    expect(observations).toMatchObject([
      hello,
      { kind: 'malformed', protocol: 'tls', from: 1, reason: 'record-header', at: { frame: 2 } },
    ]);
  });

  it.each([
    ['a hello without cipher suites', record(22, handshake(1, clientHello({ cipherSuites: hex`` }))), 'client-hello'],
    ['a cut ServerHello', record(22, handshake(2, hex`0303`)), 'server-hello'],
    ['a certificate list longer than its message', record(22, handshake(11, hex`0000ff`)), 'certificates'],
    ['a cut CertificateRequest', record(22, handshake(13, hex`05 01`)), 'certificate-request'],
  ])('is %s', (_name, bytes, reason) => {
    script(tls)
      .originator(start)
      .responder(bytes)
      .expect([hello, { kind: 'malformed', from: 1, reason }]);
  });

  it('is a message of 16 MB', () => {
    script(tls)
      .originator(start)
      .responder(record(22, hex`0b ffffff 00`))
      .expect([hello, { kind: 'malformed', from: 1, reason: 'handshake-length' }]);
  });
});

describe('SSL 2.0 form', () => {
  const old = concat(hex`801f 01 0301 0006 0000 0010 010080 00002f`, new Uint8Array(16));

  it('is read, and TLS goes on behind it', () => {
    script(tls)
      .originator(old)
      .responder(record(22, handshake(14, hex``)))
      .expect([
        { ...hello, recordVersion: 0x0002, hello: { legacyVersion: 0x0301, cipherSuites: [0x010080, 0x2f] } },
        message(1, 14),
      ]);
  });
});

describe('bounds', () => {
  const data = (length: number) => record(23, new Uint8Array(length));

  it('leaves TLS 1.3 alone once established', () => {
    const many = concat(...Array.from({ length: MAX_PROTECTED + 4 }, () => data(100)));
    const { observations, answer } = say(script(tls), samples.tls13.slice(0, 4))
      .responder(many)
      .responder(many)
      .replay();
    expect(answer).toBe('done');
    expect(observations.at(-1)).toMatchObject({ kind: 'tls-established' });
  });

  it('sees an alert of TLS 1.2 after thousands of records', () => {
    const many = concat(...Array.from({ length: 2000 }, () => data(1000)));
    const { observations } = say(script(tls), samples.tls12.slice(0, 4))
      .responder(many)
      .responder(record(21, new Uint8Array(26)))
      .replay();
    expect(observations.at(-1)).toMatchObject({ ...sealed(1, 26, 21), index: 2001, at: { frame: 6 } });
  });

  it('leaves a flow alone that never stops talking', () => {
    const chatter = concat(...Array.from({ length: 500 }, () => record(21, hex`0100`)));
    const { observations, answer } = script(tls).originator(chatter).replay();
    expect(observations).toHaveLength(MAX_TLS_OBSERVATIONS);
    expect(answer).toBe('done');
  });

  it('skips what it does not read', () => {
    const skipped: number[] = [];
    const session = tls.open(
      { transport: 'tcp', originatorPort: 1, responderPort: 443, skip: (_direction, bytes) => skipped.push(bytes) },
      () => {},
    );
    session.data(1, concat(record(23, new Uint8Array(10)), hex`17 0303 4000 aabb`), { input: 0, frame: 1, time: 0 });
    expect(skipped).toEqual([0x4000 - 2]);
  });
});

describe('hostile bytes', () => {
  it('returns whatever byte of a conversation is changed', () => {
    for (const conversation of [samples.tls12Mutual, samples.tls13Retry]) {
      for (let flight = 0; flight < 3; flight++) {
        const bytes = conversation[flight][1];
        for (let at = 0; at < bytes.length; at += 3) {
          const changed = conversation.map(
            ([side, each], index): Flight => [side, index === flight ? each.with(at, each[at] ^ 0xff) : each],
          );
          expect(say(script(tls), changed).replay().observations.length).toBeLessThanOrEqual(MAX_TLS_OBSERVATIONS);
        }
      }
    }
  });

  it('returns on random records', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 20, max: 24 }), fc.uint8Array({ maxLength: 60 }))), (records) => {
        const bytes = concat(...records.map(([type, body]) => record(type, body)));
        script(tls, { recognise: false })
          .originator(bytes)
          .responder(bytes)
          .replay((left) => (left % 7) + 1);
      }),
    );
  });
});
