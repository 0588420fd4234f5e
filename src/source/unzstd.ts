/** Decompresses Zstandard (RFC 8878). Frames are walked here, so that window and work are bounded; `fzstd` decodes the blocks. */
import { Decompress } from 'fzstd';
import { CarryOver, type RecordReader } from '../capture/carry-over.ts';
import type { Chunks } from './chunk.ts';
import { DecompressionError } from './decompression-error.ts';
import { Xxh64 } from './xxh64.ts';

/** As the zstd command without `--long`: a larger window is refused, for it would be allocated. */
export const MAX_WINDOW = 128 * 1024 * 1024;

/**
 * fzstd moves its window for every block. Honest blocks hold up to 128 KiB; one of a few bytes each would make it move
 * a thousand times their size. Past the allowance (some seconds of work) no more than this ratio is accepted.
 */
const MOVES_ALLOWED = 32 * 1024 ** 3;
const MAX_MOVES_PER_BYTE = 2048;

/** A block takes about 1 ms. fzstd does not stop at matches longer than a block, and a hostile one makes it copy for seconds. */
const MAX_BLOCK_MILLISECONDS = 2000;

/** Stored bytes at a time: what they give is held at once. */
const STEP = 128 * 1024;

const MAGIC = 0xfd2f_b528;
const MAGIC_LENGTH = 4;
const SKIPPABLE_MAGIC = 0x184d_2a50;
const SKIPPABLE_HEADER = 8;
const MAX_FRAME_HEADER = 18;
const BLOCK_HEADER = 3;
const MAX_BLOCK = 128 * 1024;
const RLE_BLOCK = 1;
const RESERVED_BLOCK = 3;
const CHECKSUM = 4;

/** Gives 80 to 160 MB/s (gunzip: 350). A fault comes behind all blocks that were whole. */
export async function* unzstd(stored: Chunks): Chunks {
  const frames = new ZstdFrames();
  const carry = new CarryOver();
  try {
    for await (const { bytes, start, end } of stored) {
      for (let at = start; at < end; at += STEP) {
        let fault: unknown;
        try {
          carry.push(frames, bytes, at, Math.min(end, at + STEP));
        } catch (error) {
          fault = error;
        }
        for (const block of frames.decompressed.splice(0)) yield { bytes: block, start: 0, end: block.length };
        if (fault !== undefined) throw corrupt(fault instanceof Error ? fault.message : 'unknown fault');
      }
    }
    if (carry.length > 0 || frames.inside) throw new DecompressionError('compression-cut', 'the zstd data end early');
  } finally {
    await stored.return();
  }
}

function corrupt(reason: string): DecompressionError {
  return new DecompressionError('compression-corrupt', `the zstd data are corrupt (${reason})`);
}

/** Cuts frames into header, blocks and checksum, which fzstd does not verify. Faults are thrown, as fzstd does. */
class ZstdFrames implements RecordReader {
  readonly decompressed: Uint8Array[] = [];
  wanted = MAGIC_LENGTH;
  #part: 'frame' | 'block' | 'checksum' | 'skipped' = 'frame';
  #decoder = new Decompress();
  /** Of the frame's content so far, where the frame ends with a checksum. */
  #checksum: Xxh64 | undefined;
  #toSkip = 0;
  #window = 0;
  #moved = 0;
  #produced = 0;

  /** A frame has begun and not ended. */
  get inside(): boolean {
    return this.#part !== 'frame';
  }

  read(bytes: Uint8Array, start: number, end: number): number {
    let at = start;
    for (;;) {
      const length = this.#length(bytes, at, end);
      this.wanted = length;
      if (length > end - at || end === at) return at;
      at += this.#take(bytes, at, end);
    }
  }

  /** Bytes of the part at hand, or as many as are needed to know. */
  #length(bytes: Uint8Array, at: number, end: number): number {
    if (this.#part === 'skipped') return 1;
    if (this.#part === 'checksum') return CHECKSUM;
    if (this.#part === 'block') {
      if (end - at < BLOCK_HEADER) return BLOCK_HEADER;
      return BLOCK_HEADER + storedLength(u24(bytes, at));
    }
    if (end - at < MAGIC_LENGTH + 1) return MAGIC_LENGTH + 1;
    const magic = u32(bytes, at);
    if (isSkippable(magic)) return SKIPPABLE_HEADER;
    if (magic !== MAGIC) throw new Error('no frame begins where one must');
    return frameHeaderLength(bytes[at + MAGIC_LENGTH]);
  }

  /** Works on a part that is all there; returns how many bytes it used. */
  #take(bytes: Uint8Array, at: number, end: number): number {
    if (this.#part === 'skipped') {
      const skipped = Math.min(this.#toSkip, end - at);
      this.#toSkip -= skipped;
      if (this.#toSkip === 0) this.#part = 'frame';
      return skipped;
    }
    if (this.#part === 'frame') this.#begin(bytes, at);
    else if (this.#part === 'block') this.#block(bytes, at);
    else this.#verify(u32(bytes, at));
    return this.wanted;
  }

  #begin(bytes: Uint8Array, at: number): void {
    if (isSkippable(u32(bytes, at))) {
      this.#toSkip = u32(bytes, at + MAGIC_LENGTH);
      this.#part = this.#toSkip > 0 ? 'skipped' : 'frame';
      return;
    }
    const descriptor = bytes[at + MAGIC_LENGTH];
    this.#window = windowSize(bytes, at);
    if (this.#window > MAX_WINDOW)
      throw new Error(`a window of ${Math.round(this.#window / 2 ** 20)} MiB is too large`);
    if ((descriptor & 3) !== 0) throw new Error('a dictionary is needed');
    this.#checksum = (descriptor & 4) !== 0 ? new Xxh64() : undefined;
    this.#decoder = new Decompress((block) => this.#emit(block));
    this.#decoder.push(longHeader(this.#window));
    this.#part = 'block';
  }

  #block(bytes: Uint8Array, at: number): void {
    const header = u24(bytes, at);
    const last = (header & 1) === 1;
    if (((header >> 1) & 3) === RESERVED_BLOCK || header >> 3 > MAX_BLOCK) throw new Error('a block of no known kind');
    this.#moved += this.#window;
    if (this.#moved > MOVES_ALLOWED + MAX_MOVES_PER_BYTE * this.#produced) throw new Error('its blocks are too small');
    const started = performance.now();
    this.#decoder.push(bytes.subarray(at, at + this.wanted));
    if (performance.now() - started > MAX_BLOCK_MILLISECONDS) throw new Error('a block takes too long');
    if (last) this.#part = this.#checksum ? 'checksum' : 'frame';
  }

  #verify(expected: number): void {
    this.#part = 'frame';
    if (BigInt.asUintN(32, this.#checksum!.digest()) !== BigInt(expected))
      throw new Error('the checksum does not match');
  }

  #emit(block: Uint8Array): void {
    if (block.length === 0) return;
    this.#produced += block.length;
    this.#checksum?.update(block);
    this.decompressed.push(block);
  }
}

function u24(bytes: Uint8Array, at: number): number {
  return bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16);
}

function u32(bytes: Uint8Array, at: number): number {
  return (u24(bytes, at) | (bytes[at + 3] << 24)) >>> 0;
}

function isSkippable(magic: number): boolean {
  return (magic & 0xffff_fff0) === SKIPPABLE_MAGIC;
}

/** A block that repeats one byte stores it once. */
function storedLength(blockHeader: number): number {
  return ((blockHeader >> 1) & 3) === RLE_BLOCK ? 1 : blockHeader >> 3;
}

const DICTIONARY_ID_LENGTH = [0, 1, 2, 4];

function isSingleSegment(descriptor: number): boolean {
  return (descriptor & 0x20) !== 0;
}

function contentSizeLength(descriptor: number): number {
  const flag = descriptor >> 6;
  return flag === 0 ? Number(isSingleSegment(descriptor)) : 1 << flag;
}

function frameHeaderLength(descriptor: number): number {
  const window = isSingleSegment(descriptor) ? 0 : 1;
  return MAGIC_LENGTH + 1 + window + DICTIONARY_ID_LENGTH[descriptor & 3] + contentSizeLength(descriptor);
}

/**
 * The header that fzstd is given: of the greatest length, 18 bytes, because it holds back what is shorter. Window at least
 * as asked for, no checksum, dictionary 0, content size 0 (which it does not look at).
 */
function longHeader(window: number): Uint8Array {
  const header = new Uint8Array(MAX_FRAME_HEADER);
  header.set([0x28, 0xb5, 0x2f, 0xfd, 0xc3, Math.max(0, Math.ceil(Math.log2(window)) - 10) << 3]);
  return header;
}

/** RFC 8878 3.1.1.1: a single segment is its own window; else the window's size is a power of two and eighths of it. */
function windowSize(bytes: Uint8Array, at: number): number {
  const descriptor = bytes[at + MAGIC_LENGTH];
  const next = at + MAGIC_LENGTH + 1;
  if (!isSingleSegment(descriptor)) return 2 ** (10 + (bytes[next] >> 3)) * (1 + (bytes[next] & 7) / 8);
  let size = contentSizeLength(descriptor) === 2 ? 256 : 0;
  const start = next + DICTIONARY_ID_LENGTH[descriptor & 3];
  for (let index = 0; index < contentSizeLength(descriptor); index++) size += bytes[start + index] * 2 ** (8 * index);
  return size;
}
