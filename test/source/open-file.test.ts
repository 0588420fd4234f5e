import { closeSync, openSync, readSync, rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MAX_OPEN_INPUTS, OpenFile } from '../../src/source/open-file.ts';
import { openFilesBelow, tellsOpenFiles } from '../support/open-files.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
const openFile = (name: string) => {
  const path = folder.write(name, `${name}abcdefgh`);
  return new OpenFile(openSync(path, 'r'), path);
};

const offsets = new Map<OpenFile, number>();

async function next(file: OpenFile, length: number): Promise<string> {
  const bytes = Buffer.alloc(length);
  const offset = offsets.get(file) ?? 0;
  const end = await file.read(bytes, offset);
  offsets.set(file, offset + end);
  return bytes.toString('latin1', 0, end);
}

test('files that are read in turns go on where they were left, and few of them are open', async () => {
  const names = Array.from({ length: 3 * MAX_OPEN_INPUTS }, (_, index) => String(index).padStart(4, '0'));
  const files: OpenFile[] = [];
  for (const name of names) {
    files.push(openFile(name));
    expect(await next(files.at(-1)!, 4)).toBe(name);
  }
  for (const text of ['abc', 'def', 'gh', '']) {
    for (const file of files) expect(await next(file, 3)).toBe(text);
    if (tellsOpenFiles) expect(openFilesBelow(folder.path)).toBe(MAX_OPEN_INPUTS);
  }
  for (const file of files) file.close();
  if (tellsOpenFiles) expect(openFilesBelow(folder.path)).toBe(0);
});

test('what is being read is not closed for others, until the last of its reads has ended', async () => {
  const busy = openFile('busy');
  const bytes = [0, 1].map(() => Buffer.alloc(6));
  const reads = bytes.map((into, index) => busy.read(into, 6 * index));
  const others = Array.from({ length: MAX_OPEN_INPUTS + 1 }, (_, index) => openFile(`other${index}`));
  const texts = others.map((other) => next(other, 1));
  expect(await Promise.all(reads)).toEqual([6, 6]);
  expect(Buffer.concat(bytes).toString()).toBe('busyabcdefgh');
  expect(new Set(await Promise.all(texts))).toEqual(new Set('o'));
  if (tellsOpenFiles) expect(openFilesBelow(folder.path)).toBe(MAX_OPEN_INPUTS);
  for (const file of [busy, ...others]) file.close();
});

test('a file that is gone when it is opened again is an error of the system', async () => {
  const gone = openFile('gone');
  await next(gone, 1);
  gone.close();
  rmSync(`${folder.path}/gone`);
  await expect(gone.read(Buffer.alloc(1), 0)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('without a path it stays open, and is read from where it stands', async () => {
  const descriptor = openSync(folder.write('standing', 'abcdef'), 'r');
  const file = new OpenFile(descriptor);
  readSync(descriptor, Buffer.alloc(2));
  expect([await next(file, 2), file.hasPosition]).toEqual(['cd', false]);
  const others = Array.from({ length: MAX_OPEN_INPUTS + 1 }, (_, index) => openFile(`more${index}`));
  for (const other of others) await next(other, 1);
  expect(await next(file, 2)).toBe('ef');
  for (const other of others) other.close();
  closeSync(descriptor);
});
