import { describe, expect, it } from 'vitest';
import { WatchClock } from '../../src/analyze/watch-clock.ts';

/** A clock that is set by hand, ms. */
function clockAt(now: number, today = 1.7e12) {
  return { time: now, day: today, now: () => clock.time, today: () => clock.day } as typeof clock;
}
let clock: { time: number; day: number; now(): number; today(): number };

function pass(ms: number): void {
  clock.time += ms;
  clock.day += ms;
}

describe('WatchClock', () => {
  it('knows no time before the first packet', () => {
    clock = clockAt(5000);
    const watch = new WatchClock(clock);
    pass(1000);
    expect(watch.now()).toBe(undefined);
  });

  it('goes on behind the latest packet, less the time that packets may be on their way', () => {
    clock = clockAt(5000);
    const watch = new WatchClock(clock);
    watch.packet(7e9);
    expect(watch.now()).toBe(7e9);
    pass(500);
    expect(watch.now()).toBe(7e9);
    pass(3000);
    expect(watch.now()).toBe(9e9);
    watch.packet(8e9);
    expect(watch.now()).toBe(8e9);
  });

  it.each([
    ['forward', 5000],
    ['back', -5000],
  ])('notices that the clock was set %s', (_, by) => {
    clock = clockAt(5000);
    const watch = new WatchClock(clock);
    watch.packet(7e9);
    pass(250);
    expect(watch.interruption()).toBe(undefined);
    clock.day += by;
    pass(250);
    expect(watch.interruption()).toBe('clock-stepped');
    expect(watch.now()).toBe(undefined);
    pass(250);
    expect(watch.interruption()).toBe(undefined);
  });

  it('takes no notice of a clock that is slewed', () => {
    clock = clockAt(5000);
    const watch = new WatchClock(clock);
    clock.day += 500;
    expect(watch.interruption()).toBe(undefined);
  });

  it('takes time in which it was held up for no silence, before what waits was read', () => {
    clock = clockAt(5000);
    const watch = new WatchClock(clock);
    watch.packet(7e9);
    expect(watch.now()).toBe(7e9);
    pass(5000);
    expect(watch.interruption()).toBe(undefined);
    expect(watch.now()).toBe(undefined);
    pass(250);
    expect(watch.interruption()).toBe(undefined);
    expect(watch.now()).toBe(7e9 + 3.75e9);
  });

  it('notices that nobody watched', () => {
    clock = clockAt(5000);
    const watch = new WatchClock(clock);
    watch.packet(7e9);
    pass(60_000);
    expect(watch.interruption()).toBe('watch-interrupted');
    expect(watch.now()).toBe(undefined);
  });
});
