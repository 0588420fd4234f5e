import { expect, it } from 'vitest';
import { CAPTURE_LIMITS } from '../../src/classify/vocabulary.ts';
import { clockJumpText, inputKind, kernelDropsText, limitText, problemTexts } from '../../src/wording/capture-texts.ts';
import { sampleSnapshot } from '../support/sample-snapshot.ts';

const { capture } = sampleSnapshot();
const [input, cut] = capture.inputs;

it('has words for every limit', () => {
  for (const limit of CAPTURE_LIMITS) expect(limitText(limit)).toMatch(new RegExp(`^${limit}: [a-z ]{20,}$`));
});

it('says what an input is, and what is wrong with it', () => {
  expect(inputKind(input)).toBe('pcapng, gzip, ethernet');
  expect(problemTexts(input)).toEqual([]);
  expect(problemTexts({ ...cut, path: '-', dropped: 12 })).toEqual([
    'standard input: the file ends within a packet (frame 812, byte offset 104332)',
    'standard input: 12 packets dropped while recording',
  ]);
});

it('says what the kernel threw away', () => {
  const kernelDrops = { packets: 3, frames: [4, 5, 9], places: ['tcp_input:1412'] };
  expect(kernelDropsText({ ...input, kernelDrops })).toMatch(
    /: 3 packets thrown away by the kernel .*, in tcp_input:1412$/,
  );
  expect(kernelDropsText(input)).toBeUndefined();
});

it('knows which span no recording takes', () => {
  const lasting = (durationSeconds: number, inputs = [input]) => clockJumpText({ ...capture, inputs, durationSeconds });
  expect([lasting(86_400 * 366), lasting(86_400 * 500, [input, input])]).toEqual([undefined, undefined]);
  expect(lasting(86_400 * 1200)).toMatch(/^the timestamps lie 1,200 days apart/);
  expect(lasting(86_400 * 1200, [input, { ...cut, format: 'unknown' }])).toBeDefined();
});
