import { describe, expect, test } from 'vitest';
import { CaptureReader } from '../../../src/capture/capture-reader.ts';
import type { Frame } from '../../../src/capture/frame.ts';
import { TimeBase } from '../../../src/capture/time-base.ts';
import { BATCH, CapRecords, linkTypeOf, MAX_BATCHES, stampClock } from '../../../src/source/live/cap-records.ts';

/** A writer that is as fast as the test wants. */
function writer() {
  const written: Uint8Array[] = [];
  const waiting: (() => void)[] = [];
  return {
    write: (bytes: Uint8Array, done: () => void) => {
      written.push(new Uint8Array(bytes));
      waiting.push(done);
    },
    written,
    /** The writes under way are done, and those that follow. */
    finish: () => {
      for (let done = waiting.shift(); done !== undefined; done = waiting.shift()) done();
    },
  };
}

function read(chunks: readonly Uint8Array[]) {
  const frames: { length: number; wire: number; time: number }[] = [];
  const base = new TimeBase();
  const sink = {
    frame: ({ start, end, wireLength, time }: Frame) =>
      void frames.push({ length: end - start, wire: wireLength, time }),
  };
  const reader = new CaptureReader(sink, base);
  for (const chunk of chunks) reader.push(chunk);
  reader.end();
  return { reader, frames };
}

describe('a stream of records', () => {
  test('begins with the head of a capture, without waiting for a frame', () => {
    const { write, written } = writer();
    new CapRecords(1, 65_535, () => 0, write);
    expect(Buffer.concat(written).toString('hex')).toBe('4d3cb2a1020004000000000000000000ffff000001000000');
  });

  test('has each frame with its stamp, cut to the snaplen', () => {
    const { write, written, finish } = writer();
    let now = 1_700_000_000_000;
    const records = new CapRecords(113, 100, () => now, write);
    records.add(new Uint8Array(60));
    now += 0.25;
    records.add(new Uint8Array(150));
    finish();
    const { reader, frames } = read(written);
    expect(reader).toMatchObject({ format: 'pcap', packets: 2, complete: true, linkTypes: [113] });
    expect(frames).toEqual([
      { length: 60, wire: 60, time: 0 },
      { length: 100, wire: 150, time: 250_000 },
    ]);
  });

  test('what comes while a write is under way is written together', () => {
    const { write, written, finish } = writer();
    const records = new CapRecords(1, 65_535, () => 0, write);
    for (let count = 0; count < 1000; count++) records.add(new Uint8Array(100));
    expect(written).toHaveLength(1);
    finish();
    expect(written).toHaveLength(2);
    expect(read(written).reader.packets).toBe(1000);
  });

  test('a reader that is too slow loses what does not fit, and that is counted', async () => {
    const { write, written, finish } = writer();
    const records = new CapRecords(1, 65_535, () => 0, write);
    const frame = new Uint8Array(60_000);
    const fits = (MAX_BATCHES - 1) * Math.floor(BATCH / 60_016);
    for (let count = 0; count < fits + 10; count++) records.add(frame);
    expect(records.received).toBe(fits + 10);
    expect(records.dropped).toBe(10);
    const drained = records.drain();
    finish();
    await drained;
    expect(read(written).reader).toMatchObject({ packets: fits, complete: true });
  });

  test('what was written makes room for as much again', () => {
    const { write, written, finish } = writer();
    const records = new CapRecords(1, 65_535, () => 0, write);
    const frame = new Uint8Array(1000);
    for (let round = 0; round < 5; round++) {
      for (let count = 0; count < 60_000; count++) records.add(frame);
      finish();
    }
    expect(records.dropped).toBe(0);
    expect(read(written).reader.packets).toBe(300_000);
  });
});

test.each([
  ['ETHERNET', 1],
  ['NULL', 0],
  ['RAW', 101],
  ['LINKTYPE_LINUX_SLL', 113],
  ['IEEE802_11_RADIO', 127],
  ['Unknown linktype 276', 276],
  ['something', undefined],
])('link type %s', (name, number) => {
  expect(linkTypeOf(name)).toBe(number);
});

test('stamps follow the steady clock, and the calendar only where it is far ahead', () => {
  let calendar = 1000;
  let steady = 50;
  const stamp = stampClock(
    () => calendar,
    () => steady,
  );
  expect(stamp()).toBe(1000);
  steady += 10;
  calendar -= 5000; // set back
  expect(stamp()).toBe(1010);
  calendar = 9000; // asleep
  expect(stamp()).toBe(9000);
  steady += 1;
  expect(stamp()).toBe(9001);
});
