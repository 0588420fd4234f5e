import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameQueue, type MergeInput, mergeFrames } from '../../src/analyze/merge.ts';
import { Frame } from '../../src/capture/frame.ts';

/** A reader that gives the frames of one chunk with each step, all in one buffer that is used again. */
function input(index: number, chunks: readonly (readonly number[])[]): MergeInput {
  const queue = new FrameQueue();
  async function* steps() {
    const frame = new Frame();
    frame.bytes = new Uint8Array(8);
    for (const times of chunks) {
      for (const time of times) {
        frame.bytes.fill(time & 0xff);
        queue.frame(Object.assign(frame, { time, start: 2, end: 6 }));
      }
      yield;
    }
  }
  return { index, queue, steps: steps() };
}

async function merged(inputs: readonly MergeInput[]): Promise<{ order: string[]; steps: number }> {
  const order: string[] = [];
  let steps = 0;
  const take = (index: number, { time, bytes, start, end }: Frame) => {
    expect([...bytes.subarray(start, end)]).toEqual(new Array(4).fill(time & 0xff));
    order.push(`${index}:${time}`);
  };
  for await (const _ of mergeFrames(inputs, take)) steps++;
  return { order, steps };
}

describe('mergeFrames', () => {
  it('goes by time, ties by the order of the inputs', async () => {
    const { order } = await merged([input(0, [[1, 5], [9]]), input(1, [[2, 5, 6, 10]])]);
    expect(order).toEqual(['0:1', '1:2', '0:5', '1:5', '1:6', '0:9', '1:10']);
  });

  it('stands inputs without frames, and chunks without frames', async () => {
    const { order } = await merged([input(0, []), input(1, [[], [3], [], [4]]), input(2, [[]])]);
    expect(order).toEqual(['1:3', '1:4']);
    expect((await merged([])).order).toEqual([]);
  });

  it('lets others in between the chunks', async () => {
    const { steps } = await merged([input(0, [[1], [2], [3]]), input(1, [[1], [2]])]);
    expect(steps).toBeGreaterThanOrEqual(5);
  });

  it('keeps the order of an input whose time goes backwards', async () => {
    expect((await merged([input(0, [[5, 1, 6]]), input(1, [[2]])])).order).toEqual(['1:2', '0:5', '0:1', '0:6']);
  });

  it('gives what sorting all frames gives, in whatever chunks they come', async () => {
    const times = fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 30 });
    const cuts = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(times, cuts), { maxLength: 4 }), async (drawn) => {
        const sorted = drawn.map(([values]) => values.toSorted((one, other) => one - other));
        const inputs = sorted.map((values, index) => input(index, inChunks(values, drawn[index][1])));
        const expected = sorted
          .flatMap((values, index) => values.map((time) => ({ index, time })))
          .sort((one, other) => one.time - other.time || one.index - other.index);
        expect((await merged(inputs)).order).toEqual(expected.map(({ index, time }) => `${index}:${time}`));
      }),
      { numRuns: 50 },
    );
  });
});

function inChunks(values: readonly number[], sizes: readonly number[]): number[][] {
  const chunks: number[][] = [];
  for (let at = 0, turn = 0; at < values.length; turn++) {
    const size = sizes[turn % sizes.length];
    chunks.push(values.slice(at, at + size));
    at += size;
  }
  return chunks;
}
