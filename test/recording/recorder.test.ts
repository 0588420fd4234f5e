import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CaptureReader } from '../../src/capture/capture-reader.ts';
import { Frame } from '../../src/capture/frame.ts';
import { NANOSECONDS } from '../../src/capture/interface-clock.ts';
import { TimeBase } from '../../src/capture/time-base.ts';
import { BATCH, BATCH_TIME, MAX_WAITING_BYTES, Recorder, type RecorderOptions } from '../../src/recording/recorder.ts';
import { fakeDisk } from '../support/fake-disk.ts';
import { readCapture } from '../support/recording-sink.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
const ETHERNET = { linkType: 1, snapLength: 96, unit: NANOSECONDS, description: 'Wi-Fi' };
const SECOND = 1e9;
let folders = 0;

function frame(number: number, members: Partial<Frame> = {}): Frame {
  const bytes = new Uint8Array(100).fill(number);
  return Object.assign(new Frame(), { number, bytes, end: 100, wireLength: 1400, linkType: 1, ...members });
}

/** A recorder into a folder of its own: its frames, its timer, its files. */
async function recording(options: Partial<RecorderOptions> = {}) {
  const base = new TimeBase();
  base.start(1_795_361_400, 250_000_000);
  const directory = join(folder.path, `${++folders}`);
  folder.write(`${folders}/.keep`, '');
  const timers: (() => void)[] = [];
  const later = (milliseconds: number, callback: () => void) => {
    expect(milliseconds).toBe(BATCH_TIME);
    timers.push(callback);
    return () => void timers.splice(timers.indexOf(callback), 1);
  };
  const path = join(directory, 'office.pcapng');
  const recorder = await Recorder.open({ path, application: 'jamscope 0', base, later, ...options });
  recorder.sink(0, 'en0').interface!(ETHERNET, 0, 0);
  const names = () => readdirSync(directory).filter((name) => name !== '.keep');
  const read = (name = 'office.pcapng') => readCapture(readFileSync(join(directory, name)));
  return { recorder, directory, path, timers, names, read };
}

const numbers = (read: { frames: readonly { bytes: readonly number[] }[] }) => read.frames.map(({ bytes }) => bytes[0]);

describe('a recording', () => {
  it('has the frames with the times, lengths and interfaces of the original', async () => {
    const { recorder, read } = await recording();
    const shared = frame(1, { time: 123_456_789, direction: 2 });
    recorder.frame(0, shared);
    shared.bytes.fill(0xee);
    recorder.sink(1, 'utun3').interface!({ ...ETHERNET, linkType: 113, name: 'pflog0' }, 0, 0);
    recorder.frame(1, frame(2, { time: 2 * SECOND, linkType: 113 }));
    recorder.frame(0, frame(3, { time: 1 * SECOND }));
    await recorder.end();
    const { frames, sink, base, reader } = read();
    expect(reader.complete).toBe(true);
    expect([base.seconds, base.nanoseconds]).toEqual([1_795_361_400, 373_456_789]);
    expect(sink.interfaces).toEqual([
      { ...ETHERNET, name: 'en0' },
      { ...ETHERNET, linkType: 113, name: 'pflog0' },
    ]);
    expect(
      frames.map(({ bytes, wireLength, time, interfaceId }) => [bytes[0], bytes.length, wireLength, time, interfaceId]),
    ).toEqual([
      [1, 100, 1400, 0, 0],
      [2, 100, 1400, 2 * SECOND - 123_456_789, 1],
      [3, 100, 1400, 1 * SECOND - 123_456_789, 0],
    ]);
    expect(frames[0].direction).toBe(2);
    expect(recorder.status()).toMatchObject({ frames: 3, framesLost: 0, stopped: false, problem: undefined });
  });

  it('is on the disk after 200 ms, and before when there is much', async () => {
    const { recorder, timers, read } = await recording();
    recorder.frame(0, frame(1));
    recorder.frame(0, frame(2));
    expect(timers.length).toBe(1);
    timers[0]();
    await expect.poll(() => numbers(read())).toEqual([1, 2]);
    expect(timers).toEqual([]);
    const many = Math.ceil(BATCH / 100);
    for (let number = 0; number < many; number++) recorder.frame(0, frame(3));
    await expect.poll(() => read().frames.length).toBeGreaterThan(many / 2);
    await recorder.end();
    expect(timers).toEqual([]);
    expect(read().frames.length).toBe(2 + many);
  });

  it('is there when nothing was captured, and is no damaged one', async () => {
    const { recorder, read } = await recording();
    await recorder.end();
    expect(read().reader).toMatchObject({ format: 'pcapng', packets: 0, complete: true });
  });

  it('tells what the engine lost, of each file what was lost in it', async () => {
    const { recorder, names, read } = await recording({ rotateTime: 10 * SECOND });
    const counts = { received: 10, dropped: 3, interfaceDropped: 1 };
    recorder.sink(0, 'en0', counts);
    const other = recorder.sink(1, 'en1');
    other.interface!(ETHERNET, 0, 0);
    recorder.frame(0, frame(1));
    recorder.frame(1, frame(1));
    other.statistics!({ interfaceId: 0, dropped: 7 }, 0);
    recorder.frame(0, frame(2, { time: 11 * SECOND }));
    Object.assign(counts, { received: 25, dropped: 5 });
    await recorder.end();
    expect(names().map((name) => read(name).reader.dropped)).toEqual([4 + 7, 2]);
  });
});

describe('rotation', () => {
  it('begins files by size, whole and with their own interfaces', async () => {
    const { recorder, names, read, directory } = await recording({ rotateSize: 4096 });
    for (let number = 1; number <= 100; number++) recorder.frame(0, frame(number, { time: number * SECOND }));
    await recorder.end();
    expect(names().length).toBeGreaterThan(3);
    expect(names()[0]).toBe('office_00001_20261122153001.pcapng');
    const all = names().map((name) => read(name));
    expect(all.flatMap(numbers)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
    for (const { reader, sink } of all) {
      expect(reader.complete).toBe(true);
      expect(sink.interfaces.map(({ name }) => name)).toEqual(['en0']);
    }
    for (const name of names()) expect(readFileSync(join(directory, name)).length).toBeLessThanOrEqual(4096);
  });

  it('says in each file with which frame of the reports it begins', async () => {
    const { recorder, names, directory } = await recording({ rotateTime: 60 * SECOND });
    recorder.sink(1).interface!(ETHERNET, 0, 0);
    recorder.frame(0, frame(1));
    recorder.frame(0, frame(1234, { time: 60 * SECOND }));
    recorder.frame(1, frame(7, { time: 120 * SECOND }));
    await recorder.end();
    const texts = names().map((name) => readFileSync(join(directory, name), 'latin1'));
    const firsts = texts.map((text) => /first packet is (.*) in reports/.exec(text)?.[1]);
    expect(firsts).toEqual([undefined, 'frame 1234 of en0', 'frame 7 of input 1']);
  });

  it('begins files by the time of the capture, whatever the clock does', async () => {
    const { recorder, names, read } = await recording({ rotateTime: 60 * SECOND });
    const times = [0, 59, 61, 62, -3000, -2950, -2939, 500];
    for (const [number, time] of times.entries()) recorder.frame(0, frame(number, { time: time * SECOND }));
    await recorder.end();
    expect(names().map((name) => numbers(read(name)))).toEqual([[0, 1], [2, 3, 4, 5], [6], [7]]);
  });

  it('keeps a ring', async () => {
    const { recorder, names, read } = await recording({ rotateTime: SECOND, ring: 3 });
    for (let number = 1; number <= 7; number++) recorder.frame(0, frame(number, { time: number * 2 * SECOND }));
    await recorder.end();
    expect(names().flatMap((name) => numbers(read(name)))).toEqual([5, 6, 7]);
    expect(recorder.status()).toMatchObject({ filesDeleted: 4, frames: 7, framesKept: 3 });
    expect(recorder.status().files.length).toBe(3);
  });

  it('never takes a name that is there', async () => {
    const { recorder, directory, names } = await recording({ rotateTime: SECOND });
    writeFileSync(join(directory, 'office_00001_20261122153000.pcapng'), 'mine');
    recorder.frame(0, frame(1));
    await recorder.end();
    expect(names()).toEqual(['office_00001_20261122153000.pcapng', 'office_00002_20261122153000.pcapng']);
    expect(readFileSync(join(directory, names()[0]), 'utf8')).toBe('mine');
  });
});

describe('a disk', () => {
  const fullAt = (options: Partial<RecorderOptions>, frames: number, room: number, freed = 0) => {
    const disk = fakeDisk({ room, freed });
    return recording({ ...options, disk }).then(async (made) => {
      for (let number = 1; number <= frames; number++) {
        made.recorder.frame(0, frame(number, { time: number * SECOND }));
        made.recorder.flush();
        await new Promise((resolve) => setImmediate(resolve));
      }
      await made.recorder.end();
      return made;
    });
  };

  it('that is full ends the recording, which can be read to its last whole block', async () => {
    const { recorder, read, path } = await fullAt({}, 50, 1777);
    const status = recorder.status();
    expect(status.stopped).toBe(true);
    expect(status.problem).toBe(`the recording ended: ${path} could not be written on (the disk is full)`);
    const { frames, reader } = read();
    expect(reader.complete).toBe(true);
    // 132 bytes each, behind some 200 of the section and the interface.
    expect([frames.length, status.framesKept, status.framesLost]).toEqual([12, 12, 38]);
  });

  it('that is full costs a ring its oldest files', async () => {
    const { recorder, names, read } = await fullAt({ rotateTime: 5 * SECOND, ring: 10 }, 50, 3000, 900);
    const kept = names().flatMap((name) => numbers(read(name)));
    expect(recorder.status()).toMatchObject({ stopped: false, framesLost: 0, frames: 50 });
    expect(recorder.status().problem).toMatch(/^the disk is full: .*office_0000\d_\d+\.pcapng was deleted to go on$/);
    expect(kept.at(-1)).toBe(50);
    expect(recorder.status().framesKept).toBe(kept.length);
    expect(kept).toEqual(Array.from({ length: kept.length }, (_, index) => 51 - kept.length + index));
  });

  it('that fails ends the recording', async () => {
    const disk = fakeDisk({ room: 500, error: 'EIO', most: 100 });
    const { recorder, read } = await recording({ disk });
    for (let number = 1; number <= 10; number++) recorder.frame(0, frame(number));
    await recorder.end();
    expect(recorder.status().problem).toMatch(/could not be written on \(EIO\)$/);
    expect([read().reader.complete, read().frames.length, recorder.status().framesLost]).toEqual([true, 2, 8]);
    recorder.frame(0, frame(11));
    expect(recorder.status().framesLost).toBe(9);
  });

  it('that is too slow costs frames, which are counted, in the file too; nobody waits', async () => {
    const opened = deferred();
    const disk = fakeDisk({ gate: opened.promise });
    const { recorder, path } = await recording({ disk });
    const large = frame(1, { bytes: new Uint8Array(200_000).fill(1), end: 200_000, wireLength: 200_000 });
    const fit = Math.ceil(MAX_WAITING_BYTES / 200_000);
    for (let count = 0; count < fit + 5; count++) recorder.frame(0, large);
    const { framesLost } = recorder.status();
    expect(framesLost).toBeGreaterThan(0);
    opened.resolve();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await expect
      .poll(() => recorder.status().bytes, { timeout: 10_000 })
      .toBeGreaterThan(MAX_WAITING_BYTES - 1_000_000);
    recorder.frame(0, frame(9));
    await recorder.end();
    let dropCount = -1;
    const reader = new CaptureReader({ frame: (last) => (dropCount = last.dropCount) }, new TimeBase());
    reader.push(readFileSync(path));
    expect([dropCount, reader.dropped, reader.packets]).toEqual([framesLost, framesLost, fit + 6 - framesLost]);
  });
});

describe('what cannot be recorded', () => {
  it.each([
    [{ path: 'nowhere/x.pcapng' }, /nowhere\/x.pcapng is in a folder that does not exist/],
    [{ path: 'nowhere/x.pcapng', rotateSize: 1e6 }, /is in a folder that does not exist/],
    [{ path: '/' }, /\/ is a folder|\/ exists already/],
    [{ ring: 3 }, /a ring needs files to be rotated/],
    [{ ring: 1, rotateSize: 1e6 }, /a ring of 1 cannot be/],
    [{ rotateSize: 100 }, /files of 100 bytes are too small/],
    [{ rotateTime: 5 }, /shorter|too short/],
  ])('is refused: %j', async (options, message) => {
    const refused = recording(options);
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toMatchObject({ name: 'OutputError', advice: expect.stringMatching(/\.$/) });
  });

  it('is a file that exists, but when it was asked for', async () => {
    const path = folder.write('there.pcapng', 'mine');
    await expect(recording({ path })).rejects.toThrow('there.pcapng exists already');
    expect(readFileSync(path, 'utf8')).toBe('mine');
    const { recorder } = await recording({ path, overwrite: true });
    await recorder.end();
    expect(readCapture(readFileSync(path)).reader.format).toBe('pcapng');
  });

  it('leaves nothing in the folder that was tried', async () => {
    const { names, recorder } = await recording({ rotateSize: 1e6 });
    await recorder.end();
    expect(names()).toEqual([]);
  });
});

it("is read by Wireshark's tools, with counters", async (context) => {
  const { recorder, path } = await recording();
  recorder.sink(0, 'en0', { received: 10, dropped: 3 });
  for (let number = 1; number <= 3; number++) recorder.frame(0, frame(number, { time: number * SECOND }));
  await recorder.end();
  const tool = (name: string, words: readonly string[]) => {
    try {
      return execFileSync(name, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return context.skip(`${name} is not installed`);
      throw error;
    }
  };
  const fields = ['frame.time_epoch', 'frame.len', 'frame.cap_len', 'frame.interface_name'];
  const words = ['-r', path, '-T', 'fields', '-E', 'separator=|', ...fields.flatMap((field) => ['-e', field])];
  expect(tool('tshark', words).trim().split('\n')[0]).toBe('1795361401.250000000|1400|100|en0');
  expect(tool('capinfos', ['-I', path])).toMatch(
    /Name = en0[\s\S]*Number of stat entries = 1[\s\S]*Number of packets = 3/,
  );
});

function deferred() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
