/** Each engine on a real interface in a network namespace: what is sent is captured and counted, and what goes wrong is said. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CaptureReader } from '../../src/capture/capture-reader.ts';
import { TimeBase } from '../../src/capture/time-base.ts';
import { type LiveEffects, realLiveEffects } from '../../src/source/live/live-effects.ts';
import type { LiveSource } from '../../src/source/live/live-source.ts';
import { openLive } from '../../src/source/live/open-live.ts';
import { Namespace, obstacle } from './namespace.ts';

const NOBODY = 65_534;
const why = obstacle();
if (why !== undefined) console.log(`live: skipped: ${why}`);

/** Effects whose programs run in the namespace, as that user. */
function inside(namespace: Namespace, user = 0): LiveEffects {
  const real = realLiveEffects();
  const drop = user === 0 ? [] : ['setpriv', `--reuid=${user}`, `--regid=${user}`, '--clear-groups'];
  const prefix = ['netns', 'exec', namespace.name, ...drop];
  return {
    ...real,
    userId: user,
    start: (program, parameters) => real.start('ip', [...prefix, program, ...parameters]),
    run: (program, parameters) => real.run('ip', [...prefix, program, ...parameters]),
    interfaces: () => ({}),
    list: () => ['lo', 'cable0', 'cable1'],
  };
}

/** Reads a source in the background. */
function reading(live: LiveSource) {
  const frames: number[] = [];
  const reader = new CaptureReader({ frame: (frame) => void frames.push(frame.wireLength) }, new TimeBase());
  const done = (async () => {
    for await (const { bytes, start, end } of live.source.chunks()) reader.push(bytes, start, end);
    reader.end(live.source.problem);
  })();
  return { reader, frames, done, datagrams: () => frames.filter((length) => length === 142).length };
}

/** What each says, in the versions that Debian 12 has. */
const GONE = {
  dumpcap:
    /dumpcap on cable0 ended by itself \(exit code \d\): dumpcap: The network adapter "cable0" is no longer attached/,
  tcpdump: /tcpdump on cable0 ended by itself \(exit code 1\): tcpdump: pcap_loop: The interface disappeared/,
  cap: /cap on cable0 ended by itself: the interface went down or is gone/,
} as const;

const { signal } = new AbortController();

describe.skipIf(why !== undefined)('capturing', () => {
  let namespace: Namespace;
  beforeAll(() => {
    namespace = new Namespace('engines');
  });
  afterAll(() => namespace.delete());

  describe.each(['dumpcap', 'tcpdump', 'cap'] as const)('%s', (engine) => {
    test('captures what is sent, with a filter, and counts it', async () => {
      const request = { interface: 'cable0', engine, filter: 'udp port 9000', promiscuous: false, signal };
      const live = await openLive(request, inside(namespace));
      expect(live).toMatchObject({ engine, interfaceName: 'cable0' });
      const read = reading(live);
      await namespace.send(500);
      await namespace.send(10, 9001);
      await expect.poll(read.datagrams, { timeout: 5000 }).toBe(500);
      await live.stop();
      await read.done;
      expect(read.reader).toMatchObject({ packets: 500, complete: true });
      expect(live.counts).toMatchObject({ received: 500, dropped: 0 });
      expect(live.source.problem).toBeUndefined();
      expect(namespace.processes()).toEqual([]);
    });

    test('stopped, it still gives what it had captured until then', async () => {
      const live = await openLive({ interface: 'cable0', engine, promiscuous: false, signal }, inside(namespace));
      const read = reading(live);
      await namespace.send(50);
      await live.stop();
      await read.done;
      expect(read.datagrams()).toBe(50);
    });

    test('killed, it ends the source with a problem that says so', async () => {
      const live = await openLive({ interface: 'cable0', engine, promiscuous: true, signal }, inside(namespace));
      const read = reading(live);
      await namespace.send(5);
      await expect.poll(read.datagrams, { timeout: 5000 }).toBe(5);
      for (const id of namespace.processes()) process.kill(Number(id), 'SIGKILL');
      await read.done;
      expect(live.source.problem).toMatchObject({ code: 'engine-ended' });
      expect(live.source.problem?.message).toContain(`${engine} on cable0 ended by itself (by SIGKILL)`);
      expect(read.reader.packets).toBeGreaterThanOrEqual(5);
    });

    test('without its interface, it ends likewise', async () => {
      const other = new Namespace('deleted');
      try {
        const live = await openLive({ interface: 'cable0', engine, promiscuous: true, signal }, inside(other));
        const read = reading(live);
        other.ip('link delete cable0');
        await read.done;
        expect(live.source.problem?.message).toMatch(GONE[engine]);
        expect(other.processes()).toEqual([]);
      } finally {
        other.delete();
      }
    });

    test('without the right, it says so', async () => {
      const opening = openLive({ interface: 'cable0', engine, promiscuous: true, signal }, inside(namespace, NOBODY));
      await expect(opening).rejects.toMatchObject({ code: 'permission', message: expect.stringContaining(engine) });
    });

    test('an interface that is not there is answered with those that are', async () => {
      const opening = openLive({ interface: 'nope0', engine, promiscuous: true, signal }, inside(namespace));
      await expect(opening).rejects.toMatchObject({
        code: 'no-such-interface',
        advice: 'There are: lo, cable0, cable1.',
      });
    });

    test('a filter that is none is refused in the words of its compiler', async () => {
      const request = { interface: 'cable0', engine, filter: 'tcp portt 5', promiscuous: true, signal };
      await expect(openLive(request, inside(namespace))).rejects.toMatchObject({
        code: 'wrong-filter',
        message: expect.stringMatching(/"tcp portt 5".*syntax error/),
      });
    });
  });

  test('the engine is chosen by who may: root has tcpdump, nobody has none', async () => {
    const request = { interface: 'cable0', promiscuous: true, signal };
    const live = await openLive(request, inside(namespace));
    expect(live.engine).toBe('tcpdump');
    await live.source.close();
    await expect(openLive(request, inside(namespace, NOBODY))).rejects.toMatchObject({ code: 'permission' });
  });

  test('tcpdump tells its counts while it runs', async () => {
    const request = { interface: 'cable0', engine: 'tcpdump', promiscuous: true, signal } as const;
    const live = await openLive(request, inside(namespace));
    const read = reading(live);
    await namespace.send(40);
    await expect.poll(() => live.counts.received ?? 0, { timeout: 5000 }).toBeGreaterThanOrEqual(40);
    await live.stop();
    await read.done;
  });
});
