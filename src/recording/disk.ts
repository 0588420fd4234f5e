/** What recordings are written with: Node's own functions, or those of a test. */
import { access, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export interface OpenedFile {
  /** Resolves with how many bytes were written, which may be fewer. */
  write(bytes: Uint8Array, offset: number, length: number): Promise<{ readonly bytesWritten: number }>;
  truncate(length: number): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** All of it rejects with the system's errors. */
export interface Disk {
  open(path: string, flags: string): Promise<OpenedFile>;
  remove(path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  makeFolder(path: string): Promise<void>;
  exists(path: string): Promise<boolean>;
  /** Names and sizes of the files in a folder. */
  files(folder: string): Promise<{ readonly name: string; readonly size: number }[]>;
}

export const REAL_DISK: Disk = {
  // Traffic is nobody else's business: as dumpcap does.
  open: (path, flags) => open(path, flags, 0o600),
  remove: (path) => rm(path, { force: true }),
  rename,
  makeFolder,
  exists: (path) =>
    access(path).then(
      () => true,
      () => false,
    ),
  async files(folder) {
    const entries = await readdir(folder, { withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    return Promise.all(
      files.map(async ({ name }) => ({
        name,
        size: await stat(join(folder, name)).then(
          ({ size }) => size,
          () => 0,
        ),
      })),
    );
  },
};

/** With the folders that it is in. Node's own way to do so never ends where a folder is there and takes none, as in /proc (tried on Node 20). */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // What else may be there in its place shows when a file is made in it.
    if (code === 'EEXIST') return;
    const parent = dirname(path);
    if (code !== 'ENOENT' || parent === path || (await REAL_DISK.exists(parent))) throw error;
    await makeFolder(parent);
    await mkdir(path);
  }
}

/** Rejects with the system's error when no file can be made in the folder. */
export async function tryFolder(folder: string, disk: Disk): Promise<void> {
  const trial = join(folder, `.jamscope-trial-${process.pid}`);
  await (await disk.open(trial, 'w')).close();
  await disk.remove(trial);
}
