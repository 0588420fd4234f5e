import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MergeInput, mergeFrames, type Steps } from '../../src/analyze/merge.ts';
import { Frame } from '../../src/capture/frame.ts';

/** What happened to the inputs, in order: `+0` opened, `-0` closed, `0:5` a frame of input 0 at 5. */
type Log = string[];

/** A reader that gives the frames of one chunk with each step, all in one buffer that is used again. */
function input(index: number, chunks: readonly (readonly number[])[], log: Log = []): MergeInput {
  async function* steps(give: (frame: Frame) => void): Steps {
    log.push(`+${index}`);
    try {
      const frame = new Frame();
      frame.bytes = new Uint8Array(8);
      for (const times of chunks) {
        for (const time of times) {
          frame.bytes.fill(time & 0xff);
          give(Object.assign(frame, { time, start: 2, end: 6 }));
        }
        yield;
      }
    } finally {
      log.push(`-${index}`);
    }
  }
  return { index, first: chunks.flat()[0] ?? Number.POSITIVE_INFINITY, open: steps };
}

async function merged(inputs: readonly MergeInput[], order: Log = []): Promise<{ order: Log; steps: number }> {
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

  it('opens an input when its first frame is reached, and closes it when it ends', async () => {
    const log: Log = [];
    await merged([input(2, [[20], [21]], log), input(0, [[1, 5]], log), input(1, [[4], [9, 10]], log)], log);
    expect(log).toEqual('+0 0:1 +1 1:4 0:5 -0 1:9 1:10 -1 +2 2:20 2:21 -2'.split(' '));
  });

  it.each([
    ['that touch', [[10, 12]], [[8, 10, 10]], '1:8 1:10 1:10 0:10 0:12'],
    ['that begin together', [[8, 10]], [[8, 10]], '0:8 1:8 0:10 1:10'],
    ['within another', [[9]], [[8, 10]], '1:8 0:9 1:10'],
  ])('reads inputs %s in this order', async (_, one, other, order) => {
    expect((await merged([input(0, one), input(1, other)])).order).toEqual(order.split(' '));
  });

  it('closes what is open when it is left early', async () => {
    const log: Log = [];
    const inputs = [input(0, [[1, 5], [9]], log), input(1, [[2], [3]], log), input(2, [[20]], log)];
    for await (const _ of mergeFrames(inputs, () => {})) if (log.includes('+1')) break;
    expect(log.toSorted()).toEqual(['+0', '+1', '-0', '-1']);
  });

  it('says how many others are open', async () => {
    const others: number[] = [];
    const told = [[[1, 9]], [[2, 3]], [[2, 9]], [[5]], [[20]]].map((chunks, index) => {
      const plain = input(index, chunks);
      return {
        ...plain,
        open: (give: (frame: Frame) => void, count: number) => {
          others[index] = count;
          return plain.open(give, count);
        },
      };
    });
    await merged(told);
    expect(others).toEqual([0, 1, 2, 2, 0]);
  });

  it('gives what sorting all frames gives, in whatever chunks they come', async () => {
    const times = fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 30 });
    const cuts = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(times, cuts), { maxLength: 9 }), async (drawn) => {
        const sorted = drawn.map(([values]) => values.toSorted((one, other) => one - other));
        const inputs = sorted.map((values, index) => input(index, inChunks(values, drawn[index][1])));
        const expected = sorted
          .flatMap((values, index) => values.map((time) => ({ index, time })))
          .sort(
            (one, other) => one.time - other.time || rank(one, sorted) - rank(other, sorted) || one.index - other.index,
          );
        expect((await merged(inputs)).order).toEqual(expected.map(({ index, time }) => `${index}:${time}`));
      }),
      { numRuns: 50 },
    );
  });
});

/** At the very moment at which an input begins those that began earlier go first. */
function rank({ index, time }: { index: number; time: number }, inputs: readonly (readonly number[])[]): number {
  return time === inputs[index][0] ? 1 : 0;
}

function inChunks(values: readonly number[], sizes: readonly number[]): number[][] {
  const chunks: number[][] = [];
  for (let at = 0, turn = 0; at < values.length; turn++) {
    const size = sizes[turn % sizes.length];
    chunks.push(values.slice(at, at + size));
    at += size;
  }
  return chunks;
}
