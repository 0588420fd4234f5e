/**
 * Puts whole blocks onto the disk, file after file, behind the back of who makes them: what is given is copied and waits its turn. Files are only
 * appended to, and each write ends with a block, so whenever we are killed a file can be read up to the last block that was written.
 */
import type { Disk, OpenedFile } from './disk.ts';
import { rotatedName } from './file-names.ts';

/** Files of one second that may have the name that a file of ours would get. */
const MAX_NAMES_TRIED = 1000;
/** Buffers that are kept for the next batches. */
const MAX_SPARE_BUFFERS = 4;
/** A batch is a bit more than asked for: by the block with which it was full. */
const BUFFER_SLACK = 320 * 1024;

export interface FileSeries {
  /** The only file, or what the names of the files are made of. */
  readonly path: string;
  readonly rotates: boolean;
  /** Files that are kept; all when not given. */
  readonly ring: number | undefined;
  /** An only file may take the place of another. */
  readonly overwrite: boolean;
}

export interface KeptFile {
  readonly path: string;
  /** ns since 1970 of its first packet; 0 for an only file. */
  readonly epoch: bigint;
}

type Job =
  | { readonly kind: 'begin'; readonly epoch: bigint }
  | { readonly kind: 'write'; readonly bytes: Uint8Array; readonly length: number; readonly frames: number }
  | { readonly kind: 'end' };

export class RecordingFiles {
  /** Bytes that wait for the disk. */
  waiting = 0;
  /** On the disk, in whole blocks; of deleted files too. */
  bytesWritten = 0;
  /** Frames that were given and are not on the disk, as it failed. */
  framesLost = 0;
  filesDeleted = 0;
  /** Nothing is written any more. */
  stopped = false;
  /** What went wrong last, in words. */
  problem: string | undefined;
  /** The files that are there, oldest first; the last one is written to. */
  readonly kept: (KeptFile & { frames: number })[] = [];
  readonly #series: FileSeries;
  readonly #disk: Disk;
  readonly #jobs: Job[] = [];
  readonly #spare: Uint8Array[] = [];
  #file: OpenedFile | undefined;
  /** Whole blocks in the open file. */
  #size = 0;
  #number = 0;
  #running: Promise<void> | undefined;

  constructor(series: FileSeries, disk: Disk) {
    this.#series = series;
    this.#disk = disk;
  }

  /** Opens the only file of a series at once. Rejects with the system's error. */
  async openOnly(): Promise<void> {
    await this.#open(this.#series.path, 0n);
  }

  /** What follows is a new file's, whose first packet is of `epoch` (ns since 1970). */
  begin(epoch: bigint): void {
    if (this.#series.rotates) this.#push({ kind: 'begin', epoch });
  }

  /** Whole blocks, with so many frames; copied. */
  write(blocks: Uint8Array, frames: number): void {
    if (this.stopped) {
      this.framesLost += frames;
      return;
    }
    const { length } = blocks;
    const at = this.#spare.findIndex((spare) => spare.length >= length);
    const bytes = at < 0 ? new Uint8Array(length + BUFFER_SLACK) : this.#spare.splice(at, 1)[0];
    bytes.set(blocks);
    this.waiting += length;
    this.#push({ kind: 'write', bytes, length, frames });
  }

  /** The file is complete. */
  end(): void {
    this.#push({ kind: 'end' });
  }

  /** Resolves when nothing waits any more. */
  async settled(): Promise<void> {
    await this.#running;
  }

  #push(job: Job): void {
    this.#jobs.push(job);
    this.#running ??= this.#run();
  }

  async #run(): Promise<void> {
    for (let job = this.#jobs.shift(); job !== undefined; job = this.#jobs.shift()) {
      try {
        await this.#do(job);
      } catch (error) {
        await this.#stop(error);
      }
      if (job.kind === 'write') this.#done(job);
    }
    this.#running = undefined;
  }

  #do(job: Job): Promise<void> {
    if (job.kind === 'begin') return this.#begin(job.epoch);
    return job.kind === 'write' ? this.#append(job) : this.#close();
  }

  #done({ bytes, length }: Job & { kind: 'write' }): void {
    this.waiting -= length;
    if (this.#spare.length < MAX_SPARE_BUFFERS) this.#spare.push(bytes);
  }

  async #begin(epoch: bigint): Promise<void> {
    if (this.stopped) return;
    await this.#close();
    const { ring } = this.#series;
    while (ring !== undefined && this.kept.length >= ring) await this.#deleteOldest();
    for (let tried = 1; ; tried++) {
      const path = rotatedName(this.#series.path, ++this.#number, epoch);
      try {
        await this.#open(path, epoch);
        return;
      } catch (error) {
        const code = (error as NodeJS.ErrnoException).code;
        // Of a run before ours, which began in the same second.
        if (code === 'EEXIST' && tried < MAX_NAMES_TRIED) continue;
        if (!isFull(error) || !(await this.#makeRoom())) throw error;
      }
    }
  }

  async #open(path: string, epoch: bigint): Promise<void> {
    this.#file = await this.#disk.open(path, this.#series.overwrite ? 'w' : 'ax');
    this.#size = 0;
    this.kept.push({ path, epoch, frames: 0 });
  }

  async #append({ bytes, length, frames }: Job & { kind: 'write' }): Promise<void> {
    if (this.stopped || this.#file === undefined) {
      this.framesLost += frames;
      return;
    }
    let at = 0;
    try {
      while (at < length) {
        try {
          at += (await this.#file.write(bytes, at, length - at)).bytesWritten;
        } catch (error) {
          if (!isFull(error) || !(await this.#makeRoom())) throw error;
        }
      }
    } catch (error) {
      const whole = wholeBlocks(bytes, at);
      const lost = framesIn(bytes, whole, length);
      this.framesLost += lost;
      this.kept.at(-1)!.frames += frames - lost;
      // Half a block would be read as a file that is damaged.
      if (whole < at) await this.#file.truncate(this.#size + whole).catch(() => {});
      this.bytesWritten += whole;
      throw error;
    }
    this.#size += length;
    this.bytesWritten += length;
    this.kept.at(-1)!.frames += frames;
  }

  async #close(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    await file?.close();
  }

  /** The disk is full: in a ring the oldest file goes. False when there is none but that which is written to. */
  async #makeRoom(): Promise<boolean> {
    const others = () => this.kept.length - (this.#file === undefined ? 0 : 1);
    while (this.#series.ring !== undefined && others() > 0) {
      const [oldest] = this.kept;
      if (!(await this.#deleteOldest())) continue;
      this.problem = `the disk is full: ${oldest.path} was deleted to go on`;
      return true;
    }
    return false;
  }

  /** One that cannot be deleted stays, and is not counted among ours any more. */
  async #deleteOldest(): Promise<boolean> {
    const { path } = this.kept.shift()!;
    try {
      await this.#disk.remove(path);
      this.filesDeleted++;
      return true;
    } catch (error) {
      this.problem = `${path} could not be deleted (${(error as NodeJS.ErrnoException).code})`;
      return false;
    }
  }

  async #stop(error: unknown): Promise<void> {
    this.stopped = true;
    const { code, message } = error as NodeJS.ErrnoException;
    const path = this.kept.at(-1)?.path ?? this.#series.path;
    const reason = isFull(error) ? 'the disk is full' : (code ?? message);
    this.problem = `the recording ended: ${path} could not be written on (${reason})`;
    await this.#close().catch(() => {});
  }
}

function isFull(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOSPC' || code === 'EDQUOT';
}

/** How many of the first `length` bytes are whole blocks: each says its length behind its type (little-endian, as we write). */
export function wholeBlocks(bytes: Uint8Array, length: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;
  while (at + 8 <= length && at + view.getUint32(at + 4, true) <= length) at += view.getUint32(at + 4, true);
  return at;
}

/** Enhanced packet blocks in `bytes[start, end)`. */
function framesIn(bytes: Uint8Array, start: number, end: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let frames = 0;
  for (let at = start; at < end; at += view.getUint32(at + 4, true)) if (view.getUint32(at, true) === 6) frames++;
  return frames;
}
