import { expect, it } from 'vitest';
import type { KnownInput } from '../../src/analyze/look-at-inputs.ts';
import { readInTime } from '../../src/analyze/read-in-time.ts';
import { Frame } from '../../src/capture/frame.ts';
import { TimeBase } from '../../src/capture/time-base.ts';

const about = { path: 'x', size: 1, compression: 'none', format: 'pcap' } as const;

it('counts time from the input that begins first, and reads in that order; what has no time comes last', async () => {
  const inputs: KnownInput[] = [undefined, 2_000_000_005n, 1_000_000_005n].map((begins) => ({
    about,
    open: undefined,
    begins,
  }));
  const base = new TimeBase();
  const opened: [number, number][] = [];
  const taken: string[] = [];
  const steps = readInTime(
    inputs,
    base,
    async function* (index, sink, piece) {
      opened.push([index, piece]);
      const time = Number((inputs[index].begins ?? 9_000_000_005n) - base.epoch);
      sink.frame(Object.assign(new Frame(), { time, number: 1 }));
      yield;
    },
    (index, frame) => taken.push(`${index}: ${frame.time}`),
  );
  for await (const _ of steps);
  expect([base.seconds, base.nanoseconds]).toEqual([1, 5]);
  expect(opened.map(([index]) => index)).toEqual([2, 1, 0]);
  expect(taken).toEqual(['2: 0', '1: 1000000000', '0: 8000000000']);
  expect(opened[0][1]).toBeGreaterThanOrEqual(16 * 1024);
});
