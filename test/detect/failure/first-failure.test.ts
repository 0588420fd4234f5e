import { describe, expect, it } from 'vitest';
import type { FlowFacts } from '../../../src/classify/flow-facts.ts';
import {
  endingResets,
  firstFailure,
  helloEnd,
  isUnanswered,
  waited,
} from '../../../src/detect/failure/first-failure.ts';
import {
  at,
  type FlowSketch,
  flowFacts,
  greeted,
  prohibited,
  reached,
  refused,
  rst,
  seen,
  unanswered,
} from '../../support/flow-facts.ts';

const NONE = [undefined, undefined] as const;
const HELLO = seen('tls-client-hello', 0, 0.021, { hello: { alpn: [], length: 512 } });
const MAIL = {
  server: '10.20.6.26',
  port: 587,
  serverName: undefined,
  originatorRole: 'jamf-pro',
  site: [{ role: 'smtp', host: '10.20.6.26' }],
} as const;
/** The client is 20 ms away, the server is here. */
const AT_SERVER = { synAck: at(0.0001), handshakeDone: at(0.0201), firstData: NONE, hopLimits: [52, 64] } as const;

/** The handshake, and nothing behind it; seen at the client. */
function opened(sketch: FlowSketch = {}): FlowFacts {
  return greeted({ protocol: 'unknown', ...sketch, tcp: { firstData: NONE, ...sketch.tcp } });
}

function openedAtServer(sketch: FlowSketch = {}): FlowFacts {
  return opened({ ...sketch, tcp: sketch.tcp ?? AT_SERVER });
}

/** A hello that was read and acknowledged, and nothing behind it. */
function taken(sketch: FlowSketch = {}): FlowFacts {
  return greeted({ observations: [HELLO], ...sketch, tcp: { firstDataAcked: [true, false], ...sketch.tcp } });
}

const cases: Record<string, [FlowFacts, ReturnType<typeof firstFailure>]> = {
  'a SYN that was sent again': [unanswered([0, 1], { until: 1.1 }), 'syn-unanswered'],
  'one SYN and 3 s': [unanswered([0], { until: 3 }), 'syn-unanswered'],
  'one SYN at the end of the capture': [unanswered([0], { until: 2.9 }), undefined],
  'a client that gives up after a second': [unanswered([0], { tcp: { resets: [rst(1, { from: 0 })] } }), undefined],
  'an answer that was not captured: the client acknowledges': [unanswered([0, 1], { history: 'SA' }), undefined],
  'an ICMP error of another kind': [unanswered([0, 1], { icmp: [prohibited(0.1, { type: 11, code: 0 })] }), undefined],
  'ICMP 3/3': [unanswered([0, 1], { icmp: [prohibited(0.1, { code: 3 })] }), 'icmp-unreachable'],
  'ICMP 3/3 and 3/13': [unanswered([0, 1], { icmp: [prohibited(0.1, { code: 3 }), prohibited(1)] }), 'icmp-prohibited'],
  'ICMP 3/1 and then a RST': [refused({ icmp: [prohibited(0.01, { code: 1 })] }), 'syn-reset'],
  'a flow that worked after all': [reached({ tcp: { syns: [at(0), at(1)] } }), undefined],
  'no SYN': [flowFacts({ tcp: { syns: [], midStream: true } }), undefined],
  'an ICMP error for a flow whose start is missing': [
    refused({ icmp: [prohibited(0.01)], tcp: { syns: [], midStream: true } }),
    undefined,
  ],
  'a RST for the SYN': [refused(), 'syn-reset'],
  'a RST behind an acknowledgement: the SYN-ACK was not captured': [refused({ history: 'SAr' }), undefined],
  'a RST of the client itself': [refused({}, { from: 0 }), undefined],
  'ICMP 3/13': [unanswered([0, 1], { icmp: [prohibited(0.1)] }), 'icmp-prohibited'],
  'ICMP 3/9 and 3/10': [unanswered([0], { icmp: [prohibited(0, { code: 9 })] }), 'icmp-prohibited'],
  'ICMPv6 1/6': [unanswered([0], { icmp: [prohibited(0, { version: 6, type: 1, code: 6 })] }), 'icmp-prohibited'],
  'ICMPv6 1/4, port unreachable': [
    unanswered([0, 1], { icmp: [prohibited(0, { version: 6, type: 1, code: 4 })] }),
    'icmp-unreachable',
  ],
  'ICMP that quotes the server': [unanswered([0, 1], { icmp: [prohibited(0, { quotes: 1 })] }), undefined],
  'ICMP for NTP': [flowFacts({ transport: 'udp', port: 123, icmp: [prohibited(0)] }), 'icmp-prohibited'],
  'ICMP for QUIC': [flowFacts({ transport: 'udp', port: 443, icmp: [prohibited(0)] }), undefined],
  'ICMP on a flow that works': [reached({ icmp: [prohibited(0)] }), undefined],
  'a hello sent again': [greeted({ until: 1, tcp: { firstDataResent: [[at(0.3)], []] } }), 'client-hello-dropped'],
  'a full first segment lost, and not the one behind it': [
    greeted({
      tcp: { firstDataResent: [[at(0.3)], []], firstDataBytes: [1448, 0], selectiveAck: [at(0.04), undefined] },
    }),
    'mtu-black-hole',
  ],
  'an answer of which only the end came': [
    taken({ tcp: { firstDataAcked: [true, false], firstData: [at(0.02), at(0.05)], missingBytes: [0, 1448] } }),
    'mtu-black-hole',
  ],
  'an answer of which only the end came, to a client that a RST had sent away': [
    taken({
      tcp: {
        firstDataAcked: [true, false],
        firstData: [at(0.02), at(0.05)],
        missingBytes: [0, 1448],
        resets: [rst(0.03, { from: 0, withAck: false })],
      },
    }),
    undefined,
  ],
  'an answer of which only the end came, at the end of the capture': [
    taken({
      until: 2,
      tcp: { firstDataAcked: [true, false], firstData: [at(0.02), at(0.05)], missingBytes: [0, 1448] },
    }),
    undefined,
  ],
  'a full first segment of the answer that is sent again twice, and not the one behind it': [
    taken({
      until: 1,
      tcp: {
        firstData: [at(0.02), at(0.05)],
        firstDataBytes: [517, 1448],
        firstDataResent: [[], [at(0.3), at(0.7)]],
        selectiveAck: [undefined, at(0.07)],
      },
    }),
    'mtu-black-hole',
  ],
  'first data of which only the end came, whatever they are': [
    greeted({ protocol: 'unknown', unrecognised: true, tcp: { missingBytes: [1448, 0] } }),
    'mtu-black-hole',
  ],
  'a forged RST, where the SYN-ACK was not captured: perhaps right behind the hello': [
    greeted({ tcp: { synAck: undefined, resets: [rst(0.03, { hopLimit: 120, hopLimitBefore: 52 })] } }),
    undefined,
  ],
  'a forged RST behind the end of a hello': [
    greeted({
      protocol: 'unknown',
      unrecognised: true,
      tcp: { missingBytes: [600, 0], resets: [rst(0.03, { hopLimit: 120, hopLimitBefore: 52 })] },
    }),
    undefined,
  ],
  "a forged RST in the client's name, where only that side was captured": [
    greeted({
      tcp: {
        ...{ synAck: undefined, handshakeDone: undefined },
        resets: [rst(0.03, { from: 0, hopLimit: 120, hopLimitBefore: 52 })],
      },
    }),
    undefined,
  ],
  'a hello and 3 s': [greeted({ until: 4 }), 'client-hello-dropped'],
  'a hello at the end of the capture': [greeted({ until: 2 }), undefined],
  'a hello that was acknowledged': [greeted({ tcp: { firstDataAcked: [true, false] } }), undefined],
  'a hello cut by the snaplen': [greeted({ protocol: 'unknown' }), 'client-hello-dropped'],
  'first data that are no hello': [greeted({ protocol: 'unknown', unrecognised: true }), 'handshake-silence'],
  'an HTTP request': [greeted({ protocol: 'http' }), 'handshake-silence'],
  'an HTTP request that was acknowledged': [
    greeted({ protocol: 'http', tcp: { firstDataAcked: [true, false] } }),
    undefined,
  ],
  'an HTTP request at the end of the capture': [greeted({ protocol: 'http', until: 2 }), undefined],
  'a hello that was read and acknowledged, and 3 s': [taken({ until: 3.1 }), 'client-hello-silence'],
  'a hello that was acknowledged, at the end of the capture': [taken({ until: 2 }), undefined],
  'a hello that was acknowledged, and a RST after half a minute': [
    taken({ until: 60, tcp: { resets: [rst(30)], firstDataAcked: [true, false] } }),
    'client-hello-silence',
  ],
  'a hello that was acknowledged, and a server that closes at once': [
    taken({ tcp: { fin: [undefined, at(0.5)], firstDataAcked: [true, false] } }),
    'client-hello-silence',
  ],
  'a hello that was acknowledged, and a client that closes before the server': [
    taken({ tcp: { fin: [at(0.4), at(0.5)], firstDataAcked: [true, false] } }),
    undefined,
  ],
  'a hello that was acknowledged, and a server that closes behind bytes that were not captured': [
    taken({ history: 'ShADgaf', tcp: { fin: [undefined, at(0.5)], firstDataAcked: [true, false] } }),
    undefined,
  ],
  'a hello of which a part was sent again': [taken({ retransmissions: [2, 0] }), undefined],
  'a client that goes on as if it had been answered': [
    taken({ observations: [HELLO, seen('tls-protected-record', 0, 0.1, { recordType: 23, length: 69, index: 0 })] }),
    undefined,
  ],
  'a server that closed': [greeted({ tcp: { fin: [undefined, at(0.5)] } }), undefined],
  'a client that closed before 3 s': [greeted({ tcp: { fin: [at(1), undefined] } }), undefined],
  'a handshake and no data, seen at the client': [opened(), undefined],
  'a handshake and no data, seen at the server': [openedAtServer(), 'handshake-silence'],
  'a handshake and no data, seen at the server, at the end of the capture': [openedAtServer({ until: 2 }), undefined],
  'a port check, seen at the server': [
    openedAtServer({ tcp: { ...AT_SERVER, fin: [at(0.05), undefined] } }),
    undefined,
  ],
  'client and server on one network': [openedAtServer({ tcp: { ...AT_SERVER, hopLimits: [64, 64] } }), undefined],
  'a mail server that does not greet': [opened({ ...MAIL, until: 11 }), 'handshake-silence'],
  'a mail server that lets its client wait': [opened({ ...MAIL, until: 8 }), undefined],
  'a server that speaks TLS from the start': [opened({ ...MAIL, port: 465 }), undefined],
  'a RST behind the handshake': [opened({ tcp: { firstData: NONE, resets: [rst(0.041)] } }), 'handshake-reset'],
  'a RST behind the handshake, long after': [opened({ tcp: { firstData: NONE, resets: [rst(4)] } }), undefined],
  'a RST behind a FIN': [
    opened({ tcp: { firstData: NONE, fin: [at(0.03), undefined], resets: [rst(0.05)] } }),
    undefined,
  ],
  'a RST behind that of the client': [
    opened({ tcp: { firstData: NONE, resets: [rst(0.03, { from: 0 }), rst(0.05)] } }),
    undefined,
  ],
  "a RST in the client's name with another hop limit, seen at the server": [
    openedAtServer({
      tcp: { ...AT_SERVER, resets: [rst(0.0216, { from: 0, hopLimit: 120, hopLimitBefore: 52 })] },
    }),
    'handshake-reset',
  ],
  'a RST for the SYN, and the SYN-ACK behind it': [
    refused({ tcp: { synAck: at(0.04), resets: [rst(0.001)] } }),
    'syn-reset',
  ],
  'a SYN-ACK, and a RST behind it': [refused({ tcp: { synAck: at(0.02), resets: [rst(0.03)] } }), undefined],
  'a RST with another hop limit in a flow that works': [
    reached({ tcp: { fin: NONE, resets: [rst(3, { hopLimit: 127, hopLimitBefore: 52 })] } }),
    'reset-after-data',
  ],
  'a RST of the server in a flow that works': [
    reached({ tcp: { fin: NONE, resets: [rst(3, { hopLimit: 52, hopLimitBefore: 52 })] } }),
    undefined,
  ],
  'a RST for the hello': [greeted({ tcp: { resets: [rst(0.03)] } }), 'client-hello-reset'],
  'a RST before late data': [
    greeted({ tcp: { resets: [rst(0.03)], firstData: [at(0.021), at(0.05)], dataAfterReset: at(0.05) } }),
    'client-hello-reset',
  ],
  'a RST after data of the server': [
    greeted({ tcp: { resets: [rst(0.06)], firstData: [at(0.021), at(0.05)] } }),
    undefined,
  ],
  'a RST before the hello': [greeted({ until: 1, tcp: { resets: [rst(0.0205)] } }), 'handshake-reset'],
  'a RST only after the hello was sent again': [
    greeted({ tcp: { resets: [rst(2)], firstDataResent: [[at(0.3)], []] } }),
    'client-hello-dropped',
  ],
  'a RST long after a hello that was acknowledged': [
    greeted({ until: 60, tcp: { resets: [rst(30)], firstDataAcked: [true, false] } }),
    undefined,
  ],
};

describe('firstFailure', () => {
  it.each(Object.entries(cases))('%s', (_, [flow, failure]) => {
    expect(firstFailure(flow)).toBe(failure);
  });
});

describe('endingResets', () => {
  const own = rst(0.03, { from: 0 });
  it.each([
    ['those of the server', [rst(0.03), rst(0.031), own], 2],
    ['none when the client was first', [own, rst(0.031)], 0],
    ["forged ones in the client's name", [{ ...own, hopLimit: 99, hopLimitBefore: 52 }, rst(0.031)], 1],
    ['none without a RST', [], 0],
  ] as const)('%s', (_, resets, count) => {
    expect(endingResets(greeted({ tcp: { resets } }))).toHaveLength(count);
  });
});

describe('waited', () => {
  it.each([
    ['to the end of watching', {}, 10],
    ['to the close of either side', { fin: [undefined, at(4)] }, 4],
    ['to a RST', { resets: [rst(2, { from: 0 })] }, 2],
  ] as const)('%s', (_, tcp, seconds) => {
    expect(waited(greeted({ tcp }), 0)).toBe(seconds * 1e9);
  });
});

describe('helloEnd', () => {
  it('is where the hello was complete, or else the first data', () => {
    expect(
      helloEnd(greeted({ observations: [seen('tls-client-hello', 0, 0.022, { hello: { alpn: [], length: 512 } })] })),
    ).toEqual(at(0.022));
    expect(helloEnd(greeted())).toEqual(at(0.021));
  });
});

describe('isUnanswered', () => {
  it.each([
    [true, {}],
    [false, { firstData: [at(0.02), at(0.04)] }],
    [false, { firstData: [at(0.02), at(0.04)], resets: [rst(0.05)] }],
    [true, { firstData: [at(0.02), at(0.04)], resets: [rst(0.03)] }],
  ] as const)('%s: %o', (expected, tcp) => {
    expect(isUnanswered(greeted({ tcp }))).toBe(expected);
  });
});
