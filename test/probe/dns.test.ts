import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dns, MAX_ANSWERS, MAX_MESSAGES, MAX_TCP_MESSAGE } from '../../src/probe/dns.ts';
import type { ProbeFlow } from '../../src/probe/probe.ts';
import { dnsMessage, dnsName, pointer, prefixed, question, RESPONSE, record } from '../support/dns-bytes.ts';
import { concat, hex } from '../support/hex.ts';
import { mutations } from '../support/mutations.ts';
import { script } from '../support/probe-script.ts';

const NAME = pointer(12);
const PUSH = 'api.push.apple.com';
const AKADNS = 'api.push-apple.com.akadns.net';

const query = dnsMessage({ id: 7, questions: [question('API.push.apple.com', 1)] });
const answer = dnsMessage({
  id: 7,
  flags: RESPONSE,
  questions: [question(PUSH, 1)],
  answers: [
    record(NAME, 5, dnsName(AKADNS)),
    record(dnsName(AKADNS), 1, hex`11bc8f20`),
    record(dnsName(AKADNS), 1, hex`11bc8f21`),
  ],
});

const asked = { kind: 'dns-query', from: 0, id: 7, name: PUSH, type: 1, typeName: 'A', multicast: false };
const answered = {
  kind: 'dns-response',
  from: 1,
  id: 7,
  name: PUSH,
  type: 1,
  typeName: 'A',
  multicast: false,
  code: 0,
  codeName: 'NOERROR',
  authoritative: false,
  truncated: false,
  answers: [AKADNS, '17.188.143.32', '17.188.143.33'],
  addresses: ['17.188.143.32', '17.188.143.33'],
  canonicalNames: [AKADNS],
  extendedErrors: [],
  cut: false,
};

function response(parts: Parameters<typeof dnsMessage>[0], name = PUSH, type = 1) {
  return dnsMessage({ id: 7, flags: RESPONSE, questions: [question(name, type)], ...parts });
}

/** What is observed of one response. */
function observe(bytes: Uint8Array) {
  const { observations } = script(dns, { recognise: false }).responder(bytes).replay();
  return observations[0];
}

describe('dns over UDP', () => {
  it('tells question and answer', () => {
    script(dns)
      .originator(query)
      .responder(answer)
      .expect(
        [
          { ...asked, at: { frame: 1 } },
          { ...answered, at: { frame: 2 } },
        ],
        'continue',
      );
  });

  it('tells each of many questions of one flow', () => {
    const other = dnsMessage({ id: 8, questions: [question(PUSH, 65)] });
    script(dns)
      .originator(query)
      .originator(other)
      .originator(query)
      .expect([asked, { ...asked, id: 8, type: 65, typeName: 'HTTPS' }, asked], 'continue');
  });

  it('stops at its budget', () => {
    const flow = script(dns);
    for (let left = MAX_MESSAGES + 1; left > 0; left--) flow.originator(query);
    const { observations, answer: end } = flow.replay();
    expect(observations).toHaveLength(MAX_MESSAGES);
    expect(end).toBe('done');
  });

  it.each([
    ['NXDOMAIN', response({ flags: 0x8183 }), { code: 3, codeName: 'NXDOMAIN', answers: [], addresses: [] }],
    ['REFUSED', response({ flags: 0x8185 }), { code: 5, codeName: 'REFUSED' }],
    ['SERVFAIL', response({ flags: 0x8182 }), { code: 2, codeName: 'SERVFAIL' }],
    ['0.0.0.0', response({ answers: [record(NAME, 1, hex`00000000`)] }), { addresses: ['0.0.0.0'] }],
    [
      '::',
      response({ answers: [record(NAME, 28, new Uint8Array(16))] }, PUSH, 28),
      { addresses: ['::'], typeName: 'AAAA' },
    ],
    ['an answer cut short by the server', response({ flags: 0x8380 }), { truncated: true, cut: false }],
    ['an authoritative answer', response({ flags: 0x8580 }), { authoritative: true }],
    [
      'an extended error',
      response({ additionals: [record(hex`00`, 41, hex`000f 0006 000f 64656e79`, { ttl: 0 })] }),
      { extendedErrors: [{ code: 15, text: 'deny', name: 'Blocked' }] },
    ],
    [
      'the hints of an HTTPS record',
      response({ answers: [record(NAME, 65, hex`0001 00 0004 0004 11bc8f20`)] }, PUSH, 65),
      { answers: ['. 17.188.143.32'], addresses: ['17.188.143.32'] },
    ],
    [
      'a type without text',
      response({ answers: [record(NAME, 46, hex`0001`), record(NAME, 65_280, hex`00`)] }),
      { answers: ['RRSIG', 'TYPE65280'] },
    ],
  ])('tells %s', (_what, bytes, expected) => expect(observe(bytes)).toMatchObject(expected));

  it('follows canonical names in any order, and not in circles', () => {
    const [a, b, c] = ['a.test', 'b.test', 'c.test'].map(dnsName);
    const shuffled = [record(b, 1, hex`01020304`), record(a, 5, b), record(NAME, 5, a)];
    expect(observe(response({ answers: shuffled }))).toMatchObject({
      canonicalNames: ['a.test', 'b.test'],
      addresses: ['1.2.3.4'],
    });
    const circle = [record(a, 5, b), record(b, 5, c), record(c, 5, a)];
    expect(observe(response({ answers: circle }, 'a.test'))).toMatchObject({ canonicalNames: ['b.test', 'c.test'] });
  });

  it('takes no address for an answer that belongs to another name', () => {
    const answers = [record(dnsName('unasked.test'), 1, hex`01020304`)];
    expect(observe(response({ answers }))).toMatchObject({ answers: ['1.2.3.4'], addresses: [] });
  });

  it('keeps no more answers than it says', () => {
    const answers = Array.from({ length: MAX_ANSWERS + 1 }, () => record(NAME, 1, hex`01020304`));
    const observed = observe(response({ answers }));
    expect(observed).toMatchObject({ addresses: { length: MAX_ANSWERS }, answers: { length: MAX_ANSWERS } });
  });

  it('says that a datagram was cut', () => {
    expect(observe(answer.slice(0, -1))).toMatchObject({ cut: true, addresses: ['17.188.143.32'] });
  });

  it('passes over what is no standard query', () => {
    const notify = dnsMessage({ flags: 0x2400, questions: [question('a.test', 6)] });
    script(dns).originator(query).originator(notify).originator(hex`00`).originator(query).expect([asked, asked]);
  });

  it.each([5353, 5355])('marks multicast by its port %i', (responderPort) => {
    script(dns, { responderPort })
      .originator(query)
      .expect([{ ...asked, multicast: true }]);
  });

  it('knows multicast DNS: no id, several questions, or answers alone (RFC 6762 6, 18)', () => {
    const several = dnsMessage({
      id: 0,
      flags: 0,
      questions: [question('a.local', 12, 0x8001), question('b.local', 12)],
    });
    const alone = dnsMessage({
      id: 0,
      flags: 0x8400,
      answers: [record(dnsName('a.local'), 1, hex`c0a80105`, { recordClass: 0x8001 })],
    });
    script(dns, { responderPort: 5353, originatorPort: 5353 })
      .originator(several)
      .originator(alone)
      .expect([
        { kind: 'dns-query', name: 'a.local', multicast: true },
        { kind: 'dns-response', name: 'a.local', addresses: ['192.168.1.5'], multicast: true },
      ]);
  });
});

const netBiosName = `${'CA'.repeat(16)}`;

describe('recognition of a datagram', () => {
  it.each([
    ['nothing', hex``],
    ['a header alone', query.slice(0, 12)],
    ['half a name', query.slice(0, 20)],
    ['an update (opcode 5)', dnsMessage({ flags: 0x2800, questions: [question('a.test', 6)] })],
    ['the Z bit', dnsMessage({ flags: 0x0140, questions: [question('a.test', 1)] })],
    ['a query with a response code', dnsMessage({ flags: 0x0103, questions: [question('a.test', 1)] })],
    [
      'a query with answers',
      dnsMessage({ questions: [question('a.test', 1)], answers: [record(NAME, 1, hex`01020304`)] }),
    ],
    ['two questions with an id', dnsMessage({ questions: [question('a.test', 1), question('b.test', 1)] })],
    ['no question', dnsMessage({ id: 0 })],
    ['a type that is none', dnsMessage({ questions: [question('a.test', 0)] })],
    ['a class that is none', dnsMessage({ questions: [question('a.test', 1, 2)] })],
    ['counts beyond the largest datagram', hex`1234 8180 0001 0400 0000 0000 00 0001 0001`],
    ['a NetBIOS name query (RFC 1002 4.2.12)', dnsMessage({ flags: 0x0110, questions: [question(netBiosName, 32)] })],
    ['a NetBIOS status query (RFC 1002 4.2.17)', dnsMessage({ flags: 0, questions: [question(netBiosName, 33)] })],
    ['an NTP request', concat(hex`23 02 0a ec`, new Uint8Array(44))],
    ['a QUIC initial', concat(hex`c3 00000001 08 0001020304050607 00`, new Uint8Array(1200))],
    ['syslog', concat('<34>Oct 11 22:14:15 host su: failed')],
  ])('rejects %s', (_what, bytes) => script(dns).originator(bytes).expect([], 'reject'));

  it('rejects random datagrams', () => {
    const flow: ProbeFlow = { transport: 'udp', originatorPort: 1, responderPort: 53, skip() {} };
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 0, maxLength: 100 }),
        (bytes) => dns.recognise(bytes, 0, flow) === 'reject',
      ),
      { numRuns: 2000, seed: 1 },
    );
  });

  it('returns on any mutation, and so does what follows', () => {
    for (const bytes of mutations(answer)) {
      const { observations } = script(dns, { recognise: false }).responder(bytes).replay();
      expect(observations.length).toBeLessThanOrEqual(1);
      expect(['match', 'reject']).toContain(
        dns.recognise(bytes, 1, { transport: 'udp', originatorPort: 1, responderPort: 53, skip() {} }),
      );
    }
  });
});

describe('dns over TCP', () => {
  const tcp = { transport: 'tcp' } as const;

  it('tells messages wherever the segments end', () => {
    const second = dnsMessage({ id: 8, questions: [question(PUSH, 28)] });
    script(dns, tcp)
      .originator(prefixed(query), prefixed(second).slice(0, 9))
      .responder(prefixed(answer))
      .originator(prefixed(second).slice(9))
      .expect([asked, answered, { ...asked, id: 8, type: 28, typeName: 'AAAA', at: { frame: 1 } }], 'continue');
  });

  it('reads the beginning of a long message, and the message behind it', () => {
    const answers = Array.from({ length: 2000 }, () => record(NAME, 1, hex`01020304`));
    const long = response({ answers });
    expect(long.length).toBeGreaterThan(MAX_TCP_MESSAGE);
    script(dns, tcp)
      .responder(prefixed(long), prefixed(answer))
      .expect([
        { ...answered, answers: expect.anything(), addresses: { length: MAX_ANSWERS }, canonicalNames: [], cut: true },
        answered,
      ]);
  });

  it('stops at a gap, behind which no message can be found', () => {
    script(dns, tcp).originator(prefixed(query)).gap(1, 10).responder(prefixed(answer)).expect([asked], 'done');
  });

  it('waits for the first question', () => {
    script(dns, tcp).originator(prefixed(query).slice(0, 20)).expect([], 'more');
  });

  it.each([
    ['TLS', hex`16 0301 0200 010001fc0303 0000000000`],
    ['HTTP', concat('GET / HTTP/1.1\r\nHost: a\r\n\r\n')],
    ['SSH', concat('SSH-2.0-OpenSSH_9.9\r\n')],
    ['LDAP', hex`30 0c 02 01 01 60 07 02 01 03 04 00 80 00`],
    ['a name that cannot be read', prefixed(dnsMessage({ questions: [concat(pointer(12), hex`0001 0001`)] }))],
    ['counts beyond the length', concat(hex`0011`, dnsMessage({ questions: [question('', 1)], additionals: [hex``] }))],
  ])('rejects %s', (_what, bytes) => script(dns, tcp).originator(bytes).expect([], 'reject'));

  it('observes the same however the stream is cut', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.integer({ min: 1, max: 40 })), (sizes) => {
        const flow = () => script(dns, tcp).originator(prefixed(query), prefixed(query)).responder(prefixed(answer));
        expect(flow().replay(() => sizes.next().value)).toEqual(flow().replay());
      }),
      { numRuns: 50, seed: 1 },
    );
  });
});
