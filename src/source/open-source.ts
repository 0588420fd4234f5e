/** Opens an input and looks at its first bytes: what comes out is a capture, decompressed, in chunks. */
import { constants, fstat, open } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Socket } from 'node:net';
import { promisify } from 'node:util';
import { SNIFF_LENGTH, sniffFormat } from '../capture/capture-reader.ts';
import type { CaptureFormat } from '../capture/format-reader.ts';
import type { CaptureProblem } from '../capture/problem.ts';
import { CaptureError, systemError } from './capture-error.ts';
import { type Chunks, type Peeked, peek } from './chunk.ts';
import { COMPRESSION_MAGIC_LENGTH, type Compression, sniffCompression } from './compression.ts';
import { DecompressionError } from './decompression-error.ts';
import { EngineEnded } from './engine-ended.ts';
import { FILE_CHUNK, fileChunks, type Pieces } from './file-chunks.ts';
import { FOREIGN_FORMAT_LENGTH, recogniseForeignFormat } from './foreign-format.ts';
import { gunzip } from './gunzip.ts';
import { STANDARD_INPUT } from './input-file.ts';
import { OpenFile } from './open-file.ts';
import { streamChunks } from './stream-chunks.ts';
import { unzstd } from './unzstd.ts';

const STANDARD_INPUT_DESCRIPTOR = 0;

/**
 * Throws `CaptureError` when the input cannot be opened, is empty or is no capture. Waits for the first bytes of a pipe.
 * `signal` ends waiting and reading; a source must be read to its end, stopped early, or closed. A file is read, and gzip
 * decompressed, in pieces of `piece` bytes: where many inputs are open at once, each should hold little. Or `piece` is the memory to
 * read into, of one source at a time.
 */
export async function openSource(
  path: string,
  signal?: AbortSignal,
  piece: number | Pieces = FILE_CHUNK,
): Promise<Source> {
  const name = path === STANDARD_INPUT ? 'standard input' : path;
  const stored = await openStored(path, name, piece, signal);
  return lookInto(stored, path, name, typeof piece === 'number' ? piece : FILE_CHUNK, signal);
}

/**
 * The same for bytes that come in already, such as an engine's: `name` stands for them in messages and as the path. What `chunks`
 * throws as an `EngineEnded` becomes the source's problem with its own words.
 */
export async function openChunks(chunks: Chunks, name: string, signal?: AbortSignal): Promise<Source> {
  return lookInto({ chunks, size: undefined }, name, name, FILE_CHUNK, signal);
}

async function lookInto(
  { chunks, size }: Stored,
  path: string,
  name: string,
  piece: number,
  signal?: AbortSignal,
): Promise<Source> {
  const counter = new ByteCounter();
  const stored = await peek(counter.count(chunks), COMPRESSION_MAGIC_LENGTH);
  const compression = sniffCompression(stored.head);
  const content = await peek(decompressed(stored.chunks, compression, piece), SNIFF_LENGTH);
  try {
    const format = captureFormat(name, content, compression);
    return new Source({ path, size, compression, format }, content, counter, signal);
  } catch (error) {
    await content.close();
    throw error;
  }
}

export interface SourceDescription {
  readonly path: string;
  /** Bytes of the file as stored; undefined for pipes and devices. */
  readonly size: number | undefined;
  readonly compression: Compression;
  readonly format: CaptureFormat;
}

/** An opened input. */
export class Source implements SourceDescription {
  readonly path: string;
  readonly size: number | undefined;
  readonly compression: Compression;
  readonly format: CaptureFormat;
  /** Why the input could not be read to its end, with the offset in the decompressed bytes; known when the chunks have ended. */
  problem: CaptureProblem | undefined;
  readonly #content: Peeked;
  readonly #counter: ByteCounter;
  readonly #signal: AbortSignal | undefined;

  constructor(description: SourceDescription, content: Peeked, counter: ByteCounter, signal?: AbortSignal) {
    this.path = description.path;
    this.size = description.size;
    this.compression = description.compression;
    this.format = description.format;
    this.#content = content;
    this.#counter = counter;
    this.#signal = signal;
  }

  /** Stored bytes read so far: with `size`, the progress. */
  get bytesRead(): number {
    return this.#counter.bytes;
  }

  /** The reading was ended from outside: what comes behind is not missing, only not read. */
  get isAborted(): boolean {
    return this.#signal?.aborted === true;
  }

  /** The capture's bytes, each chunk valid until the next. Ends at the end, at a fault (then `problem` is set), or when aborted. */
  async *chunks(): Chunks {
    let offset = 0;
    try {
      for await (const chunk of this.#content.chunks) {
        if (this.#signal?.aborted) return;
        yield chunk;
        offset += chunk.end - chunk.start;
      }
    } catch (error) {
      if (!this.#signal?.aborted) this.problem = asProblem(error, offset);
    }
  }

  /** For a source that will not be read. */
  async close(): Promise<void> {
    await this.#content.close();
  }
}

/** Counts what passes. */
class ByteCounter {
  bytes = 0;

  async *count(chunks: Chunks): Chunks {
    for await (const chunk of chunks) {
      this.bytes += chunk.end - chunk.start;
      yield chunk;
    }
  }
}

interface Stored {
  readonly chunks: Chunks;
  readonly size: number | undefined;
}

async function openStored(path: string, name: string, piece: number | Pieces, signal?: AbortSignal): Promise<Stored> {
  try {
    if (path === STANDARD_INPUT) return await openStandardInput(piece, signal);
    const stats = await stat(path);
    if (stats.isFIFO()) return { chunks: streamChunks(await openFifo(path), signal), size: undefined };
    const size = stats.isFile() ? stats.size : undefined;
    const file = new OpenFile(await promisify(open)(path, 'r'), size === undefined ? undefined : path);
    return { chunks: closing(file, fileChunks(file, size, piece)), size };
  } catch (error) {
    throw systemError(name, error);
  }
}

/** A file on standard input is read as a file: faster than a stream, and its size is known. */
async function openStandardInput(piece: number | Pieces, signal?: AbortSignal): Promise<Stored> {
  const stats = await promisify(fstat)(STANDARD_INPUT_DESCRIPTOR);
  if (stats.isFile()) {
    const { size } = stats;
    return { chunks: fileChunks(new OpenFile(STANDARD_INPUT_DESCRIPTOR), size, piece), size };
  }
  return { chunks: streamChunks(process.stdin, signal), size: undefined };
}

/** Without O_NONBLOCK the thread pool would wait for a writer, and keep the process from exiting (tried on Node 20). */
async function openFifo(path: string): Promise<Socket> {
  const fd = await promisify(open)(path, constants.O_RDONLY | constants.O_NONBLOCK);
  return new Socket({ fd, readable: true, writable: false });
}

async function* closing(file: OpenFile, chunks: Chunks): Chunks {
  try {
    yield* chunks;
  } finally {
    file.close();
  }
}

function decompressed(stored: Chunks, compression: Compression, piece: number): Chunks {
  if (compression === 'gzip') return gunzip(stored, piece);
  return compression === 'zstd' ? unzstd(stored) : stored;
}

function captureFormat(name: string, { head, error }: Peeked, compression: Compression): CaptureFormat {
  const format = sniffFormat(head);
  if (format !== undefined) return format;
  if (error instanceof DecompressionError) {
    throw new CaptureError(
      'not-a-capture',
      `${name} gives no bytes: ${error.message}`,
      'Copy the file again from its origin.',
    );
  }
  if (error !== undefined) throw systemError(name, error);
  if (head.length === 0) {
    const advice = 'Nothing was recorded, or the recording program had not written yet.';
    throw new CaptureError('empty', `${name} is empty`, advice);
  }
  const foreign = recogniseForeignFormat(head.subarray(0, FOREIGN_FORMAT_LENGTH));
  const inside = compression === 'none' ? '' : ` inside its ${compression} compression`;
  const what = foreign.name === undefined ? 'neither pcap nor pcapng' : foreign.name;
  throw new CaptureError('not-a-capture', `${name} is ${what}${inside}, not a capture`, foreign.advice);
}

function asProblem(error: unknown, offset: number): CaptureProblem {
  if (error instanceof DecompressionError) return { code: error.code, message: error.message, offset };
  if (error instanceof EngineEnded) return { code: 'engine-ended', message: error.message, offset };
  const reason = (error as NodeJS.ErrnoException).code ?? String(error);
  return { code: 'read-failed', message: `the input could not be read on (${reason})`, offset };
}
