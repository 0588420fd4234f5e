/** Each engine on a real interface in a network namespace: what is sent is captured and counted, and what goes wrong is said. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CaptureReader } from '../../src/capture/capture-reader.ts';
import { TimeBase } from '../../src/capture/time-base.ts';
import { type LiveEffects, realLiveEffects } from '../../src/source/live/live-effects.ts';
import type { LiveSource } from '../../src/source/live/live-source.ts';
import { openLive } from '../../src/source/live/open-live.ts';
import { Namespace, obstacle } from './namespace.ts';

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

const { signal } = new AbortController();
const running = (pattern: string) =>
  realLiveEffects()
    .run('pgrep', ['-f', pattern])
    .then(({ output }) => output.trim());

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
      expect(await running(`-i cable0.*port 9000`)).toBe('');
    });
  });
});
