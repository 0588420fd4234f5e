import { describe, expect, it } from 'vitest';
import type { ResetSeen, TcpFacts } from '../../../src/classify/flow-facts.ts';
import { signalNames } from '../../../src/detect/evidence.ts';
import {
  genuineHopLimit,
  isForged,
  isScanner,
  keepsTimestamps,
  lateAnswer,
  type ResetMarks,
  resetVerdict,
} from '../../../src/detect/failure/reset-sender.ts';
import { at, greeted, rst } from '../../support/flow-facts.ts';

const FITTING = { delay: 20e6, roundTrip: 20e6 };
/** Of the server nothing but the RST was seen. */
const BEHIND = { behindRouters: true, delay: 20e6, roundTrip: undefined };
const genuine = { hopLimitBefore: 52 };
const bare = { ...genuine, withAck: false };

const OPTIONS = { window: 64_240, mss: 1460, windowScale: 7, sackPermitted: true, timestamps: true };
const AGREED = [OPTIONS, OPTIONS] as const;

interface Given {
  readonly resets?: readonly ResetSeen[];
  readonly tcp?: Partial<TcpFacts>;
  readonly marks?: Partial<Record<keyof ResetMarks, unknown>>;
}

function verdict({ resets = [rst(0.041, genuine)], tcp = {}, marks = {} }: Given) {
  const { sender, signals } = resetVerdict(greeted({ tcp: { resets, ...tcp } }).tcp!, resets, {
    ...FITTING,
    ...marks,
  } as ResetMarks);
  return [sender, ...signalNames(signals)];
}

describe('resetVerdict', () => {
  it.each<[string, Given, string[]]>([
    ['everything fits', {}, ['server']],
    ['one hop more on another path', { resets: [rst(0.041, { hopLimit: 53, ...genuine })] }, ['server']],
    ['another hop limit', { resets: [rst(0.041, { hopLimit: 56, ...genuine })] }, ['middlebox', 'hop-limit']],
    [
      'a few hops less, half a minute later',
      { resets: [rst(30, { hopLimit: 48, ...genuine })] },
      ['undecided', 'hop-limit'],
    ],
    [
      'many hops less, half a minute later',
      { resets: [rst(30, { hopLimit: 40, ...genuine })] },
      ['middlebox', 'hop-limit'],
    ],
    [
      'another hop limit than in other flows',
      { resets: [rst(0.02)], marks: { hopLimit: 99 } },
      ['middlebox', 'hop-limit'],
    ],
    ['sooner than half a round trip', { marks: { delay: 9e6 } }, ['middlebox', 'too-soon']],
    ['a little sooner', { marks: { delay: 15e6 } }, ['undecided']],
    ['a round trip too short to measure', { marks: { roundTrip: 0.05e6, delay: 0.01e6 } }, ['undecided']],
    ['genuine data behind it', { tcp: { dataAfterReset: at(0.06) } }, ['middlebox', 'late-answer']],
    ['data that it overtook', { tcp: { dataAfterReset: { ...at(0.041), time: 0.0415e9 } } }, ['server']],
    [
      'RST+ACKs that acknowledge different bytes',
      { resets: [rst(0.041, genuine), rst(0.0411, { ...genuine, acknowledgement: 9 })] },
      ['undecided', 'numbers', 'burst'],
    ],
    [
      'RSTs at different places, before the server has sent anything',
      { resets: [rst(0.041, bare), rst(0.0411, { ...bare, sequence: 1460 })] },
      ['undecided', 'numbers'],
    ],
    [
      'RSTs that answer one segment each of what the client sends behind the end',
      {
        resets: [
          rst(0.061, { ...bare, acknowledgement: 0 }),
          rst(0.0611, { ...bare, acknowledgement: 0, sequence: 900 }),
        ],
        tcp: { firstData: [at(0.021), at(0.041)] },
      },
      ['server'],
    ],
    [
      'RSTs of which one acknowledges 0',
      { resets: [rst(0.041, { ...bare, acknowledgement: 7 }), rst(0.0411, { ...bare, acknowledgement: 0 })] },
      ['undecided', 'acknowledgement-zero'],
    ],
    [
      'a RST+ACK of an abort, and a RST for a segment behind it',
      { resets: [rst(0.041, genuine), rst(0.0411, { ...bare, acknowledgement: 0 })] },
      ['server'],
    ],
    [
      'guesses, one of which acknowledges 0',
      { resets: [rst(0.041, genuine), rst(0.0411, { ...genuine, acknowledgement: 0 })] },
      ['middlebox', 'numbers', 'acknowledgement-zero', 'burst'],
    ],
    [
      'another IP identification',
      { resets: [rst(0.041, { ...genuine, identification: 54_321, identificationBefore: 7 })] },
      ['server', 'identification'],
    ],
    [
      'another IP identification, and a time that cannot be measured',
      {
        resets: [rst(0.041, { ...genuine, identification: 54_321, identificationBefore: 7 })],
        marks: { roundTrip: undefined },
      },
      ['undecided', 'identification'],
    ],
    ['without the timestamps that were agreed on', { tcp: { options: AGREED } }, ['server', 'options']],
    [
      'without them, and from elsewhere',
      { resets: [rst(0.041, { hopLimit: 127, ...genuine })], tcp: { options: AGREED } },
      ['middlebox', 'hop-limit', 'options'],
    ],
    [
      'without them and with another IP identification',
      {
        resets: [rst(0.041, { ...genuine, identification: 54_321, identificationBefore: 7 })],
        tcp: { options: AGREED },
      },
      ['undecided', 'identification', 'options'],
    ],
    [
      'a RST for a flow that its sender does not know',
      { resets: [rst(0.041, bare)], tcp: { options: AGREED } },
      ['server'],
    ],
    [
      'timestamps of one side alone',
      { tcp: { options: [AGREED[0], { ...AGREED[1], timestamps: false }] } },
      ['server'],
    ],
    [
      'a RST for the SYN, which no timestamps are agreed on yet',
      { resets: [rst(0.019, genuine)], tcp: { options: AGREED, syns: [at(0), at(0.01)] } },
      ['server'],
    ],
    [
      'with the timestamps, at a time that cannot be measured',
      {
        resets: [rst(0.041, { ...genuine, timestamps: true })],
        tcp: { options: AGREED },
        marks: { delay: undefined },
      },
      ['server'],
    ],
    [
      'with the timestamps, and a little too soon',
      {
        resets: [rst(0.041, { ...genuine, timestamps: true })],
        tcp: { options: AGREED },
        marks: { delay: 15e6 },
      },
      ['undecided'],
    ],
    [
      'many hops less, behind 45 s of quiet',
      { resets: [rst(46, { hopLimit: 30, sincePrevious: 45e9, ...genuine })], marks: { delay: undefined } },
      ['undecided', 'hop-limit'],
    ],
    [
      'the next IP identification',
      { resets: [rst(0.041, { ...genuine, identification: 2, identificationBefore: 0xffff })] },
      ['server'],
    ],
    [
      'an IP identification of 0',
      { resets: [rst(0.041, { ...genuine, identification: 0, identificationBefore: 7 })] },
      ['server'],
    ],
    [
      'a server on the internet, and no router has passed the RST on',
      { resets: [rst(0.02, { hopLimit: 64 })], marks: BEHIND },
      ['middlebox', 'no-hop'],
    ],
    [
      'the same of Windows, and at once',
      { resets: [rst(0.02, { hopLimit: 128 })], marks: { ...BEHIND, delay: 0.05e6 } },
      ['middlebox', 'no-hop', 'at-once'],
    ],
    [
      'routed, but at once',
      { resets: [rst(0.02, { hopLimit: 63 })], marks: { ...BEHIND, delay: 0.05e6 } },
      ['undecided', 'at-once'],
    ],
    [
      'routed, and 0.5 ms later',
      { resets: [rst(0.02, { hopLimit: 63 })], marks: { ...BEHIND, delay: 0.5e6 } },
      ['undecided'],
    ],
    [
      'no router, of a server that may be a neighbour',
      { resets: [rst(0.02, { hopLimit: 64 })], marks: { ...BEHIND, delay: 0.05e6, behindRouters: false } },
      ['undecided'],
    ],
    [
      'a server on the internet whose own packets come from as near',
      {
        resets: [rst(0.02, { hopLimit: 64 })],
        marks: { behindRouters: true, hopLimit: 64, delay: 0.1e6, roundTrip: 0.1e6 },
      },
      ['undecided'],
    ],
    ['the client itself', { resets: [rst(0.041, { from: 0, hopLimit: 64, hopLimitBefore: 64 })] }, ['client']],
  ])('%s', (_, given, expected) => {
    expect(verdict(given)).toEqual(expected);
  });
});

describe('isForged', () => {
  it('needs a mark of the flow itself', () => {
    const { tcp } = greeted();
    expect(isForged(tcp!, [])).toBe(false);
    expect(isForged(tcp!, [rst(0.03)])).toBe(false);
    expect(isForged(tcp!, [rst(0.03, { hopLimitBefore: 60 })])).toBe(true);
  });
});

describe('keepsTimestamps', () => {
  it('asks it of a RST+ACK behind a handshake that agreed on them', () => {
    const { tcp } = greeted({ tcp: { options: AGREED } });
    expect(keepsTimestamps(tcp!, rst(0.03))).toBe(false);
    expect(keepsTimestamps(tcp!, rst(0.03, { timestamps: true }))).toBe(true);
    expect(keepsTimestamps(tcp!, rst(0.03, bare))).toBeUndefined();
    expect(keepsTimestamps(tcp!, rst(0.01))).toBeUndefined();
    expect(keepsTimestamps(greeted().tcp!, rst(0.03, { timestamps: true }))).toBeUndefined();
  });
});

describe('isScanner', () => {
  it('is who sends with TTL 255, or without options', () => {
    const scanner = (tcp: Partial<TcpFacts>) => isScanner(greeted({ tcp }).tcp!);
    expect(scanner({ options: AGREED })).toBe(false);
    expect(scanner({})).toBe(false);
    expect(scanner({ hopLimits: [255, 52] })).toBe(true);
    expect(scanner({ hopLimits: [128, 52] })).toBe(false);
    const none = { window: 1024, mss: undefined, windowScale: undefined, sackPermitted: false, timestamps: false };
    expect(scanner({ options: [none, OPTIONS] })).toBe(true);
    expect(scanner({ options: [{ ...none, mss: 1460 }, OPTIONS] })).toBe(false);
  });
});

describe('lateAnswer', () => {
  it('is data, or the SYN-ACK to the only SYN', () => {
    expect(lateAnswer(greeted({ tcp: { resets: [rst(0.03)], dataAfterReset: at(0.05) } }).tcp!)).toEqual(at(0.05));
    expect(lateAnswer(greeted({ tcp: { resets: [rst(0.001)] } }).tcp!)).toEqual(at(0.02));
    expect(lateAnswer(greeted({ tcp: { syns: [at(0), at(0.01)], resets: [rst(0.001)] } }).tcp!)).toBeUndefined();
    expect(lateAnswer(greeted().tcp!)).toBeUndefined();
  });
});

it('takes the hop limit of the flow before that of others', () => {
  expect(genuineHopLimit(rst(0, { hopLimitBefore: 52 }), 60)).toBe(52);
  expect(genuineHopLimit(rst(0), 60)).toBe(60);
});
