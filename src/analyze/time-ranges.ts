/** When the inputs of a capture begin and end: decides whether they are read one after the other or merged. */
import { CaptureReader } from '../capture/capture-reader.ts';
import { TimeBase } from '../capture/time-base.ts';
import type { Source } from '../source/open-source.ts';

export interface TimeRange {
  /** ns since the base; `first` > `last` when there was no frame. */
  first: number;
  last: number;
}

export interface TimeRanges {
  readonly ranges: readonly TimeRange[];
  /** The earliest frame of all, as a base for reading. */
  readonly base: TimeBase;
}

/** Reads every source to its end, one after the other, for its timestamps only. */
export async function timeRanges(sources: readonly (() => Promise<Source>)[]): Promise<TimeRanges> {
  const base = new TimeBase();
  const ranges: TimeRange[] = [];
  for (const open of sources) {
    const source = await open();
    const range = { first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY };
    const sink = {
      frame({ time }: { time: number }) {
        if (time < range.first) range.first = time;
        if (time > range.last) range.last = time;
      },
    };
    const reader = new CaptureReader(sink, base);
    for await (const { bytes, start, end } of source.chunks()) reader.push(bytes, start, end);
    reader.end();
    ranges.push(range);
  }
  return { ranges, base: earliest(base, ranges) };
}

function earliest(base: TimeBase, ranges: readonly TimeRange[]): TimeBase {
  const first = Math.min(...ranges.map((range) => range.first));
  const moved = new TimeBase();
  if (base.set && Number.isFinite(first)) {
    const epoch = base.epoch + BigInt(Math.round(first));
    moved.start(Number(epoch / 1_000_000_000n), Number(epoch % 1_000_000_000n));
  }
  return moved;
}

/**
 * Input indexes in groups: the groups follow one another in time, the inputs of a group overlap and are merged. Ties keep the
 * order in which the inputs were named.
 */
export function overlapGroups(ranges: readonly TimeRange[]): number[][] {
  const order = ranges
    .map((_, index) => index)
    .sort((one, other) => ranges[one].first - ranges[other].first || one - other);
  const groups: number[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const index of order) {
    const { first, last } = ranges[index];
    if (groups.length > 0 && first < end) groups[groups.length - 1].push(index);
    else groups.push([index]);
    if (last > end) end = last;
  }
  return groups;
}
