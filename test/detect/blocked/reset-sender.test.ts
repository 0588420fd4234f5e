import { describe, expect, it } from 'vitest';
import { type ResetMarks, resetKinds, resetSender } from '../../../src/detect/blocked/reset-sender.ts';
import { rst } from '../../support/flow-facts.ts';

const fitting: ResetMarks = { reset: rst(0), delay: 20e6, roundTrip: 20e6, hopLimit: 52, dataAfterReset: false };

describe('resetSender', () => {
  it.each([
    ['server', 'everything fits', {}],
    ['server', 'one hop more on another path', { hopLimit: 53 }],
    ['middlebox', 'genuine data came later', { dataAfterReset: true }],
    ['middlebox', 'another hop limit', { hopLimit: 56 }],
    ['middlebox', 'sooner than half a round trip', { delay: 9e6 }],
    ['undecided', 'a little sooner', { delay: 15e6 }],
    ['undecided', 'a round trip too short to measure, as at the server itself', { roundTrip: 0.05e6, delay: 0.01e6 }],
    ['undecided', 'no round trip known', { roundTrip: undefined }],
    ['undecided', 'no hop limit known', { hopLimit: undefined }],
  ] as const)('%s: %s', (sender, _, marks) => {
    expect(resetSender({ ...fitting, ...marks })).toBe(sender);
  });
});

describe('resetKinds', () => {
  it('names what came', () => {
    const bare = rst(0, { withAck: false });
    expect(resetKinds([bare, bare])).toBe('RST');
    expect(resetKinds([rst(0)])).toBe('RST+ACK');
    expect(resetKinds([rst(0), bare])).toBe('RST; RST+ACK');
  });
});
