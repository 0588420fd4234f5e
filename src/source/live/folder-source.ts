/**
 * A folder in which another program rotates captures (dumpcap -b, tcpdump -C, -G, -W, -z): each file is an input of one capture that
 * goes on. The newest one is followed as it grows, and left for the next when that is there and this one has stopped to grow.
 */
import { printable } from '../../bytes/text.ts';
import { CaptureError, systemError } from '../capture-error.ts';
import type { Chunks } from '../chunk.ts';
import { FILE_CHUNK } from '../file-chunks.ts';
import { openChunks, type Source } from '../open-source.ts';
import { type FileLook, type FolderDisk, type GrowingFile, REAL_FOLDER_DISK } from './folder-disk.ts';
import { tellingOfSilence } from './folder-silence.ts';
import { HEAD, WatchedFolder } from './watched-folder.ts';

/** ms between two looks at what does not grow. */
export const POLL = 300;
/** Looks at which a file has not grown, with a newer one there, until it is left. */
export const SETTLED = 3;

export interface FolderOptions {
  /** Hears what is left out, and why, and that nothing comes for long: a line each. */
  readonly told: (note: string) => void;
  /** Ends waiting and reading. */
  readonly signal: AbortSignal;
  /** ms of a clock that only goes forward. */
  readonly now: () => number;
  readonly disk?: FolderDisk;
}

/**
 * Files that are there already are left out but for the newest, which is read from its start. Each source ends when its file does, and must be
 * read to its end, or left, before the next is asked for. Throws `CaptureError` when the folder cannot be listed at first; later it is
 * tried again and again.
 */
export async function* folderSources(folder: string, options: FolderOptions): AsyncGenerator<Source, void, undefined> {
  const { told, signal, now } = options;
  const disk = tellingOfSilence(options.disk ?? REAL_FOLDER_DISK, folder, told, now);
  const watched = new WatchedFolder(folder, disk, told);
  let file = await watched.newest().catch((error) => {
    throw systemError(folder, error);
  });
  while (!signal.aborted) {
    if (file === undefined) await disk.wait(POLL, signal);
    else yield* sourceOf(file, watched, options, disk);
    file = await watched.next();
  }
}

/** One source, or none when it cannot be read. */
async function* sourceOf(
  file: FileLook,
  watched: WatchedFolder,
  options: FolderOptions,
  disk: FolderDisk,
): AsyncGenerator<Source, void, undefined> {
  const { told, signal } = options;
  let following: Following | undefined;
  let isCapture = false;
  try {
    following = new Following(await disk.open(file.path), file, watched, options, disk);
    const source = await openChunks(following.chunks(), file.path, signal);
    isCapture = true;
    yield source;
  } catch (error) {
    const said = error instanceof CaptureError ? error : systemError(file.path, error);
    if (!signal.aborted) told(`${printable(said.message)}: it is left out`);
  } finally {
    await following?.close();
    // One without a byte may become a capture still.
    if (following !== undefined && (isCapture || following.size === 0)) watched.done(file, following);
    else watched.leave(file);
  }
}

/** The bytes of a file as they come. */
class Following {
  /** What was read: how much, and the first of it. */
  size = 0;
  head = new Uint8Array(0);
  readonly #opened: GrowingFile;
  readonly #file: FileLook;
  readonly #watched: WatchedFolder;
  readonly #options: FolderOptions;
  readonly #disk: FolderDisk;
  /** Looks since it grew, with a newer file there. */
  #still = 0;

  constructor(opened: GrowingFile, file: FileLook, watched: WatchedFolder, options: FolderOptions, disk: FolderDisk) {
    this.#opened = opened;
    this.#file = file;
    this.#watched = watched;
    this.#options = options;
    this.#disk = disk;
  }

  async *chunks(): Chunks {
    const { signal } = this.#options;
    const bytes = new Uint8Array(FILE_CHUNK);
    while (!signal.aborted) {
      const end = await this.#opened.read(bytes, this.size);
      if (end > 0) {
        if (this.head.length < HEAD) this.head = Buffer.concat([this.head, bytes.subarray(0, Math.min(end, HEAD))]);
        this.size += end;
        this.#still = 0;
        yield { bytes, start: 0, end };
      } else if (await this.#isOver()) return;
      else await this.#disk.wait(POLL, signal);
    }
  }

  async close(): Promise<void> {
    await this.#opened.close().catch(() => {});
  }

  async #isOver(): Promise<boolean> {
    if ((await this.#opened.size()) < this.size) {
      this.#options.told(
        `${printable(this.#file.name)} was begun anew while it was read: what comes is another capture`,
      );
      return true;
    }
    if ((await this.#watched.next(this.#file.id)) === undefined) this.#still = 0;
    else this.#still++;
    return this.#still >= SETTLED;
  }
}
