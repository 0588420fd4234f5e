import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { FILE_CHUNK, fileChunks, type ReadableFile } from '../../src/source/file-chunks.ts';
import { OpenFile } from '../../src/source/open-file.ts';
import { expectBytes, readAll, sampleBytes } from '../support/chunks.ts';

const directory = mkdtempSync(join(tmpdir(), 'file-chunks-'));
afterAll(() => rmSync(directory, { recursive: true }));

async function read(bytes: Uint8Array, size?: number) {
  const path = join(directory, 'input');
  writeFileSync(path, bytes);
  const fd = openSync(path, 'r');
  try {
    return await readAll(fileChunks(new OpenFile(fd), size));
  } finally {
    closeSync(fd);
  }
}

test.each([0, 1, 1000, FILE_CHUNK, 2 * FILE_CHUNK + 17, 9 * FILE_CHUNK + 1])('all of %d bytes', async (length) => {
  const bytes = sampleBytes(length);
  expectBytes((await read(bytes)).bytes, bytes);
  expectBytes((await read(bytes, length)).bytes, bytes);
});

test('pieces are as small as asked for', async () => {
  const path = join(directory, 'pieces');
  writeFileSync(path, sampleBytes(1000));
  const file = new OpenFile(openSync(path, 'r'), path);
  const lengths: number[] = [];
  for await (const { start, end } of fileChunks(file, 1000, 300)) lengths.push(end - start);
  file.close();
  expect(lengths).toEqual([300, 300, 300, 100]);
});

const pieces = (count: number, length = 300) => Array.from({ length: count }, () => new Uint8Array(length));

test.each([2, 3, 5])('pieces lie in the memory that is given for them, with %i in turns', async (count) => {
  const path = join(directory, 'given');
  const bytes = sampleBytes(2000);
  writeFileSync(path, bytes);
  const file = new OpenFile(openSync(path, 'r'), path);
  const memory = pieces(count);
  const turns = new Set<number>();
  const read: number[] = [];
  for await (const chunk of fileChunks(file, 1000, memory)) {
    turns.add(memory.indexOf(chunk.bytes as (typeof memory)[0]));
    // The reads that follow have ended by now.
    await new Promise((resolve) => setTimeout(resolve, 5));
    read.push(...chunk.bytes.subarray(chunk.start, chunk.end));
  }
  file.close();
  expect([...turns].toSorted()).toEqual(Array.from({ length: count }, (_, index) => index));
  expectBytes(Uint8Array.from(read), bytes);
});

test.each([1, 7, 299])('a file that gives no more than %i bytes at a time', async (most) => {
  const bytes = sampleBytes(1000);
  const file: ReadableFile = {
    hasPosition: true,
    async read(into, offset) {
      const part = bytes.subarray(offset, offset + Math.min(into.length, most));
      into.set(part);
      return part.length;
    },
  };
  expectBytes((await readAll(fileChunks(file, 1000, pieces(4)))).bytes, bytes);
});

test('a descriptor without a position is read in order', async () => {
  const path = join(directory, 'ordered');
  const bytes = sampleBytes(2000);
  writeFileSync(path, bytes);
  const descriptor = openSync(path, 'r');
  expectBytes((await readAll(fileChunks(new OpenFile(descriptor), 2000, pieces(4)))).bytes, bytes);
  closeSync(descriptor);
});

test('a size that is wrong is only a hint', async () => {
  const bytes = sampleBytes(5000);
  expect((await read(bytes, 10)).bytes).toEqual(bytes);
});

test('a chunk stays as it is until the next one is asked for', async () => {
  const path = join(directory, 'large');
  const bytes = sampleBytes(3 * FILE_CHUNK);
  writeFileSync(path, bytes);
  const fd = openSync(path, 'r');
  let offset = 0;
  for await (const chunk of fileChunks(new OpenFile(fd))) {
    await new Promise((resolve) => setTimeout(resolve, 20)); // the next read has ended by now
    const part = chunk.bytes.subarray(chunk.start, chunk.end);
    expect(Buffer.compare(part, bytes.subarray(offset, offset + part.length))).toBe(0);
    offset += part.length;
  }
  closeSync(fd);
  expect(offset).toBe(bytes.length);
});

test('an error of the system is thrown, an early stop waits for the read under way', async () => {
  const fd = openSync(directory, 'r');
  expect((await readAll(fileChunks(new OpenFile(fd)))).error).toMatchObject({ code: 'EISDIR' });
  closeSync(fd);
  const large = openSync(join(directory, 'large'), 'r');
  for await (const _ of fileChunks(new OpenFile(large))) break;
  closeSync(large);
});

test('reads on from the present position', async () => {
  const path = join(directory, 'positioned');
  const bytes = sampleBytes(2 * FILE_CHUNK);
  writeFileSync(path, bytes);
  const fd = openSync(path, 'r');
  readSync(fd, new Uint8Array(100));
  expectBytes((await readAll(fileChunks(new OpenFile(fd)))).bytes, bytes.subarray(100));
  closeSync(fd);
});
