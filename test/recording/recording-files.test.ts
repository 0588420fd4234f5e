import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { expect, it } from 'vitest';
import { RecordingFiles, wholeBlocks } from '../../src/recording/recording-files.ts';
import { fakeDisk } from '../support/fake-disk.ts';
import { readCapture } from '../support/recording-sink.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
const block = (length: number, type = 6) => {
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, type, true);
  view.setUint32(4, length, true);
  return bytes;
};

it('knows how much of a piece is whole blocks', () => {
  const bytes = Uint8Array.from([...block(12), ...block(32), ...block(16)]);
  const at = [0, 7, 11, 12, 13, 43, 44, 59, 60];
  expect(at.map((length) => wholeBlocks(bytes, length))).toEqual([0, 0, 0, 12, 12, 12, 44, 44, 60]);
});

it('counts the frames that a failing disk has not taken, of other blocks none', async () => {
  const disk = fakeDisk({ room: 50 });
  const series = { path: join(folder.path, 'lost'), rotates: false, ring: undefined, overwrite: false };
  const files = new RecordingFiles(series, disk);
  await files.openOnly();
  files.write(Uint8Array.from([...block(12, 1), ...block(32), ...block(32), ...block(12, 5), ...block(32)]), 3);
  files.write(block(32), 1);
  files.end();
  await files.settled();
  expect(files).toMatchObject({ framesLost: 3, bytesWritten: 44, stopped: true, waiting: 0 });
  expect(statSync(series.path).size).toBe(44);
});

it('goes on when a file of the ring cannot be deleted, and says so', async () => {
  const disk = fakeDisk({ remove: () => Promise.reject(Object.assign(new Error(), { code: 'EPERM' })) });
  const files = new RecordingFiles({ path: join(folder.path, 'ring'), rotates: true, ring: 2, overwrite: false }, disk);
  for (let second = 0n; second < 4n; second++) {
    files.begin(second * 1_000_000_000n);
    files.write(block(32), 1);
  }
  files.end();
  await files.settled();
  expect(files).toMatchObject({ stopped: false, bytesWritten: 128, filesDeleted: 0 });
  expect(files.problem).toMatch(/ring_00002_19700101000001 could not be deleted \(EPERM\)$/);
});

/** Records as fast as it can, in files of 1 MB. */
const RECORDS = (source: string, path: string) => `
  import { Recorder } from '${source}/src/recording/recorder.ts';
  import { Frame } from '${source}/src/capture/frame.ts';
  import { TimeBase } from '${source}/src/capture/time-base.ts';
  const base = new TimeBase();
  base.start(1_795_361_400, 0);
  const recorder = await Recorder.open({ path: '${path}', application: 'x', base, rotateSize: 1e6, ring: 3 });
  recorder.sink(0).interface({ linkType: 1, snapLength: 0, unit: { base: 10, exponent: 6, offset: 0n } }, 0, 0);
  const frame = Object.assign(new Frame(), { bytes: new Uint8Array(1000), end: 777, wireLength: 777, linkType: 1 });
  for (;;) {
    for (let n = 0; n < 500; n++) recorder.frame(0, Object.assign(frame, { number: frame.number + 1, time: frame.time + 5000 }));
    await new Promise((resolve) => setImmediate(resolve));
    if (recorder.status().filesDeleted > 2) console.log(recorder.status().files.join());
  }`;

it('leaves files that are whole, the newest up to its last whole block, when it is killed', async () => {
  const root = new URL('../..', import.meta.url).pathname.replace(/\/$/, '');
  const main = folder.write('killed/main.ts', RECORDS(root, join(folder.path, 'killed/k.pcapng')));
  const script = join(folder.path, 'killed/main.mjs');
  await (await rolldown({ input: main, platform: 'node', logLevel: 'silent' })).write({ file: script });
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  for await (const text of child.stdout.setEncoding('utf8')) {
    said += text;
    if (said.split('\n').length > 20 && !child.killed) child.kill('SIGKILL');
  }
  const files = said.trim().split('\n').at(-2)!.split(',');
  const left = readdirSync(join(folder.path, 'killed')).filter((name) => name.endsWith('.pcapng'));
  expect(left.length).toBeGreaterThanOrEqual(2);
  expect(files.length).toBeGreaterThanOrEqual(2);
  let last = -1;
  for (const name of left.toSorted()) {
    const { reader, frames } = readCapture(readFileSync(join(folder.path, 'killed', name)));
    // A file that was just opened has nothing in it.
    if (frames.length === 0) continue;
    // Within a write of 256 KB the kernel stops between two pages: what came before is whole.
    const mayBeCut = name === left.toSorted().at(-1) && reader.problems.length > 0;
    expect(
      reader.problems.map(({ code }) => code),
      name,
    ).toEqual(mayBeCut ? ['cut'] : []);
    expect(reader.packets).toBe(frames.length);
    expect(reader.packets).toBeGreaterThan(mayBeCut ? 0 : 300);
    last = reader.packets;
  }
  expect(last).toBeGreaterThan(0);
});
