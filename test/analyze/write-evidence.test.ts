import { existsSync, linkSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Analysis } from '../../src/analyze/analysis.ts';
import { checkEvidence, type EvidenceOptions, writeEvidence } from '../../src/analyze/write-evidence.ts';
import { captured } from '../support/captured.ts';
import { readCapture } from '../support/recording-sink.ts';
import { tcpFlow } from '../support/tcp-flow.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { zstdFrame } from '../support/zstd-frame.ts';

const folder = temporaryFolder();
const SECOND = 1e9;
const out = (name: string) => join(folder.path, name);
const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/${name}/input.pcapng`, import.meta.url));

/** SYNs to a courier that nobody answers. */
function unanswered(start: number, port = 50_000) {
  const [syn] = tcpFlow({ originator: `10.0.0.1:${port}`, responder: '17.57.144.22:5223' });
  return [0, 1, 3, 7].map((seconds) => ({ bytes: syn.bytes, time: start + seconds * SECOND }));
}

async function evidence(paths: readonly string[], options: Partial<EvidenceOptions> = {}) {
  const analysis = await Analysis.open(paths, { rethrow: true });
  for await (const _ of analysis.run());
  const path = options.path ?? out('evidence.pcapng');
  const snapshot = analysis.snapshot();
  try {
    const summary = await writeEvidence(analysis.inputs, snapshot, { application: 'jamscope 1', ...options, path });
    return { summary, snapshot, ...(existsSync(path) ? readCapture(readFileSync(path)) : { frames: [] }) };
  } finally {
    analysis.release();
  }
}

const working = tcpFlow({ originator: '10.0.0.1:50001', responder: '17.57.144.22:443', start: SECOND });
const byTime = [...unanswered(0), ...working].sort((one, other) => one.time - other.time);

describe('evidence', () => {
  it('is the frames of the findings with their context, as they were', async () => {
    const { summary, frames } = await evidence([folder.write('one.pcap', captured(byTime))], {
      path: out('one.pcapng'),
    });
    const expected = unanswered(0);
    expect(frames.map(({ bytes, time }) => [bytes, time])).toEqual(
      expected.map(({ bytes, time }) => [[...bytes], time]),
    );
    expect(summary).toEqual({
      ...{ path: out('one.pcapng'), findings: 1, frames: 4, evidenceFrames: 4, missing: 0 },
      bytes: readFileSync(out('one.pcapng')).length,
    });
    expect(frames[3].comment).toMatch(/^F1 blocked\/syn-unanswered \w+ \| frame \d+ of one\.pcap \| No answer/);
  });

  it('comes from compressed inputs and folders, in the order of their times', async () => {
    const inputs = folder.path;
    folder.write('many/a.pcap.gz', gzipSync(captured(unanswered(20 * SECOND, 50_002))));
    folder.write('many/b.pcap.zst', zstdFrame(captured(unanswered(0))));
    folder.write('many/c.pcap', captured(unanswered(SECOND / 2, 50_003)));
    const { frames, summary } = await evidence([join(inputs, 'many')], { path: out('many.pcapng') });
    const times = frames.map(({ time }) => time / SECOND);
    expect(times).toEqual([0, 0.5, 1, 1.5, 3, 3.5, 7, 7.5, 20, 21, 23, 27]);
    const places = frames.map(({ comment }) => /frame \d+ of [^ ]+/.exec(comment!)![0]);
    expect(places.slice(0, 3)).toEqual(['frame 1 of b.pcap.zst', 'frame 1 of c.pcap', 'frame 2 of b.pcap.zst']);
    expect(summary).toMatchObject({ missing: 0, frames: 12 });
  });

  it('may be of chosen findings, and is not of some that are not there', async () => {
    const path = fixture('apns-fallback');
    const { summary } = await evidence([path], { findings: ['blocked'] });
    expect(summary?.findings).toBe(1);
    await expect(evidence([path], { findings: ['F1', 'F7'], path: out('never.pcapng') })).rejects.toMatchObject({
      message: 'there is no finding F7',
      advice: expect.stringContaining('F1'),
    });
    expect(existsSync(out('never.pcapng'))).toBe(false);
  });

  it('may be a copy of everything', async () => {
    const input = folder.write('all.pcap', captured(byTime));
    const { frames } = await evidence([input], { allPackets: true, path: out('all.pcapng') });
    expect(frames.map(({ bytes }) => bytes)).toEqual(byTime.map(({ bytes }) => [...bytes]));
    expect(frames.filter(({ comment }) => comment !== undefined)).toHaveLength(4);
  });

  it('is not written where there is none', async () => {
    const path = out('none.pcapng');
    expect((await evidence([folder.write('clean.pcap', captured(working))], { path })).summary).toBeUndefined();
    expect((await evidence([fixture('capture-one-sided')], { path })).summary).toBeUndefined();
    expect(existsSync(path)).toBe(false);
  });
});

describe('a reading that fails or ends', () => {
  it('leaves no half of a file', async () => {
    const path = out('aborted.pcapng');
    const aborter = new AbortController();
    const progress: number[] = [];
    const { summary } = await evidence([folder.write('aborted.pcap', captured(byTime))], {
      ...{ path, signal: aborter.signal },
      progress: (read, total) => {
        progress.push(read / total);
        aborter.abort();
      },
    });
    expect([summary, existsSync(path), progress]).toEqual([undefined, false, [1]]);
  });

  it('says what was not found when an input has changed', async () => {
    const input = folder.write('changed.pcap', captured(byTime));
    const analysis = await Analysis.open([input], { rethrow: true });
    for await (const _ of analysis.run());
    const snapshot = analysis.snapshot();
    writeFileSync(input, captured(byTime.slice(0, 1)));
    const options = { path: out('changed.pcapng'), application: 'jamscope 1' };
    const summary = await writeEvidence(analysis.inputs, snapshot, options);
    analysis.release();
    expect(summary).toMatchObject({ missing: 3, evidenceFrames: 1 });
  });

  it('names the file that cannot be written', async () => {
    const input = folder.write('two.pcap', captured(byTime));
    const path = out('nowhere/out.pcapng');
    await expect(evidence([input], { path })).rejects.toMatchObject({ code: 'ENOENT', path });
  });
});

describe('what cannot be', () => {
  const known = (path: string, size: number | undefined) => [
    { about: { path, size, compression: 'none', format: 'pcap' } as const, open: undefined, begins: undefined },
  ];

  it('is to read a pipe or standard input twice', async () => {
    for (const [path, size] of [
      ['-', 100],
      ['/dev/fd/63', undefined],
    ] as const)
      await expect(checkEvidence(known(path, size), out('x'))).rejects.toThrow(/cannot be read twice/);
  });

  it('is to write over an input, whatever it is called', async () => {
    const input = folder.write('input.pcap', captured(byTime));
    symlinkSync(input, out('soft.pcap'));
    linkSync(input, out('hard.pcap'));
    for (const path of [input, out('soft.pcap'), out('hard.pcap')])
      await expect(checkEvidence(known(input, 1), path)).rejects.toThrow(`${path} is one of the inputs`);
    await expect(checkEvidence(known(input, 1), out('other.pcap'))).resolves.toBeUndefined();
    expect(readFileSync(input)).toEqual(Buffer.from(captured(byTime)));
  });
});
