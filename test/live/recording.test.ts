/** Recording onto a disk that is really full: a small file system in memory. Needs root. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CaptureReader } from '../../src/capture/capture-reader.ts';
import { Frame } from '../../src/capture/frame.ts';
import { TimeBase } from '../../src/capture/time-base.ts';
import { Recorder, type RecorderOptions } from '../../src/recording/recorder.ts';
import { obstacle } from './namespace.ts';

const why = obstacle();
const SIZE = 2 * 1024 * 1024;

describe.skipIf(why !== undefined)('a disk of 2 MB', () => {
  let disk = '';

  beforeAll(() => {
    disk = mkdtempSync(join(tmpdir(), 'jamscope-full-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', disk]);
  });
  afterAll(() => {
    spawnSync('umount', [disk]);
    rmdirSync(disk);
  });
  beforeEach(() => {
    for (const name of readdirSync(disk)) rmSync(join(disk, name));
  });

  /** 5 MB in frames of 1000 bytes, one every 10 ms of the capture. */
  async function record(options: Partial<RecorderOptions>) {
    const base = new TimeBase();
    base.start(1_795_361_400, 0);
    const recorder = await Recorder.open({ path: join(disk, 'x.pcapng'), application: 'test', base, ...options });
    const frame = Object.assign(new Frame(), { bytes: new Uint8Array(1000), end: 1000, wireLength: 1000, linkType: 1 });
    for (let number = 1; number <= 5000; number++) {
      recorder.frame(0, Object.assign(frame, { number, time: number * 10_000_000 }));
      if (number % 100 === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await recorder.end();
    return recorder.status();
  }

  /** Packets in a file, which has nothing wrong with it. */
  function packetsIn(name: string): number {
    const reader = new CaptureReader({ frame: () => {} }, new TimeBase());
    reader.push(readFileSync(join(disk, name)));
    reader.end();
    expect(reader.problems).toEqual([]);
    return reader.packets;
  }

  it('ends a recording, which holds what fits', async () => {
    const { stopped, problem, frames, framesLost } = await record({});
    expect([stopped, problem]).toEqual([
      true,
      expect.stringMatching(/x\.pcapng could not be written on \(the disk is full\)$/),
    ]);
    expect(packetsIn('x.pcapng')).toBe(frames);
    expect(frames + framesLost).toBe(5000);
    expect(frames).toBeGreaterThan(1900);
    expect(statSync(join(disk, 'x.pcapng')).mode & 0o777).toBe(0o600);
  });

  it('holds the newest of a ring that is too large for it', async () => {
    const { stopped, framesLost, problem, files } = await record({ rotateSize: 500_000, ring: 10 });
    expect([stopped, framesLost]).toEqual([false, 0]);
    expect(problem).toMatch(/^the disk is full: .* was deleted to go on$/);
    const names = readdirSync(disk).toSorted();
    expect(files).toEqual(names.map((name) => join(disk, name)));
    expect(names.reduce((sum, name) => sum + packetsIn(name), 0)).toBeGreaterThan(1000);
    expect(names.at(-1)).toBe('x_00011_20261122153048.pcapng');
  });
});
