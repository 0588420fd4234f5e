/** An open file under reading. Of many at once only some stay open; the others are opened again where they were left. */
import { closeSync, openSync, read } from 'node:fs';
import { promisify } from 'node:util';

/** Files that stay open between two reads of them. A process may have 256 open on macOS, 1024 on Linux. */
export const MAX_OPEN_INPUTS = 64;

/** Open, and not being read right now; the one that was read longest ago first. One list: the limit is the process's. */
const resting = new Set<OpenFile>();

const readInPool = promisify(read);

export class OpenFile {
  /** False without a path: it is read from where the descriptor stands. */
  readonly hasPosition: boolean;
  readonly #path: string | undefined;
  #descriptor: number | undefined;
  /** Reads. */
  #underWay = 0;

  /** With `path`, a regular file's, it may be closed between two reads. */
  constructor(descriptor: number, path?: string) {
    this.#descriptor = descriptor;
    this.#path = path;
    this.hasPosition = path !== undefined;
  }

  /**
   * Reads into `bytes`, in the thread pool, and resolves with how many there were: 0 at the end, and perhaps fewer than fit. `offset`
   * counts where the file has a position. Rejects with what the system says. Several reads may be under way.
   */
  async read(bytes: Uint8Array, offset: number): Promise<number> {
    const descriptor = this.#borrow();
    try {
      return (await readInPool(descriptor, bytes, 0, bytes.length, this.hasPosition ? offset : null)).bytesRead;
    } finally {
      this.#giveBack();
    }
  }

  close(): void {
    resting.delete(this);
    const descriptor = this.#descriptor;
    this.#descriptor = undefined;
    if (descriptor !== undefined) closeSync(descriptor);
  }

  /** The descriptor, which stays open until it is given back. */
  #borrow(): number {
    resting.delete(this);
    this.#descriptor ??= openSync(this.#path!, 'r');
    this.#underWay++;
    return this.#descriptor;
  }

  #giveBack(): void {
    this.#underWay--;
    if (!this.hasPosition || this.#underWay > 0 || this.#descriptor === undefined) return;
    resting.add(this);
    const [longest] = resting;
    if (resting.size > MAX_OPEN_INPUTS) longest.close();
  }
}
