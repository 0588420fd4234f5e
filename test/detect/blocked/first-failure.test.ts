import { describe, expect, it } from 'vitest';
import type { FlowFacts } from '../../../src/classify/flow-facts.ts';
import { firstFailure } from '../../../src/detect/blocked/first-failure.ts';
import { at, flowFacts, greeted, prohibited, reached, refused, rst, unanswered } from '../../support/flow-facts.ts';

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
  'a RST for the SYN': [refused(), 'syn-reset'],
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
    greeted({ tcp: { firstDataResent: [[at(0.3)], []], firstDataBytes: [1448, 0], selectiveAck: at(0.04) } }),
    'mtu-black-hole',
  ],
  'a hello and 3 s': [greeted({ until: 4 }), 'client-hello-dropped'],
  'a hello at the end of the capture': [greeted({ until: 2 }), undefined],
  'a hello that was acknowledged': [greeted({ tcp: { firstDataAcked: [true, false] } }), undefined],
  'a hello cut by the snaplen': [greeted({ protocol: 'unknown' }), 'client-hello-dropped'],
  'first data that are no hello': [greeted({ protocol: 'unknown', unrecognised: true }), undefined],
  'an HTTP request': [greeted({ protocol: 'http' }), undefined],
  'a server that closed': [greeted({ tcp: { fin: [undefined, at(0.5)] } }), undefined],
  'a client that closed before 3 s': [greeted({ tcp: { fin: [at(1), undefined] } }), undefined],
  'a handshake and no data': [greeted({ tcp: { firstData: [undefined, undefined] } }), undefined],
  'a RST for the hello': [greeted({ tcp: { resets: [rst(0.03)] } }), 'client-hello-reset'],
  'a RST before late data': [
    greeted({ tcp: { resets: [rst(0.03)], firstData: [at(0.021), at(0.05)], dataAfterReset: at(0.05) } }),
    'client-hello-reset',
  ],
  'a RST after data of the server': [
    greeted({ tcp: { resets: [rst(0.06)], firstData: [at(0.021), at(0.05)] } }),
    undefined,
  ],
  'a RST before the hello': [greeted({ until: 1, tcp: { resets: [rst(0.0205)] } }), undefined],
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
