/** What a folder is watched with: Node's own functions, or those of a test. Looked at again and again, as network folders tell of nothing. */
import { open, readdir, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as passed } from 'node:timers/promises';

export interface FileLook {
  readonly name: string;
  readonly path: string;
  /** Device and inode: the same while the file is renamed. */
  readonly id: string;
  readonly size: number;
  /** ms since 1970. */
  readonly modified: number;
}

export interface GrowingFile {
  /** Resolves with how many bytes there were: 0 at what is the end now. */
  read(bytes: Uint8Array, offset: number): Promise<number>;
  size(): Promise<number>;
  close(): Promise<void>;
}

/** All of it rejects with the system's errors. */
export interface FolderDisk {
  names(folder: string): Promise<string[]>;
  /** Undefined when it is no regular file. */
  look(path: string): Promise<FileLook | undefined>;
  /** The first bytes of a file, at most so many. */
  head(path: string, length: number): Promise<Uint8Array>;
  open(path: string): Promise<GrowingFile>;
  /** Resolves after so many ms, or when the signal says so. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export const REAL_FOLDER_DISK: FolderDisk = {
  names: (folder) => readdir(folder),
  async look(path) {
    const stats = await stat(path);
    if (!stats.isFile()) return undefined;
    const { dev, ino, size, mtimeMs } = stats;
    return { name: basename(path), path, id: `${dev}:${ino}`, size, modified: mtimeMs };
  },
  async head(path, length) {
    const file = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  },
  async open(path) {
    const file = await open(path, 'r');
    return {
      read: async (bytes, offset) => (await file.read(bytes, 0, bytes.length, offset)).bytesRead,
      size: async () => (await file.stat()).size,
      close: () => file.close(),
    };
  },
  wait: (milliseconds, signal) => passed(milliseconds, undefined, { signal }).catch(() => {}),
};
