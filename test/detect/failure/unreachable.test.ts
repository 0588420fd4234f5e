import { describe, expect, it } from 'vitest';
import type { FlowFacts, IcmpSeen } from '../../../src/classify/flow-facts.ts';
import { isRefused, unreachability, unreachableErrors, unreached } from '../../../src/detect/failure/unreachable.ts';
import {
  at,
  type FlowSketch,
  flowFacts,
  greeted,
  prohibited,
  refused,
  rst,
  unanswered,
} from '../../support/flow-facts.ts';

const port = (seconds: number, more: Partial<IcmpSeen> = {}) => prohibited(seconds, { code: 3, ...more });
const answered = (seconds: number) => greeted({ icmp: [port(seconds)], tcp: { firstData: [at(0.021), at(0.05)] } });
const time = { transport: 'udp', server: '17.253.14.125', port: 123, serverName: 'time.apple.com' } as const;

describe('unreachability', () => {
  it.each<[string, FlowFacts, boolean]>([
    ['a SYN, and nothing else', unanswered([0], { icmp: [port(0.1)] }), true],
    ['a SYN sent again', unanswered([0, 1, 2], { icmp: [port(0.1)] }), true],
    ['a hello that nobody acknowledges', greeted({ icmp: [port(0.1)] }), true],
    ['a question over UDP', flowFacts({ ...time, icmp: [port(0.1)] }), true],
    ['a question over UDP that somebody answers', flowFacts({ ...time, packets: [1, 1], icmp: [port(0.1)] }), false],
    ['a SYN that a RST answers too', refused({ icmp: [port(0.1)] }), false],
    ['a SYN-ACK behind it', greeted({ icmp: [port(0.01)] }), false],
    ['data of the server, earlier or later', answered(0.1), false],
    ['a RST of the server', greeted({ icmp: [port(0.1)], tcp: { resets: [rst(0.2)] } }), false],
    ['the quoted packet is the server’s', unanswered([0], { icmp: [port(0.1, { quotes: 1 })] }), false],
    ['a prohibition', unanswered([0], { icmp: [prohibited(0.1)] }), false],
    ['fragmentation needed', unanswered([0], { icmp: [port(0.1, { code: 4 })] }), false],
    ['time exceeded', unanswered([0], { icmp: [port(0.1, { type: 11, code: 0 })] }), false],
  ])('%s', (_, flow, expected) => {
    expect(unreachability(flow) !== undefined).toBe(expected);
  });

  it('is the first error, and the list has all', () => {
    const flow = unanswered([0, 1], { icmp: [prohibited(0.1, { type: 11 }), port(0.2), port(1.2, { code: 1 })] });
    expect(unreachability(flow)?.at).toEqual(at(0.2));
    expect(unreachableErrors(flow).map(({ code }) => code)).toEqual([3, 1]);
  });
});

describe('unreached', () => {
  it.each([
    [4, 0, 'network'],
    [4, 1, 'host'],
    [4, 2, 'protocol'],
    [4, 3, 'port'],
    [4, 6, 'network'],
    [4, 7, 'host'],
    [4, 11, 'network'],
    [4, 12, 'host'],
    [6, 0, 'network'],
    [6, 2, 'network'],
    [6, 3, 'host'],
    [6, 4, 'port'],
  ] as const)('version %i code %i: %s', (version, code, what) => {
    expect(unreached({ version, code })).toBe(what);
  });
});

describe('isRefused', () => {
  const log = (icmp: IcmpSeen[], more: FlowSketch = {}) =>
    isRefused(flowFacts({ transport: 'udp', port: 514, protocol: 'syslog', until: 5, icmp, ...more }));

  it('holds for a flow of UDP whose latest datagram was refused', () => {
    expect(log([port(1), port(5.01)])).toBe(true);
    expect(log([prohibited(5.01)])).toBe(true);
    expect(log([port(4.5)]), 'by a host that answers once a second').toBe(true);
  });

  it('holds for nothing else', () => {
    expect(log([])).toBe(false);
    expect(log([port(1)])).toBe(false);
    expect(log([port(5.01, { quotes: 1 })])).toBe(false);
    expect(log([port(5.01, { code: 4 })])).toBe(false);
    expect(log([port(5.01)], { transport: 'tcp' })).toBe(false);
  });
});
