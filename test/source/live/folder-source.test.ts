import { appendFileSync, mkdirSync, renameSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { CaptureReader } from '../../../src/capture/capture-reader.ts';
import { TimeBase } from '../../../src/capture/time-base.ts';
import { type FolderDisk, REAL_FOLDER_DISK } from '../../../src/source/live/folder-disk.ts';
import { SILENCE } from '../../../src/source/live/folder-silence.ts';
import { folderSources, POLL, SETTLED } from '../../../src/source/live/folder-source.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const folder = temporaryFolder();
let folders = 0;
/** pcap 2.4, little-endian, microseconds, Ethernet. */
const HEADER = Buffer.from('d4c3b2a1 02000400 00000000 00000000 00000400 01000000'.replaceAll(' ', ''), 'hex');

/** A record of a packet of 20 bytes that all have this value. */
function record(value: number): Buffer {
  const bytes = Buffer.alloc(36, value);
  bytes.writeUInt32LE(1_795_361_400 + value, 0);
  bytes.writeUInt32LE(0, 4);
  bytes.writeUInt32LE(20, 8);
  bytes.writeUInt32LE(20, 12);
  return bytes;
}

const capture = (...values: number[]) => Buffer.concat([HEADER, ...values.map(record)]);

/** Watches a folder; at each wait the next step happens, and behind the last one the watching ends. */
async function watch(
  prepare: (path: string) => void,
  steps: readonly ((path: string) => void)[],
  disk: Partial<FolderDisk> = {},
  now = () => 0,
) {
  const path = join(folder.path, `${++folders}`);
  mkdirSync(path);
  prepare(path);
  const ending = new AbortController();
  // A step, then as many looks as it takes to see that nothing grows.
  const waits = steps.flatMap((step) => [step, ...new Array<undefined>(SETTLED + 1)]);
  const notes: string[] = [];
  const read: [string, number[], string?][] = [];
  const wait: FolderDisk['wait'] = async (milliseconds) => {
    expect(milliseconds).toBe(POLL);
    if (waits.length === 0) ending.abort();
    waits.shift()?.(path);
  };
  const told = (note: string) => notes.push(note.replaceAll(`${path}/`, ''));
  const sources = folderSources(path, {
    told,
    signal: ending.signal,
    now,
    disk: { ...REAL_FOLDER_DISK, wait, ...disk },
  });
  for await (const source of sources) {
    const values: number[] = [];
    const entry: [string, number[], string?] = [source.path.slice(path.length + 1), values];
    read.push(entry);
    const reader = new CaptureReader({ frame: ({ bytes, start }) => values.push(bytes[start]) }, new TimeBase());
    for await (const { bytes, start, end } of source.chunks()) reader.push(bytes, start, end);
    if (!source.isAborted) reader.end(source.problem);
    if (reader.problems.length > 0) entry.push(reader.problems[0].message);
  }
  return { notes, read };
}

let clock = 1_700_000_000;
/** Written at a time of its own, as rotated files are. */
function write(path: string, name: string, bytes: Buffer, append = false): void {
  if (append) appendFileSync(join(path, name), bytes);
  else writeFileSync(join(path, name), bytes);
  clock += 1;
  utimesSync(join(path, name), clock, clock);
}
const put = (name: string, bytes: Buffer) => (path: string) => write(path, name, bytes);
const add = (name: string, bytes: Buffer) => (path: string) => write(path, name, bytes, true);
const nothing = () => {};

describe('a folder in which another program rotates', () => {
  it('is read from the newest file on, each until the next is there', async () => {
    const { read, notes } = await watch(
      (path) => {
        write(path, 'x_00001', capture(1));
        write(path, 'x_00002', capture(2));
        write(path, 'x_00003', capture(3));
      },
      [add('x_00003', record(4)), put('x_00004', capture(5)), add('x_00004', record(6)), put('x_00005', capture(7))],
    );
    expect(read).toEqual([
      ['x_00003', [3, 4]],
      ['x_00004', [5, 6]],
      ['x_00005', [7]],
    ]);
    expect(notes).toEqual(['reading begins with x_00003, with 2 older files of the folder left out']);
  });

  it('may be empty, and its files come one by one, with packets in halves', async () => {
    const whole = capture(1, 2);
    const { read, notes } = await watch(nothing, [
      put('a', whole.subarray(0, 3)),
      add('a', whole.subarray(3, 50)),
      add('a', whole.subarray(50)),
      (path) => {
        write(path, 'b', capture(3));
        write(path, 'c', capture(4));
      },
    ]);
    expect(read).toEqual([
      ['a', [1, 2]],
      ['b', [3]],
      ['c', [4]],
    ]);
    expect(notes).toEqual([]);
  });

  it('may use names again: tcpdump -C -W begins the oldest anew', async () => {
    const { read } = await watch(put('x0', capture(1, 2, 3)), [
      put('x1', capture(4, 5, 6)),
      put('x0', capture(7)),
      add('x0', Buffer.concat([record(8), record(9), record(10), record(11)])),
      put('x1', capture(12, 13, 14, 15, 16)),
    ]);
    expect(read).toEqual([
      ['x0', [1, 2, 3]],
      ['x1', [4, 5, 6]],
      ['x0', [7, 8, 9, 10, 11]],
      ['x1', [12, 13, 14, 15, 16]],
    ]);
  });

  it('may rename, delete and compress what was read', async () => {
    const { read, notes } = await watch(put('now', capture(1)), [
      (path) => {
        renameSync(join(path, 'now'), join(path, 'old'));
        write(path, 'now', capture(2));
      },
      (path) => {
        write(path, 'old.gz', gzipSync(capture(1)));
        rmSync(join(path, 'old'));
      },
      (path) => {
        write(path, 'now.gz', gzipSync(capture(2)));
        rmSync(join(path, 'now'));
        write(path, 'next', capture(3));
      },
      put('other.gz', gzipSync(capture(4))),
    ]);
    expect(read.map(([name, values]) => [name, values])).toEqual([
      ['now', [1]],
      ['now', [2]],
      ['next', [3]],
      ['other.gz', [4]],
    ]);
    expect(notes).toEqual([]);
  });

  it('has files that are cut while they are read, and what follows is another capture', async () => {
    const { read, notes } = await watch(put('x', capture(1, 2, 3)), [
      (path) => {
        truncateSync(join(path, 'x'));
        write(path, 'x', capture(9));
      },
      add('x', record(10)),
    ]);
    expect(read).toEqual([
      ['x', [1, 2, 3]],
      ['x', [9, 10]],
    ]);
    expect(notes).toEqual(['x was begun anew while it was read: what comes is another capture']);
  });

  it('leaves a packet that was never finished, and says so', async () => {
    const { read } = await watch(put('x', capture(1, 2).subarray(0, -5)), [put('y', capture(3))]);
    expect(read).toEqual([
      ['x', [1], 'the input ends inside frame 2: 31 of 36 bytes'],
      ['y', [3]],
    ]);
  });

  it('may hold other things: they are named once, and left out however they grow', async () => {
    const { read, notes } = await watch(
      (path) => mkdirSync(join(path, 'below')),
      [
        put('.hidden', capture(1)),
        put('notes.txt', Buffer.from('it began at noon\n')),
        add('notes.txt', Buffer.from('and went on\n')),
        put('empty', Buffer.alloc(0)),
        put('x', capture(2)),
        add('notes.txt', Buffer.from('to the end\n')),
        add('empty', capture(3)),
      ],
    );
    expect(read).toEqual([
      ['x', [2]],
      ['empty', [3]],
    ]);
    expect(notes[0]).toMatch(/^notes\.txt is .*, not a capture: it is left out$/);
    expect(notes.slice(1)).toEqual(['empty is empty: it is left out']);
  });

  it('names what grows after it was left, once', async () => {
    const { read, notes } = await watch(put('x', capture(1)), [
      put('y', capture(2)),
      add('x', record(3)),
      add('x', record(4)),
    ]);
    expect(read.map(([name]) => name)).toEqual(['x', 'y']);
    expect(notes).toEqual(['x grew after it was left: the rest is left out']);
  });
});

it('says of a folder in which nothing is written any more that it is so', async () => {
  let time = 0;
  const stands = () => {
    time += SILENCE;
  };
  const { read, notes } = await watch(nothing, [stands, put('x', capture(1)), stands], {}, () => time);
  expect(read).toEqual([['x', [1]]]);
  expect(notes.map((note) => note.replace(/\S+\/\d+/, 'DIR'))).toEqual([
    'nothing was written to DIR for 10 min: does the program that captures still run?',
    'DIR is written to again',
    'nothing was written to DIR for 10 min: does the program that captures still run?',
  ]);
});

describe('a folder that fails', () => {
  it('at first is told', async () => {
    const sources = folderSources(join(folder.path, 'nowhere'), {
      told: nothing,
      signal: new AbortController().signal,
      now: () => 0,
    });
    await expect(sources.next()).rejects.toMatchObject({ name: 'CaptureError', code: 'no-such-file' });
  });

  it('later is tried again, and nothing is read twice', async () => {
    let away = false;
    let blind = false;
    const refuse = () => Promise.reject(Object.assign(new Error(), { code: 'ESTALE' }));
    const { read, notes } = await watch(
      put('x', capture(1)),
      [
        put('y', capture(2)),
        () => (away = true),
        () => (away = false),
        () => (blind = true),
        () => (blind = false),
        put('z', capture(3)),
      ],
      {
        names: (path) => (away ? refuse() : REAL_FOLDER_DISK.names(path)),
        look: (path) => (blind ? refuse() : REAL_FOLDER_DISK.look(path)),
      },
    );
    expect(read.map(([name]) => name)).toEqual(['x', 'y', 'z']);
    expect(notes).toEqual(['the folder cannot be read now (ESTALE): it is tried again']);
  });

  it('with one file leaves that out, once', async () => {
    const refuse = () => Promise.reject(Object.assign(new Error(), { code: 'EACCES' }));
    const { read, notes } = await watch(
      put('x', capture(1)),
      [put('y', capture(2)), add('y', record(3)), put('z', capture(4))],
      {
        open: (path) => (path.endsWith('y') ? refuse() : REAL_FOLDER_DISK.open(path)),
      },
    );
    expect(read.map(([name]) => name)).toEqual(['x', 'z']);
    expect(notes).toEqual(['y may not be read by this user: it is left out']);
  });
});

it('ends when it is told to, while it waits', async () => {
  const path = join(folder.path, `${++folders}`);
  mkdirSync(path);
  const ending = new AbortController();
  const sources = folderSources(path, { told: nothing, signal: ending.signal, now: () => 0 });
  const next = sources.next();
  setTimeout(() => ending.abort(), 20);
  await expect(next).resolves.toMatchObject({ done: true });
});
