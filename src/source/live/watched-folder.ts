/** The files of a folder in which another program rotates captures: which of them has something that was not read yet. */
import { join } from 'node:path';
import { printable } from '../../bytes/text.ts';
import type { FileLook, FolderDisk } from './folder-disk.ts';

/** Files that are looked at with each turn; of more, those whose names are last. */
export const MAX_WATCHED_FILES = 10_000;
/** Names of captures that were read, for their compressed copies. */
export const MAX_READ_NAMES = 1000;
/** Bytes at the front of a file by which it is known again: with the time of its first packet. */
export const HEAD = 1024;

interface Known {
  name: string;
  size: number;
  /** ms since 1970; what is not later needs no look. */
  modified: number;
  /** The first bytes of one that was read. */
  readonly head: Uint8Array | undefined;
}

/** What was read of a file. */
export interface FileRead {
  readonly head: Uint8Array;
  readonly size: number;
}

const COMPRESSED = /\.(?:gz|zst)$/;

export class WatchedFolder {
  readonly #folder: string;
  readonly #disk: FolderDisk;
  readonly #told: (note: string) => void;
  /** By file, whatever its name is now. Inodes are used again: so is it known by what is in it. */
  readonly #known = new Map<string, Known>();
  readonly #read = new Set<string>();
  #tooMany = false;
  #away = false;
  #incomplete = false;

  constructor(folder: string, disk: FolderDisk, told: (note: string) => void) {
    this.#folder = folder;
    this.#disk = disk;
    this.#told = told;
  }

  /** The newest file; the others are taken as read. Rejects with the system's error when the folder cannot be listed. */
  async newest(): Promise<FileLook | undefined> {
    const files = await this.#list();
    const newest = files.pop();
    for (const file of files) this.leave(file, file.modified);
    if (newest !== undefined && files.length > 0) {
      const older = files.length === 1 ? '1 older file' : `${files.length} older files`;
      this.#told(`reading begins with ${printable(newest.name)}, with ${older} of the folder left out`);
    }
    return newest;
  }

  /** The oldest file with something that was not read, but for the `current` one; undefined when there is none, or the folder is away. */
  async next(current?: string): Promise<FileLook | undefined> {
    let files: FileLook[];
    try {
      files = await this.#list();
    } catch (error) {
      if (!this.#away)
        this.#told(`the folder cannot be read now (${(error as NodeJS.ErrnoException).code}): it is tried again`);
      this.#away = true;
      return undefined;
    }
    this.#away = false;
    this.#forgetOthers(files);
    for (const file of files) if (file.id !== current && (await this.#isFresh(file))) return file;
    return undefined;
  }

  /** A file was read to its end. It may be another one by now, of the same name or in the same place: the next look compares. */
  done({ id, name }: FileLook, { head, size }: FileRead): void {
    this.#known.set(id, { name, size, modified: Number.NEGATIVE_INFINITY, head });
    this.#remember(name);
  }

  /** A file is not read, nor what is added to it; but when it is begun anew. */
  leave({ id, name, size }: FileLook, modified = Number.POSITIVE_INFINITY): void {
    this.#known.set(id, { name, size, modified, head: undefined });
    this.#remember(name);
  }

  #remember(name: string): void {
    this.#read.add(name);
    const [oldest] = this.#read;
    if (this.#read.size > MAX_READ_NAMES) this.#read.delete(oldest);
  }

  async #isFresh(file: FileLook): Promise<boolean> {
    const known = this.#known.get(file.id);
    if (known === undefined) return !this.#isCopy(file);
    if (known.name !== file.name) this.#remember(file.name);
    known.name = file.name;
    if (file.size < known.size || (known.size === 0 && file.size > 0)) return true;
    if (file.modified <= known.modified) return false;
    // Of one that was left out at first it is not known what is in it.
    if (known.head === undefined) return file.size > known.size;
    const head = await this.#disk.head(file.path, known.head.length).catch(() => known.head!);
    if (known.head.some((byte, at) => byte !== head[at])) return true;
    if (file.size > known.size) this.#told(`${printable(file.name)} grew after it was left: the rest is left out`);
    // Told once: from now on it is one that is left out.
    if (file.size > known.size) this.leave(file);
    else known.modified = file.modified;
    return false;
  }

  /** What was read as it was written, compressed afterwards. */
  #isCopy(file: FileLook): boolean {
    const { name } = file;
    if (!COMPRESSED.test(name) || !this.#read.has(name.replace(COMPRESSED, ''))) return false;
    this.leave(file);
    return true;
  }

  /** Oldest first, without hidden files. */
  async #list(): Promise<FileLook[]> {
    this.#incomplete = false;
    const names = (await this.#disk.names(this.#folder)).filter((name) => !name.startsWith('.'));
    if (names.length > MAX_WATCHED_FILES && !this.#tooMany) {
      this.#tooMany = true;
      this.#told(`more than ${MAX_WATCHED_FILES} files are in the folder: those whose names come last are watched`);
    }
    const paths = names.toSorted().slice(-MAX_WATCHED_FILES);
    const looks = await Promise.all(paths.map((name) => this.#look(name)));
    return looks.filter((look) => look !== undefined).sort((one, other) => one.modified - other.modified);
  }

  #look(name: string): Promise<FileLook | undefined> {
    return this.#disk.look(join(this.#folder, name)).catch(() => {
      this.#incomplete = true;
      return undefined;
    });
  }

  /** Of files that were deleted nothing need be known; of those that could not be looked at, it must. */
  #forgetOthers(files: readonly FileLook[]): void {
    if (this.#incomplete) return;
    const there = new Set(files.map(({ id }) => id));
    for (const id of this.#known.keys()) if (!there.has(id)) this.#known.delete(id);
  }
}
