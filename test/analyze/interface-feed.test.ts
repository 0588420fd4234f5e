import { describe, expect, it } from 'vitest';
import { interfaceFeed, LONGEST_WAIT } from '../../src/analyze/interface-feed.ts';
import { CaptureError } from '../../src/source/capture-error.ts';
import type { LiveSource } from '../../src/source/live/live-source.ts';

const source = (changes: Partial<LiveSource> = {}) => {
  let stopped = 0;
  const stop = async () => void stopped++;
  const live = { engine: 'tcpdump', interfaceName: 'en0', source: {}, counts: {}, stop, ...changes } as LiveSource;
  return Object.assign(live, { stops: () => stopped });
};

/** Opens what the list says, one after the other; `waits` are what was waited for. */
function feedOf(...outcomes: (LiveSource | Error)[]) {
  const stopping = new AbortController();
  const waits: number[] = [];
  const said: string[] = [];
  const clock = { time: 0 };
  const feed = interfaceFeed({
    async open() {
      const outcome = outcomes.shift();
      if (outcome === undefined) throw new Error('opened once too often');
      if (outcome instanceof Error) throw outcome;
      return outcome;
    },
    stopping: stopping.signal,
    told: (text) => said.push(text),
    now: () => clock.time,
    pause: async (milliseconds) => {
      waits.push(milliseconds);
      clock.time += milliseconds;
    },
  });
  return { feed, stopping, waits, said, clock };
}

const gone = (text = 'the interface en0 is down') => new CaptureError('engine-failed', text, 'Bring it up.');

describe('interfaceFeed', () => {
  it('throws what keeps the first from opening', async () => {
    await expect(feedOf(gone()).feed.next()).rejects.toThrow('en0 is down');
  });

  it('opens an interface again that went away, and says that nobody watched', async () => {
    const [one, two] = [source({ source: { problem: { message: 'tcpdump on en0 ended' } } as never }), source()];
    const { feed, waits, said } = feedOf(one, two);
    expect(await feed.next()).toEqual({ done: false, value: { live: one, endsInGap: true } });
    expect(await feed.next()).toEqual({ done: false, value: { live: two, endsInGap: true } });
    expect(waits).toEqual([1000]);
    expect(said).toEqual([
      'tcpdump on en0 ended; it is opened again as soon as it can be',
      'en0 is captured again, by tcpdump',
    ]);
  });

  it('waits longer each time, says the same trouble once, and begins anew after one that lasted', async () => {
    const failures = Array.from({ length: 6 }, () => gone());
    const { feed, waits, said, clock } = feedOf(source(), ...failures, source(), source(), source());
    await feed.next();
    await feed.next();
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, LONGEST_WAIT, LONGEST_WAIT]);
    expect(said.filter((text) => text.includes('en0 is down. Bring it up.'))).toHaveLength(1);
    await feed.next();
    clock.time += 61_000;
    await feed.next();
    expect(waits.slice(7)).toEqual([2000, 1000]);
  });

  it('takes a stream once', async () => {
    const { feed } = feedOf(source({ engine: 'stream' }));
    await feed.next();
    expect(await feed.next()).toMatchObject({ done: true });
  });

  it('ends when it is stopped: while it reads, and while it waits', async () => {
    const reading = feedOf(source());
    await reading.feed.next();
    reading.stopping.abort();
    expect(await reading.feed.next()).toMatchObject({ done: true });

    const waiting = feedOf(source(), gone(), gone());
    await waiting.feed.next();
    const next = waiting.feed.next();
    waiting.stopping.abort();
    expect(await next).toMatchObject({ done: true });
  });

  it('stops a source that was opened too late', async () => {
    const late = source();
    const stopping = new AbortController();
    const open = async (signal: AbortSignal) => {
      stopping.abort();
      expect(signal.aborted).toBe(true);
      return late;
    };
    const feed = interfaceFeed({ open, stopping: stopping.signal, told() {}, now: () => 0, pause: async () => {} });
    expect([await feed.next(), late.stops()]).toEqual([{ done: true, value: undefined }, 1]);
  });

  it('lets a defect through', async () => {
    const { feed } = feedOf(source(), new TypeError('oops'));
    await feed.next();
    await expect(feed.next()).rejects.toThrow('oops');
  });
});
