import { closeSync, fstatSync, openSync, readSync, rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MAX_OPEN_INPUTS, OpenFile } from '../../src/source/open-file.ts';
import { openFilesBelow, tellsOpenFiles } from '../support/open-files.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
const openFile = (name: string) => {
  const path = folder.write(name, `${name}abcdefgh`);
  return new OpenFile(openSync(path, 'r'), path);
};

function next(file: OpenFile, length: number): string {
  const bytes = Buffer.alloc(length);
  const end = readSync(file.borrow(), bytes, 0, length, file.position);
  file.read(end);
  return bytes.toString('latin1', 0, end);
}

test('files that are read in turns go on where they were left, and few of them are open', () => {
  const names = Array.from({ length: 3 * MAX_OPEN_INPUTS }, (_, index) => String(index).padStart(4, '0'));
  const files: OpenFile[] = [];
  for (const name of names) {
    files.push(openFile(name));
    expect(next(files.at(-1)!, 4)).toBe(name);
  }
  for (const text of ['abc', 'def', 'gh', '']) {
    for (const file of files) expect(next(file, 3)).toBe(text);
    if (tellsOpenFiles) expect(openFilesBelow(folder.path)).toBe(MAX_OPEN_INPUTS);
  }
  for (const file of files) file.close();
  if (tellsOpenFiles) expect(openFilesBelow(folder.path)).toBe(0);
});

test('what is being read is not closed for others', () => {
  const busy = openFile('busy');
  const descriptor = busy.borrow();
  const others = Array.from({ length: MAX_OPEN_INPUTS + 1 }, (_, index) => openFile(`other${index}`));
  for (const other of others) next(other, 1);
  expect(fstatSync(descriptor).size).toBe('busyabcdefgh'.length);
  for (const file of [busy, ...others]) file.close();
});

test('a file that is gone when it is opened again is an error of the system', () => {
  const gone = openFile('gone');
  next(gone, 1);
  gone.close();
  rmSync(`${folder.path}/gone`);
  expect(() => gone.borrow()).toThrow(expect.objectContaining({ code: 'ENOENT' }));
});

test('without a path it stays open, and is read from where it stands', () => {
  const descriptor = openSync(folder.write('standing', 'abcdef'), 'r');
  const file = new OpenFile(descriptor);
  readSync(descriptor, Buffer.alloc(2));
  expect([next(file, 2), file.position]).toEqual(['cd', null]);
  const others = Array.from({ length: MAX_OPEN_INPUTS + 1 }, (_, index) => openFile(`more${index}`));
  for (const other of others) next(other, 1);
  expect(next(file, 2)).toBe('ef');
  for (const other of others) other.close();
  closeSync(descriptor);
});
