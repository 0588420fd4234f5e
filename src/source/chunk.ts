/** A piece of an input as the operating system or a decompressor gave it. */

/** `bytes[start, end)` are the input's next bytes, valid until the next chunk is asked for. */
export interface Chunk {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

export type Chunks = AsyncGenerator<Chunk, void, undefined>;

/** The same memory without Node's `Buffer` around it, whose `slice` shares where that of a plain array copies. */
export function plainBytes(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** The first bytes of an input (fewer than asked for only at its end), and the whole input with them still in it. */
export interface Peeked {
  readonly head: Uint8Array;
  /** What went wrong so early that `head` is all there is; `chunks` throws it behind the head. */
  readonly error: unknown;
  readonly chunks: Chunks;
  /** For an input that will not be read on. */
  close(): Promise<void>;
}

export async function peek(chunks: Chunks, length: number): Promise<Peeked> {
  let head: Uint8Array = new Uint8Array(0);
  let error: unknown;
  try {
    while (head.length < length) {
      const { value, done } = await chunks.next();
      if (done) break;
      // A head that is long enough stays where it is; a short one must outlive the next chunk, so it is copied.
      const whole = head.length === 0 && value.end - value.start >= length;
      head = whole ? value.bytes.subarray(value.start, value.end) : joined(head, value);
    }
  } catch (thrown) {
    error = thrown;
  }
  return { head, error, chunks: resume(head, error, chunks), close: async () => void (await chunks.return()) };
}

async function* resume(head: Uint8Array, error: unknown, rest: Chunks): Chunks {
  try {
    if (head.length > 0) yield { bytes: head, start: 0, end: head.length };
    if (error !== undefined) throw error;
    yield* rest;
  } finally {
    await rest.return();
  }
}

function joined(head: Uint8Array, { bytes, start, end }: Chunk): Uint8Array {
  const all = new Uint8Array(head.length + end - start);
  all.set(head);
  all.set(bytes.subarray(start, end), head.length);
  return all;
}
