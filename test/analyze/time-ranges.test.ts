import { describe, expect, it } from 'vitest';
import { overlapGroups, type TimeRange, timeRanges } from '../../src/analyze/time-ranges.ts';
import { openSource } from '../../src/source/open-source.ts';
import { pcapFile } from '../support/capture-bytes.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
const frame = (seconds: number) => ({ bytes: new Uint8Array(60), seconds });

/** A capture with a frame at each of these seconds. */
const capture = (name: string, ...seconds: readonly number[]) => {
  const path = folder.write(name, pcapFile(seconds.map(frame)));
  return () => openSource(path);
};

describe('timeRanges', () => {
  it('finds the first and last time of each input, since the earliest of all', async () => {
    const inputs = [capture('late.pcap', 1_000_030, 1_000_020), capture('early.pcap', 1_000_000, 1_000_005)];
    const { ranges, base } = await timeRanges(inputs);
    expect(base.epoch).toBe(1_000_000_000_000_000n);
    // Times are told since the first frame that was read; only their order counts.
    expect(ranges.map(({ first, last }) => last - first)).toEqual([10e9, 5e9]);
    expect(ranges[0].first - ranges[1].first).toBe(20e9);
  });

  it('knows inputs without a frame', async () => {
    const { ranges, base } = await timeRanges([capture('none.pcap'), capture('one.pcap', 7)]);
    expect(ranges[0].first).toBeGreaterThan(ranges[0].last);
    expect([base.set, base.epoch]).toEqual([true, 7_000_000_000n]);
    const { base: nothing } = await timeRanges([capture('none.pcap')]);
    expect(nothing.set).toBe(false);
  });
});

describe('overlapGroups', () => {
  const EMPTY: TimeRange = { first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY };
  const range = (first: number, last: number): TimeRange => ({ first, last });

  it.each<[string, readonly TimeRange[], number[][]]>([
    ['one after the other, in time', [range(20, 30), range(0, 10)], [[1], [0]]],
    ['that overlap', [range(5, 15), range(0, 10)], [[1, 0]]],
    ['that touch', [range(0, 10), range(10, 20)], [[0], [1]]],
    ['one within another', [range(0, 100), range(10, 20), range(30, 40), range(100, 110)], [[0, 1, 2], [3]]],
    ['a chain', [range(0, 10), range(9, 20), range(19, 30)], [[0, 1, 2]]],
    ['at the same time', [range(0, 10), range(0, 10)], [[0, 1]]],
    ['of a single moment each', [range(5, 5), range(5, 5)], [[0], [1]]],
    ['without frames, last', [EMPTY, range(0, 10), EMPTY], [[1], [0], [2]]],
    ['none', [], []],
  ])('%s', (_, ranges, groups) => {
    expect(overlapGroups(ranges)).toEqual(groups);
  });
});
