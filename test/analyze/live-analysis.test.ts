import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type Feed, type FeedItem, LiveAnalysis, type LiveOptions } from '../../src/analyze/live-analysis.ts';
import { EngineEnded } from '../../src/source/engine-ended.ts';
import { captured } from '../support/captured.ts';
import { eventually } from '../support/eventually.ts';
import { type FedSource, fedSource } from '../support/live-source.ts';
import { tcpFlow } from '../support/tcp-flow.ts';

const PCAP_HEADER = 24;
/** ns in the capture; the flow takes 6 s. */
const frames = tcpFlow({ responder: '17.57.144.22:5223', step: 1e9 });
const bytes = captured(frames);

function clockAt() {
  return { time: 1000, now: () => clock.time, today: () => 1.7e12 + clock.time } as typeof clock;
}
let clock: { time: number; now(): number; today(): number };

async function* feedOf(...items: FeedItem[]): AsyncGenerator<FeedItem, void, undefined> {
  yield* items;
}

async function opened(feeds: readonly Feed[], options: Partial<LiveOptions> = {}) {
  clock = clockAt();
  const analysis = await LiveAnalysis.open(feeds, { rethrow: true, clock, ...options });
  const done = (async () => {
    for await (const _ of analysis.run());
  })();
  return { analysis, done };
}

const first = async (name?: string) => fedSource(bytes.slice(0, PCAP_HEADER), name);
const item = ({ live }: FedSource, endsInGap = false): FeedItem => ({ live, endsInGap });

const until = (holds: () => boolean) => eventually(() => expect(holds()).toBe(true));

describe('LiveAnalysis', () => {
  it('has what has arrived in its snapshot, and all of it in the end', async () => {
    const source = await first();
    const { analysis, done } = await opened([feedOf(item(source))]);
    expect(analysis.snapshot().capture.packets).toBe(0);
    source.give(bytes.slice(PCAP_HEADER, PCAP_HEADER + 3 * (16 + frames[0].bytes.length)));
    await until(() => analysis.snapshot().capture.packets >= 2);
    expect(analysis.snapshot().row(1).open).toBe(true);
    source.give(bytes.slice(PCAP_HEADER + 3 * (16 + frames[0].bytes.length)));
    await until(() => analysis.bytesRead === bytes.length);
    await analysis.stop();
    await done;
    const { capture, flowCount } = analysis.snapshot();
    expect([capture.packets, flowCount, analysis.feeds[0].state]).toEqual([frames.length, 1, 'ended']);
    expect(capture.inputs).toMatchObject([{ path: 'en0', packets: frames.length, complete: true, problems: [] }]);
  });

  it('lets time pass where no packet comes', async () => {
    const source = await first();
    const { analysis, done } = await opened([feedOf(item(source))]);
    source.give(captured(frames.slice(0, 1)).slice(PCAP_HEADER));
    await until(() => analysis.snapshot().capture.packets === 1);
    clock.time += 500;
    await pause(300);
    for (let jump = 0; jump < 4; jump++) {
      clock.time += 25_000;
      await pause(300);
    }
    // Of a look after such a jump nothing is concluded, of the next it is.
    clock.time += 500;
    await until(() => !analysis.snapshot().row(1).open);
    await analysis.stop();
    await done;
  });

  it('tells a listener of every frame, with its input', async () => {
    const sources = [await first('en0'), await first('en1')];
    const heard: string[] = [];
    const tap = (input: number) => ({ frame: () => void heard.push(`input ${input}`) });
    const { analysis, done } = await opened(
      sources.map((source) => feedOf(item(source))),
      { tap },
    );
    sources[1].give(bytes.slice(PCAP_HEADER));
    await until(() => heard.length === frames.length);
    expect(new Set(heard)).toEqual(new Set(['input 1']));
    await analysis.stop();
    await done;
  });

  it('counts the same, and knows the time, whether or not somebody listens', async () => {
    const tap = () => ({ frame: () => undefined });
    const told = [];
    for (const options of [{}, { tap }]) {
      const source = await first();
      const { analysis, done } = await opened([feedOf(item(source))], options);
      source.give(bytes.slice(PCAP_HEADER));
      await until(() => analysis.bytesRead === bytes.length);
      const { time } = analysis;
      await analysis.stop();
      await done;
      told.push({ time, capture: analysis.snapshot().capture, flow: analysis.snapshot().flow(1) });
    }
    expect(told[0].time).toBe(frames.at(-1)!.time - frames[0].time);
    expect(told[0]).toEqual(told[1]);
  });

  it('goes on with the next source of a feed, whose flows began unseen', async () => {
    const sources = [await first(), await first()];
    const { analysis, done } = await opened([feedOf(item(sources[0], true), item(sources[1]))]);
    sources[0].give(captured(frames.slice(0, 3)).slice(PCAP_HEADER));
    await until(() => analysis.snapshot().capture.packets === 3);
    sources[0].end();
    sources[1].give(captured(frames.slice(3)).slice(PCAP_HEADER));
    sources[1].end();
    await done;
    const { capture, flowCount } = analysis.snapshot();
    expect([capture.packets, capture.inputs.length, flowCount]).toEqual([frames.length, 2, 2]);
    expect(capture.anomalies.map(({ code }) => code)).toContain('watch-interrupted');
  });

  it('takes no silence of an interface that is gone for an answer that did not come', async () => {
    const source = await first();
    const waiting: Feed = { next: () => feed.next().then((next) => (next.done ? new Promise(() => {}) : next)) };
    const feed = feedOf(item(source, true));
    const { analysis } = await opened([waiting]);
    source.give(captured(frames.slice(0, 1)).slice(PCAP_HEADER));
    await until(() => analysis.snapshot().capture.packets === 1);
    expect(analysis.snapshot().row(1).open).toBe(true);
    source.end();
    await until(() => analysis.feeds[0].state === 'waiting');
    const { capture, findings } = analysis.snapshot();
    expect([analysis.snapshot().row(1).open, findings]).toEqual([false, []]);
    expect(capture.anomalies).toMatchObject([{ code: 'watch-interrupted', count: 1 }]);
    analysis.abandon();
    await analysis.stop();
  });

  it('takes no engine that ended within a record for a damaged file, and a stream that did for one', async () => {
    for (const error of [new EngineEnded('tcpdump on en0 ended by itself (by SIGKILL)'), new Error('EIO')]) {
      const sources = [await first(), await first()];
      const { analysis, done } = await opened([feedOf(item(sources[0], true), item(sources[1]))]);
      const broken = captured(frames.slice(0, 3)).slice(PCAP_HEADER, -1);
      sources[0].give(broken);
      await until(() => analysis.bytesRead === PCAP_HEADER + broken.length);
      sources[0].breakOff(error);
      sources[1].give(captured(frames.slice(3)).slice(PCAP_HEADER));
      sources[1].end();
      await done;
      const { capture, findings } = analysis.snapshot();
      const isDamaged = !(error instanceof EngineEnded);
      expect(capture.inputs.map(({ complete }) => complete)).toEqual([!isDamaged, true]);
      expect(capture.limits.includes('truncated')).toBe(isDamaged);
      expect(findings.some(({ rule }) => rule === 'capture/truncated')).toBe(isDamaged);
      expect(capture.anomalies.map(({ code }) => code)).toContain('watch-interrupted');
    }
  });

  it('reports the losses that the engine tells', async () => {
    const source = await first();
    Object.assign(source.counts, { received: 10, dropped: 3, interfaceDropped: 1 });
    const { analysis, done } = await opened([feedOf(item(source))]);
    await until(() => analysis.snapshot().capture.inputs[0]?.dropped === 4);
    expect(analysis.snapshot().capture.limits).toContain('lossy');
    await analysis.stop();
    await done;
  });

  it('cannot be opened where a source cannot, and ends the others', async () => {
    const source = await first();
    const stopped: string[] = [];
    const live = { ...source.live, stop: async () => void stopped.push(source.live.interfaceName) };
    const failing: Feed = { next: () => Promise.reject(new Error('no such interface')) };
    await expect(opened([feedOf({ live, endsInGap: false }), failing])).rejects.toThrow('no such interface');
    expect(stopped).toEqual(['en0']);
  });
});
