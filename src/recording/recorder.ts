/** Records frames while they are analysed: pcapng files with the capture's own times, lengths and interfaces. Never makes anybody wait. */
import { dirname } from 'node:path';
import type { Frame } from '../capture/frame.ts';
import type { FrameSink } from '../capture/frame-sink.ts';
import { MergedSection } from '../capture/merged-section.ts';
import type { PacketPlace } from '../capture/pcapng-writer.ts';
import type { TimeBase } from '../capture/time-base.ts';
import { OutputError, refusal } from '../evidence/output-error.ts';
import { type Disk, REAL_DISK, tryFolder } from './disk.ts';
import { LossCounts, type RecordedCounts } from './loss-counts.ts';
import { type KeptFile, RecordingFiles } from './recording-files.ts';

/** Bytes that may wait for the disk. Beyond, frames are left out of the recording. */
export const MAX_WAITING_BYTES = 64 * 1024 * 1024;
/** Bytes after which blocks go to the disk. */
export const BATCH = 256 * 1024;
/** ms after which they do in any case. */
export const BATCH_TIME = 200;
/** What a packet's block has beside its bytes, options not counted. */
const BLOCK_COST = 36;
/** A smaller file would be little but headers. */
export const LEAST_ROTATE_SIZE = 4096;

/** When another file begins, and which are kept. */
export interface Rotation {
  /** Bytes of a file. */
  readonly rotateSize?: number | undefined;
  /** ns of capture time of a file. */
  readonly rotateTime?: number | undefined;
  /** How many files are kept, two at least. */
  readonly ring?: number | undefined;
}

export interface RecorderOptions extends Rotation {
  /** The file; with rotation, what the names of the files are made of. */
  readonly path: string;
  /** Name and version of the program, for the files. */
  readonly application: string;
  /** Of the frames. */
  readonly base: TimeBase;
  /** A file of this name may be replaced. */
  readonly overwrite?: boolean;
  readonly disk?: Disk;
  /** Calls back after so many ms, unless the returned function is called before. */
  readonly later?: (milliseconds: number, callback: () => void) => () => void;
}

/** Where a recording stands. */
export interface RecordingStatus {
  /** The files that are there, oldest first. */
  readonly files: readonly string[];
  readonly filesDeleted: number;
  /** On the disk. */
  readonly bytes: number;
  /** Frames that were taken, and those that were left out as the disk was too slow or failed. */
  readonly frames: number;
  readonly framesLost: number;
  /** Frames in the files that are there. */
  readonly framesKept: number;
  /** Nothing is recorded any more. */
  readonly stopped: boolean;
  /** What went wrong last, for the user. */
  readonly problem: string | undefined;
}

export class Recorder {
  readonly #options: RecorderOptions;
  readonly #files: RecordingFiles;
  readonly #section: MergedSection;
  readonly #losses = new LossCounts();
  readonly #rotates: boolean;
  readonly #rotateSize: number;
  readonly #rotateTime: number;
  /** Of the interfaces, by input. */
  readonly #names: (string | undefined)[] = [];
  #frames = 0;
  #lost = 0;
  /** Bytes of the file that went to the disk. */
  #size = 0;
  /** Frames that wait in the writer. */
  #pendingFrames = 0;
  #firstTime = 0;
  #lastTime = 0;
  #begun = false;
  #cancel: (() => void) | undefined;

  private constructor(options: RecorderOptions, files: RecordingFiles) {
    this.#options = options;
    this.#files = files;
    this.#section = new MergedSection(sectionOf(options), options.base);
    this.#rotates = isRotated(options);
    this.#rotateSize = options.rotateSize ?? Number.POSITIVE_INFINITY;
    this.#rotateTime = options.rotateTime ?? Number.POSITIVE_INFINITY;
  }

  /** Rejects with `OutputError` when nothing can be recorded so: then nothing was written. */
  static async open(options: RecorderOptions): Promise<Recorder> {
    const { path, ring, overwrite = false, disk = REAL_DISK } = options;
    const rotates = isRotated(options);
    checkRotation(options);
    const files = new RecordingFiles({ path, rotates, ring, overwrite: overwrite && !rotates }, disk);
    try {
      // The first file gets its name from the first packet: whether there can be one is tried with another.
      if (rotates) await tryFolder(dirname(path), disk);
      else await files.openOnly();
    } catch (error) {
      throw refusal(path, error);
    }
    return new Recorder(options, files);
  }

  /** What the reader of an input tells beside its frames; `name` is its interface's. `counts` is looked at when a file ends. */
  sink(input: number, name?: string, counts?: RecordedCounts): Pick<FrameSink, 'interface' | 'process' | 'statistics'> {
    this.#names[input] = name;
    if (counts !== undefined) this.#losses.watch(input, counts);
    return {
      ...this.#section.sink(input, name),
      statistics: ({ interfaceId, dropped }, section) => this.#losses.told(input, section, interfaceId, dropped),
    };
  }

  /**
   * Takes a frame, whose bytes are copied. 100 000 a second of 80 to 1514 bytes, rotated at 100 MB: 570 ns each, with none left out (2 cores, Node 20).
   */
  frame(input: number, frame: Frame): void {
    const files = this.#files;
    if (files.stopped) {
      this.#lost++;
      return;
    }
    this.#rotate(input, frame);
    const { writer } = this.#section;
    const place = this.#section.place(input, frame);
    const missing = this.#losses.before(input, frame, place.interfaceId);
    if (files.waiting + writer.pending > MAX_WAITING_BYTES) {
      this.#lost++;
      this.#losses.leftOut(place.interfaceId);
      return;
    }
    if (missing > 0) this.#tellMissing(frame, place, missing);
    else writer.packet(frame, place, []);
    this.#frames++;
    this.#pendingFrames++;
    if (writer.pending >= BATCH) this.flush();
    else this.#cancel ??= (this.#options.later ?? later)(BATCH_TIME, () => this.flush());
  }

  /** Its packet says how many frames in front of it were left out. */
  #tellMissing(frame: Frame, place: PacketPlace, missing: number): void {
    const { dropCount } = frame;
    frame.dropCount = Math.max(0, dropCount) + missing;
    this.#section.writer.packet(frame, place, []);
    frame.dropCount = dropCount;
    this.#losses.wasTold(place.interfaceId);
  }

  /** What waits goes to the disk now. */
  flush(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    const blocks = this.#section.writer.take();
    if (blocks.length === 0) return;
    this.#size += blocks.length;
    this.#files.write(blocks, this.#pendingFrames);
    this.#pendingFrames = 0;
  }

  /** Ends the file, and resolves when all of it is on the disk. Nothing may be given from then on. */
  async end(): Promise<void> {
    // An empty capture is one, too; of a rotated recording there is no file then.
    if (this.#begun || !this.#rotates) this.#endFile();
    await this.#files.settled();
  }

  /** Resolves when all that was given is on the disk, or lost: with the files that are there. */
  async kept(): Promise<readonly KeptFile[]> {
    this.flush();
    await this.#files.settled();
    return [...this.#files.kept];
  }

  /** Files were deleted: what is older than the first that is kept is missing. */
  get hasDeleted(): boolean {
    return this.#files.filesDeleted > 0;
  }

  status(): RecordingStatus {
    const { kept, filesDeleted, bytesWritten, stopped, problem, framesLost } = this.#files;
    const frames = this.#frames - framesLost;
    return {
      files: kept.map(({ path }) => path),
      filesDeleted,
      bytes: bytesWritten,
      frames,
      framesLost: this.#lost + framesLost,
      framesKept: kept.reduce((sum, file) => sum + file.frames, 0),
      stopped,
      problem,
    };
  }

  /** Begins a file before the first frame, and when one is full or its time is over. */
  #rotate(input: number, frame: Frame): void {
    const { time } = frame;
    this.#lastTime = time;
    if (this.#begun) {
      // The clock may have been put back.
      this.#firstTime = Math.min(this.#firstTime, time);
      const size = this.#size + this.#section.writer.pending + frame.end - frame.start + BLOCK_COST;
      if (size <= this.#rotateSize && time - this.#firstTime < this.#rotateTime) return;
      this.#endFile();
      const place = `frame ${frame.number} of ${this.#names[input] ?? `input ${input}`}`;
      this.#section.restart(sectionOf(this.#options, place));
    }
    this.#begun = true;
    this.#firstTime = time;
    this.#size = 0;
    this.#files.begin(this.#options.base.epoch + BigInt(Math.floor(time)));
  }

  #endFile(): void {
    this.#losses.endFile(this.#section.writer, this.#lastTime);
    this.flush();
    this.#files.end();
  }
}

/** `first`: what its first packet is in reports, which number frames on from file to file. */
function sectionOf({ application }: RecorderOptions, first?: string) {
  const comment = 'Recorded live: what could not be recorded is told as dropped';
  return {
    application,
    comment: first === undefined ? comment : `${comment}. Its first packet is ${first} in reports`,
  };
}

function later(milliseconds: number, callback: () => void): () => void {
  const timer = setTimeout(callback, milliseconds).unref();
  return () => clearTimeout(timer);
}

function isRotated({ rotateSize, rotateTime }: Rotation): boolean {
  return rotateSize !== undefined || rotateTime !== undefined;
}

/** Throws `OutputError` when files cannot be rotated so. */
export function checkRotation(options: Rotation): void {
  const { rotateSize, rotateTime, ring } = options;
  if (ring !== undefined && !isRotated(options)) {
    throw new OutputError('a ring needs files to be rotated', 'Add --rotate-size or --rotate-time.');
  }
  if (ring !== undefined && !(ring >= 2)) {
    throw new OutputError(`a ring of ${ring} cannot be`, 'Two files are the least: one is written, one is kept.');
  }
  if (rotateSize !== undefined && !(rotateSize >= LEAST_ROTATE_SIZE)) {
    throw new OutputError(`files of ${rotateSize} bytes are too small`, `Rotate at ${LEAST_ROTATE_SIZE} or more.`);
  }
  if (rotateTime !== undefined && !(rotateTime >= 1e9)) {
    throw new OutputError('files of less than a second are too short', 'Rotate after 1s or more.');
  }
}
