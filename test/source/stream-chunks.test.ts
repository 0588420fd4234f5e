import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { streamChunks } from '../../src/source/stream-chunks.ts';
import { readAll } from '../support/chunks.ts';

test('all that the stream gives', async () => {
  const stream = Readable.from([Buffer.from([1, 2]), Buffer.from([3])]);
  expect(await readAll(streamChunks(stream))).toEqual({ bytes: Uint8Array.of(1, 2, 3), error: undefined });
});

test('a fault of the stream is thrown behind what it gave', async () => {
  const fault = new Error('ECONNRESET');
  async function* failing() {
    yield Buffer.from([1]);
    throw fault;
  }
  expect(await readAll(streamChunks(Readable.from(failing())))).toEqual({ bytes: Uint8Array.of(1), error: fault });
});

test('a signal ends the waiting for a silent pipe', async () => {
  const controller = new AbortController();
  const silent = new Readable({ read() {} });
  silent.push(Buffer.from([1]));
  const reading = readAll(streamChunks(silent, controller.signal));
  setImmediate(() => controller.abort());
  expect(await reading).toEqual({ bytes: Uint8Array.of(1), error: undefined });
  expect(silent.destroyed).toBe(true);
});

test('a signal given before ends it at once', async () => {
  const silent = new Readable({ read() {} });
  expect((await readAll(streamChunks(silent, AbortSignal.abort()))).bytes).toHaveLength(0);
});
