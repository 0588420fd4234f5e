import { expect, test } from 'vitest';
import { type Chunks, peek, plainBytes } from '../../src/source/chunk.ts';
import { chunksOf, readAll } from '../support/chunks.ts';

const BYTES = Uint8Array.from({ length: 20 }, (_, index) => index);

test.each([1, 3, 12, 20, 100])('the head is seen, and all bytes follow, from chunks of %d', async (size) => {
  const { head, chunks, error } = await peek(chunksOf(BYTES, size), 12);
  expect(head.length).toBeGreaterThanOrEqual(12);
  expect(head).toEqual(BYTES.subarray(0, head.length));
  expect([error, await readAll(chunks)]).toEqual([undefined, { bytes: BYTES, error: undefined }]);
});

test('twice, one within the other', async () => {
  const once = await peek(chunksOf(BYTES, 3), 4);
  const twice = await peek(once.chunks, 12);
  expect((await readAll(twice.chunks)).bytes).toEqual(BYTES);
});

test('an input shorter than that gives what it has', async () => {
  const { head, chunks } = await peek(chunksOf(BYTES.subarray(0, 5), 2), 12);
  expect([head, (await readAll(chunks)).bytes]).toEqual([BYTES.subarray(0, 5), BYTES.subarray(0, 5)]);
  expect((await peek(chunksOf(new Uint8Array(0)), 12)).head).toHaveLength(0);
});

test('an early fault comes behind the bytes before it', async () => {
  const fault = new Error('EIO');
  const { head, error, chunks } = await peek(chunksOf(BYTES.subarray(0, 5), 2, fault), 12);
  expect([head, error]).toEqual([BYTES.subarray(0, 5), fault]);
  expect(await readAll(chunks)).toEqual({ bytes: BYTES.subarray(0, 5), error: fault });
});

test('closing reaches the input, whether it was read on or not', async () => {
  let closed = 0;
  async function* input(): Chunks {
    try {
      yield* chunksOf(BYTES, 4);
    } finally {
      closed++;
    }
  }
  await (await peek(input(), 12)).close();
  expect(closed).toBe(1);
  const { chunks } = await peek(input(), 12);
  for await (const _ of chunks) break;
  expect(closed).toBe(2);
});

test('bytes of a Buffer without the Buffer are copied by slice', () => {
  const buffer = Buffer.from([1, 2, 3, 4]).subarray(1, 3);
  const plain = plainBytes(buffer);
  expect(plain).toEqual(Uint8Array.of(2, 3));
  plain.slice()[0] = 9;
  expect(buffer[0]).toBe(2);
  plain[0] = 9;
  expect(buffer[0]).toBe(9);
});
