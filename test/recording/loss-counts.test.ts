import { expect, it } from 'vitest';
import { Frame } from '../../src/capture/frame.ts';
import type { PcapngWriter } from '../../src/capture/pcapng-writer.ts';
import { LossCounts, MAX_COUNTED } from '../../src/recording/loss-counts.ts';

const frame = (interfaceId = 0) => Object.assign(new Frame(), { interfaceId });

function ended(losses: LossCounts) {
  const told: unknown[] = [];
  losses.endFile({ statistics: (one: unknown) => told.push(one) } as unknown as PcapngWriter, 5);
  return told;
}

it('says nothing where nothing is known', () => {
  const losses = new LossCounts();
  losses.watch(0, {});
  losses.before(0, frame(), 0);
  expect(ended(losses)).toEqual([]);
});

it('tells of each file what came since the one before, of an engine once', () => {
  const losses = new LossCounts();
  const counts = { received: 10, dropped: 2, interfaceDropped: 1 };
  losses.watch(0, counts);
  losses.before(0, frame(0), 0);
  losses.before(0, frame(1), 1);
  expect(ended(losses)).toEqual([{ interfaceId: 0, received: 10, dropped: 3, time: 5 }]);
  Object.assign(counts, { received: 17, dropped: 4 });
  losses.before(0, frame(1), 0);
  expect(ended(losses)).toEqual([{ interfaceId: 0, received: 7, dropped: 2, time: 5 }]);
});

it('adds what was left out, of which the next packet tells', () => {
  const losses = new LossCounts();
  losses.told(0, 0, 1, 40);
  losses.before(0, frame(1), 0);
  losses.leftOut(0);
  losses.leftOut(0);
  expect(losses.before(0, frame(1), 0)).toBe(2);
  losses.wasTold(0);
  expect(losses.before(0, frame(1), 0)).toBe(0);
  expect(ended(losses)).toEqual([{ interfaceId: 0, received: undefined, dropped: 42, time: 5 }]);
});

it('keeps a bounded number of counters, and those up to date', () => {
  const losses = new LossCounts();
  for (let index = 0; index <= MAX_COUNTED; index++) losses.told(0, 0, index, 1);
  losses.told(0, 0, 0, 5);
  losses.before(0, frame(0), 0);
  losses.before(0, frame(MAX_COUNTED), 1);
  expect(ended(losses)).toEqual([{ interfaceId: 0, received: undefined, dropped: 5, time: 5 }]);
});
