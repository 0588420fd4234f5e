import { describe, expect, it } from 'vitest';
import type { FlowFacts, TcpFacts } from '../../../src/classify/flow-facts.ts';
import { answersAreLost, refusalOfAnswer } from '../../../src/detect/failure/lost-answers.ts';
import { at, type FlowSketch, flowFacts, greeted, prohibited, rst } from '../../support/flow-facts.ts';

/** At the server: three SYNs come in, four SYN-ACKs go out. */
const lost = (tcp: Partial<TcpFacts> = {}, sketch: FlowSketch = {}) =>
  flowFacts({
    packets: [3, 4],
    history: 'Sh',
    ...sketch,
    tcp: { syns: [at(0), at(1), at(3)], synAck: at(0.001), hopLimits: [51, 64], ...tcp },
  });
const judge = (flow: FlowFacts) => answersAreLost(flow, flow.tcp!);

describe('answers that are lost', () => {
  it.each([
    ['both sides repeat themselves', lost(), true],
    ['a Windows server', lost({ hopLimits: [113, 128] }), true],
    [
      'many SYNs, of which eight are kept',
      lost({ syns: [0, 1, 2, 3, 4, 5, 6, 7].map(at) }, { packets: [11, 20] }),
      true,
    ],
    [
      'a client that says more after many SYNs',
      lost({ syns: [0, 1, 2, 3, 4, 5, 6, 7].map(at) }, { packets: [11, 20], history: 'ShA' }),
      false,
    ],
    ['seen at the client', lost({ hopLimits: [64, 51] }), false],
    ['seen between the two', lost({ hopLimits: [60, 55] }), false],
    ['neighbours', lost({ hopLimits: [64, 64] }), false],
    ['one SYN, as of a scanner or a flood', lost({ syns: [at(0)] }, { packets: [1, 4] }), false],
    ['one SYN-ACK', lost({}, { packets: [3, 1] }), false],
    ['no SYN-ACK', lost({ synAck: undefined }), false],
    ['the client acknowledges', greeted({ tcp: { hopLimits: [51, 64] } }), false],
    ['the client says something else', lost({}, { packets: [4, 4], history: 'ShA' }), false],
    [
      'a scanner refuses after many SYNs',
      lost({ syns: [0, 1, 2, 3, 4, 5, 6, 7].map(at), resets: [rst(9, { from: 0 })] }, { history: 'ShR' }),
      false,
    ],
    ['the server closes', lost({ fin: [undefined, at(2)] }), false],
  ])('%s', (_, flow, expected) => {
    expect(judge(flow)).toBe(expected);
  });

  it('are refused where ICMP quotes the server', () => {
    const errors = [
      prohibited(0.01),
      prohibited(0.02, { quotes: 1, type: 11, code: 0 }),
      prohibited(0.03, { quotes: 1 }),
    ];
    expect(refusalOfAnswer(lost({}, { icmp: errors }))?.at).toEqual(at(0.03));
    expect(refusalOfAnswer(lost({}, { icmp: [prohibited(0, { quotes: 1, code: 1 })] }))).toBeDefined();
    expect(refusalOfAnswer(lost())).toBeUndefined();
  });
});
