import { expect, it } from 'vitest';
import type { FolderDisk } from '../../../src/source/live/folder-disk.ts';
import { SILENCE, tellingOfSilence } from '../../../src/source/live/folder-silence.ts';

it('says once that nothing is written, and that something is again', async () => {
  const notes: string[] = [];
  let time = 5000;
  let grows = 0;
  const file = { read: async () => grows, size: async () => 7, close: async () => {} };
  const waits: number[] = [];
  const real = {
    open: async () => file,
    wait: async (milliseconds: number) => void waits.push(milliseconds),
    names: async () => ['a'],
  } as Partial<FolderDisk> as FolderDisk;
  const disk = tellingOfSilence(
    real,
    'captures',
    (note) => notes.push(note),
    () => time,
  );
  const { signal } = new AbortController();
  const opened = await disk.open('captures/a');
  const read = (bytes: number) => {
    grows = bytes;
    return opened.read(new Uint8Array(9), 0);
  };
  const silence = 'nothing was written to captures for 10 min: does the program that captures still run?';

  time += SILENCE - 1;
  await disk.wait(300, signal);
  expect([await read(4), notes]).toEqual([4, []]);
  time += SILENCE - 1;
  await disk.wait(300, signal);
  expect([await read(0), notes]).toEqual([0, []]);
  time += 1;
  for (const _ of [1, 2]) await disk.wait(300, signal);
  expect(notes).toEqual([silence]);
  time += 10 * SILENCE;
  await read(0);
  await disk.wait(300, signal);
  expect(notes).toEqual([silence]);
  for (const _ of [1, 2]) await read(4);
  expect(notes).toEqual([silence, 'captures is written to again']);
  time += SILENCE;
  await disk.wait(300, signal);
  expect(notes.slice(2)).toEqual([silence]);
  expect([waits.length, await opened.size(), await disk.names('captures')]).toEqual([6, 7, ['a']]);
});
