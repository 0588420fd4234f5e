import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_STEPS, Timeline } from '../../src/engine/timeline.ts';

const SECOND = 1e9;
const used = (counts: Float64Array, { length }: Timeline) => [...counts.subarray(0, length)];

describe('Timeline', () => {
  it('counts by the second at first', () => {
    const timeline = new Timeline();
    for (const [time, bytes] of [
      [0, 10],
      [0.999 * SECOND, 1],
      [1 * SECOND, 100],
      [3 * SECOND, 1000],
    ])
      timeline.packet(time, bytes);
    timeline.flow(3.5 * SECOND);
    expect(timeline.step).toBe(SECOND);
    expect(used(timeline.bytes, timeline)).toEqual([11, 100, 0, 1000]);
    expect(used(timeline.flows, timeline)).toEqual([0, 0, 0, 1]);
  });

  it('makes one step of two when they run out', () => {
    const timeline = new Timeline();
    for (let second = 0; second < MAX_STEPS; second++) timeline.packet(second * SECOND, 1);
    timeline.flow(119 * SECOND);
    timeline.packet(120 * SECOND, 7);
    expect([timeline.step, timeline.length]).toEqual([2 * SECOND, 61]);
    expect(used(timeline.bytes, timeline)).toEqual([...new Array(60).fill(2), 7]);
    expect(timeline.flows[59]).toBe(1);
  });

  it('puts what lies before the start into the first step', () => {
    const timeline = new Timeline();
    timeline.packet(5 * SECOND, 1);
    timeline.packet(-4 * SECOND, 2);
    timeline.packet(0.5 * SECOND, 4);
    expect(used(timeline.bytes, timeline)).toEqual([6, 0, 0, 0, 0, 1]);
  });

  it('stands times of any size', () => {
    const timeline = new Timeline();
    timeline.packet(1e21, 3);
    timeline.packet(-1e21, 5);
    expect(timeline.length).toBeLessThanOrEqual(MAX_STEPS);
    expect(used(timeline.bytes, timeline).reduce((sum, bytes) => sum + bytes)).toBe(8);
  });

  it('spreads times over the same steps, and those outside over the first and last', () => {
    const timeline = new Timeline();
    timeline.packet(2.5 * SECOND, 1);
    expect(timeline.spread([-1, 0, 1.5 * SECOND, 2 * SECOND, 99 * SECOND])).toEqual([2, 1, 2]);
    expect(new Timeline().spread([])).toEqual([]);
  });

  it('loses nothing and puts everything where its time says, in any order', () => {
    const times = fc.array(fc.integer({ min: -1000, max: 4000 * 1000 }), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(times, (milliseconds) => {
        const timeline = new Timeline();
        for (const time of milliseconds) timeline.packet(time * 1e6, 1);
        for (const time of milliseconds) timeline.flow(time * 1e6);
        const at = milliseconds.map((time) => time * 1e6);
        expect(used(timeline.bytes, timeline)).toEqual(timeline.spread(at));
        expect(used(timeline.flows, timeline)).toEqual(timeline.spread(at));
        expect(timeline.length).toBeLessThanOrEqual(MAX_STEPS);
      }),
    );
  });
});
