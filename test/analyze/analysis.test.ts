import { existsSync, rmSync, symlinkSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Analysis, type AnalysisOptions } from '../../src/analyze/analysis.ts';
import type { Snapshot } from '../../src/engine/snapshot.ts';
import { MAX_OPEN_INPUTS } from '../../src/source/open-file.ts';
import { block, interfaceBlock, packetBlock, pcapngFile, textOption } from '../support/capture-bytes.ts';
import { captured } from '../support/captured.ts';
import { openFilesBelow, tellsOpenFiles } from '../support/open-files.ts';
import { tcpFlow } from '../support/tcp-flow.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { tls12 } from '../support/tls-samples.ts';
import { zstdFrame } from '../support/zstd-frame.ts';

const folder = temporaryFolder();
const SECOND = 1e9;
const exchange = tls12.map(([from, bytes]) => ({ from, bytes }));
const push = (port: number, start: number) =>
  tcpFlow({ originator: `10.0.0.1:${port}`, responder: '17.57.144.22:5223', start, step: 1e8 });

async function analysed(paths: readonly string[], options: AnalysisOptions = {}) {
  const analysis = await Analysis.open(paths, { rethrow: true, ...options });
  let steps = 0;
  for await (const _ of analysis.run()) steps++;
  return { analysis, steps, snapshot: analysis.snapshot() };
}

const portsOf = (snapshot: Snapshot) =>
  Array.from({ length: snapshot.flowCount }, (_, index) => snapshot.row(index + 1).originatorPort);

describe('the process of a flow', () => {
  /** As Apple's tcpdump writes it: each process in front of the first packet that is of it. */
  const apple = (name: string, start: bigint) => {
    const blocks = push(50_000 + name.length, 0).map(({ bytes, time }) =>
      packetBlock({
        bytes,
        timestamp: (start + BigInt(time)) / 1000n,
        options: [{ code: 0x8001, value: Uint8Array.of(0, 0, 0, 0) }],
      }),
    );
    const process = block(0x8000_0001, (out) => out.u32(name.length), [textOption(2, `${name}\0`)]);
    return folder.write(`apple/${name}.pcapng`, pcapngFile([interfaceBlock(), process, ...blocks], 'little', 'Darwin'));
  };

  it('is that of its own input, though several are read side by side', async () => {
    const now = BigInt(Date.UTC(2026, 10, 20, 9)) * 1_000_000n;
    const { snapshot } = await analysed([apple('apsd', now), apple('mdmclient', now + 50_000_000n)], {
      retainAll: true,
    });
    expect([snapshot.flow(1)?.process, snapshot.flow(2)?.process]).toEqual([
      { name: 'apsd', pid: 4 },
      { name: 'mdmclient', pid: 9 },
    ]);
    expect(snapshot.capture.anomalies).toEqual([]);
  });
});

describe('several inputs', () => {
  const [early, middle, late] = [push(50_001, 0), push(50_002, 100 * SECOND), push(50_003, 200 * SECOND)];

  it('that follow one another are read in time, however they are named', async () => {
    const paths = [
      folder.write('rotated/3.pcap', captured(late)),
      folder.write('rotated/1.pcap', captured(early)),
      folder.write('rotated/2.pcap', captured(middle)),
    ];
    const { snapshot } = await analysed(paths);
    expect(portsOf(snapshot)).toEqual([50_001, 50_002, 50_003]);
    expect(snapshot.capture.inputs.map(({ path }) => path)).toEqual(paths);
    expect(snapshot.flow(1)?.first).toEqual({ input: 1, frame: 1 });
    expect([snapshot.capture.firstTime, snapshot.flow(1)?.firstTime]).toEqual(
      new Array(2).fill('2026-11-20T09:00:00.000000000Z'),
    );
  });

  it('continue the flows of one another', async () => {
    const flow = tcpFlow({ exchange, step: SECOND });
    const [one, other] = [flow.slice(0, 5), flow.slice(5)];
    const paths = [folder.write('flow/b.pcap', captured(other)), folder.write('flow/a.pcap', captured(one))];
    const whole = await analysed([folder.write('flow/whole.pcap', captured(flow))], { retainAll: true });
    const { snapshot } = await analysed(paths, { retainAll: true });
    expect(snapshot.flowCount).toBe(1);
    expect(snapshot.flow(1)).toMatchObject({
      connState: 'SF',
      protocol: 'tls',
      packets: whole.snapshot.flow(1)!.packets,
      first: { input: 1, frame: 1 },
      last: { input: 0, frame: other.length },
    });
    expect(snapshot.flow(1)?.tls?.certificates).toEqual(whole.snapshot.flow(1)?.tls?.certificates);
  });

  it('that overlap are merged packet by packet', async () => {
    const flow = tcpFlow({ exchange, step: SECOND });
    const sides = (['responder', 'originator'] as const).map((side) => flow.filter(({ from }) => from === side));
    const paths = sides.map((frames, index) => folder.write(`sides/${index}.pcap`, captured(frames)));
    const { snapshot } = await analysed(paths, { retainAll: true });
    expect(snapshot.flow(1)).toMatchObject({ connState: 'SF', history: expect.stringMatching(/^ShAD/) });
    expect(
      snapshot
        .flow(1)
        ?.steps.slice(0, 3)
        .map(({ name, at }) => [name, at.input]),
    ).toEqual([
      ['syn', 1],
      ['syn-ack', 0],
      ['ack', 1],
    ]);
    expect(snapshot.capture.limits).toEqual([]);
  });

  it('count together', async () => {
    const paths = [folder.write('sum/1.pcap', captured(early)), folder.write('sum/2.pcap', captured(late))];
    const { snapshot, analysis } = await analysed(paths);
    expect(snapshot.capture.packets).toBe(early.length + late.length);
    expect(analysis.bytesRead).toBe(analysis.totalBytes);
    expect(analysis.opened).toBe(2);
  });
});

describe('very many inputs', () => {
  const COUNT = 3 * MAX_OPEN_INPUTS;
  const openNow = () => (tellsOpenFiles ? openFilesBelow(folder.path) : 0);
  /** A file with a flow each, begun `step` ns after the one before. */
  const rotated = (name: string, step: number) =>
    Array.from({ length: COUNT }, (_, index) =>
      folder.write(`${name}/${String(index).padStart(4, '0')}.pcap`, captured(push(50_000 + index, index * step))),
    );

  async function watched(paths: readonly string[]) {
    const analysis = await Analysis.open(paths, { rethrow: true });
    expect(openNow()).toBe(0);
    let most = 0;
    for await (const _ of analysis.run()) most = Math.max(most, openNow());
    expect(openNow()).toBe(0);
    return { most, snapshot: analysis.snapshot() };
  }

  it('whose neighbours overlap are open two at a time', async () => {
    // A flow of `push` lasts some tenths of a second.
    const { most, snapshot } = await watched(rotated('neighbours', 3e8).toReversed());
    expect(most).toBeLessThanOrEqual(2);
    expect(portsOf(snapshot)).toEqual(Array.from({ length: COUNT }, (_, index) => 50_000 + index));
    expect(snapshot.capture.inputs.every(({ complete }) => complete)).toBe(true);
  });

  it('that all overlap are read without opening more than MAX_OPEN_INPUTS', async () => {
    const { most, snapshot } = await watched(rotated('together', 1000));
    expect(most).toBe(tellsOpenFiles ? MAX_OPEN_INPUTS : 0);
    expect(snapshot.flowCount).toBe(COUNT);
    expect(snapshot.capture.packets).toBe(COUNT * push(1, 0).length);
    expect(snapshot.capture.limits).toEqual([]);
  });

  it('are looked at first, and whoever waits hears of it', async () => {
    const heard: string[] = [];
    const paths = ['1', '2', '3'].map((name) => folder.write(`look/${name}.pcap`, captured(push(1, Number(name)))));
    await Analysis.open(paths, { looked: (count, of) => heard.push(`${count}/${of}`) });
    expect(heard).toEqual(['1/3', '2/3', '3/3']);
  });

  it('of which one goes away before its turn are reported without it', async () => {
    const paths = [1, 2, 3].map((name) =>
      folder.write(`gone/${name}.pcap`, captured(push(50_000 + name, name * 1e10))),
    );
    const analysis = await Analysis.open(paths, { rethrow: true });
    rmSync(paths[1]);
    for await (const _ of analysis.run());
    const snapshot = analysis.snapshot();
    expect(portsOf(snapshot)).toEqual([50_001, 50_003]);
    expect(snapshot.capture.inputs[1]).toMatchObject({
      format: 'pcap',
      packets: 0,
      complete: false,
      problems: [{ code: 'no-such-file', message: `${paths[1]} does not exist` }],
    });
    expect(snapshot.capture.limits).toContain('truncated');
  });

  it('are closed when the reading is left', async () => {
    const analysis = await Analysis.open(rotated('left', 1000));
    let chunks = 0;
    for await (const _ of analysis.run()) if (++chunks === 5) break;
    expect(openNow()).toBe(0);
    const { inputs } = analysis.snapshot().capture;
    expect(inputs.filter(({ packets }) => packets > 0).length).toBeGreaterThanOrEqual(4);
    expect(inputs.every(({ complete }) => !complete)).toBe(true);
  });

  it('are not opened any more when it is aborted', async () => {
    const aborter = new AbortController();
    const analysis = await Analysis.open(rotated('aborted', 1e10), { signal: aborter.signal });
    for await (const _ of analysis.run()) aborter.abort();
    expect(analysis.snapshot().flowCount).toBe(1);
  });
});

describe('a compressed input', () => {
  const frames = tcpFlow({ exchange });
  const plain = folder.write('pack/plain.pcap', captured(frames));

  it.each([
    ['gzip', 'gz', gzipSync],
    ['zstd', 'zst', zstdFrame],
  ] as const)('by %s says the same', async (compression, ending, pack) => {
    const path = folder.write(`pack/packed.pcap.${ending}`, pack(captured(frames)));
    const [one, other] = [await analysed([plain], { retainAll: true }), await analysed([path], { retainAll: true })];
    expect(other.snapshot.capture.inputs[0]).toMatchObject({ compression, complete: true, packets: frames.length });
    expect(other.snapshot.flow(1)).toEqual(one.snapshot.flow(1));
  });

  it('merges with others', async () => {
    const later = tcpFlow({ originator: '10.0.0.9:50009', exchange, start: 1e6 });
    const packed = folder.write('pack/later.pcap.gz', gzipSync(captured(later)));
    const { snapshot } = await analysed([plain, packed], { retainAll: true });
    expect([1, 2].map((id) => snapshot.flow(id)?.tls?.version)).toEqual(['1.2', '1.2']);
  });

  it('that is cut is read up to the cut', async () => {
    const packed = gzipSync(captured(tcpFlow({ exchange: [{ from: 'responder', bytes: new Uint8Array(200_000) }] })));
    const path = folder.write('pack/cut.pcap.gz', packed.subarray(0, packed.length - 100));
    const { snapshot } = await analysed([path]);
    expect(snapshot.capture.inputs[0].complete).toBe(false);
    expect(snapshot.capture.packets).toBeGreaterThan(10);
    expect(snapshot.capture.limits).toContain('truncated');
  });
});

describe('a directory', () => {
  folder.write('office/good.pcap', captured(push(50_001, 0)));
  folder.write('office/notes.txt', 'nothing to see here, this is no capture\n');
  folder.write('office/empty.pcap', '');
  // Everybody may open it, and nobody can read its first page.
  const unreadable = '/proc/self/mem';
  if (existsSync(unreadable)) symlinkSync(unreadable, `${folder.path}/office/broken.pcap`);

  it('is read for what is a capture in it; the rest is named, and counts by what it is', async () => {
    const { analysis, snapshot } = await analysed([`${folder.path}/office`]);
    expect(portsOf(snapshot)).toEqual([50_001]);
    const failures = analysis.failures.map(({ path, error, counts }) => [path.split('/').at(-1), error.code, counts]);
    const others = [
      ['empty.pcap', 'empty', false],
      ['notes.txt', 'not-a-capture', false],
    ];
    expect(failures).toEqual(existsSync(unreadable) ? [['broken.pcap', 'unreadable', true], ...others] : others);
    expect(snapshot.capture.inputs[0]).toMatchObject({ format: 'pcap', complete: true });
    expect(snapshot.capture.inputs.slice(1).map(({ format, problems }) => [format, problems.length])).toEqual(
      failures.map(() => ['unknown', 1]),
    );
    expect(snapshot.capture.limits).toEqual([]);
  });

  it('whose files are named by the user counts what is no capture', async () => {
    const { analysis } = await analysed([`${folder.path}/office/notes.txt`, `${folder.path}/office/good.pcap`]);
    expect(analysis.failures.map(({ counts }) => counts)).toEqual([true]);
  });
});

describe('an analysis', () => {
  const long = folder.write(
    'long.pcap',
    captured(tcpFlow({ exchange: [{ from: 'responder', bytes: new Uint8Array(3_000_000) }], end: 'none' })),
  );

  it('lets others in between the chunks', async () => {
    expect((await analysed([long])).steps).toBeGreaterThan(2);
  });

  it('reads once', async () => {
    const { analysis, snapshot } = await analysed([long]);
    for await (const _ of analysis.run()) expect.unreachable();
    expect(analysis.snapshot().capture).toEqual(snapshot.capture);
  });

  it('ends early when told to, and judges what was read', async () => {
    const aborter = new AbortController();
    const analysis = await Analysis.open([long], { signal: aborter.signal });
    for await (const _ of analysis.run()) aborter.abort();
    const { capture, row } = analysis.snapshot();
    expect(capture.inputs[0].complete).toBe(false);
    expect(capture.packets).toBeGreaterThan(0);
    expect(row(1).open).toBe(false);
  });

  it('judges nothing more once nobody wants the outcome', async () => {
    const aborter = new AbortController();
    const analysis = await Analysis.open([long], { signal: aborter.signal });
    for await (const _ of analysis.run()) {
      analysis.abandon();
      aborter.abort();
    }
    expect([analysis.abandoned, analysis.snapshot().row(1).open]).toEqual([true, true]);
  });

  it('of nothing is empty', async () => {
    const { snapshot, analysis } = await analysed([`${folder.path}/missing.pcap`]);
    expect([snapshot.capture.packets, analysis.opened]).toEqual([0, 0]);
    expect(analysis.failures[0]).toMatchObject({ counts: true, error: { code: 'no-such-file' } });
  });
});
