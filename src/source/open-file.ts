/** An open file under reading. Of many at once only some stay open; the others are opened again where they were left. */
import { closeSync, openSync } from 'node:fs';

/** Files that stay open between two reads of them. A process may have 256 open on macOS, 1024 on Linux. */
export const MAX_OPEN_INPUTS = 64;

/** Open, and not being read right now; the one that was read longest ago first. One list: the limit is the process's. */
const resting = new Set<OpenFile>();

export class OpenFile {
  /** Offset of the next read; null without a path: from where the descriptor stands. */
  position: number | null;
  readonly #path: string | undefined;
  #descriptor: number | undefined;

  /** With `path`, a regular file's, it may be closed between two reads. */
  constructor(descriptor: number, path?: string) {
    this.#descriptor = descriptor;
    this.#path = path;
    this.position = path === undefined ? null : 0;
  }

  /** The descriptor to read from, which stays open until `read` is called. Throws what the system says. */
  borrow(): number {
    resting.delete(this);
    this.#descriptor ??= openSync(this.#path!, 'r');
    return this.#descriptor;
  }

  /** So many bytes were read. */
  read(length: number): void {
    if (this.position === null) return;
    this.position += length;
    resting.add(this);
    const [longest] = resting;
    if (resting.size > MAX_OPEN_INPUTS) longest.close();
  }

  close(): void {
    resting.delete(this);
    const descriptor = this.#descriptor;
    this.#descriptor = undefined;
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
