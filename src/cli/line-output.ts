/** Where lines go while a capture goes on: standard output or a file. Never waits for its reader, and never keeps more than a bound for it. */
import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { refusal } from '../evidence/output-error.ts';

/** Bytes that may wait for the reader. Lines beyond are dropped. */
export const MAX_WAITING_BYTES = 4 * 1024 * 1024;
/** ms that the last lines may take at the end. */
export const PATIENCE = 5000;
/** ms before a file that could not be written is opened again. */
export const OPEN_AGAIN = 10_000;

export interface LineOutputOptions {
  readonly stdout: Writable;
  /** A file to which lines are appended, in place of standard output. */
  readonly path?: string | undefined;
  /** ms of a clock that only goes forward. */
  readonly now: () => number;
  /** Hears, in words for the user, that a file cannot be written. */
  readonly told: (text: string) => void;
}

export class LineOutput {
  /** Lines that nobody got. */
  dropped = 0;
  readonly #options: LineOutputOptions;
  #stream: Writable | undefined;
  /** ms at which the file failed. */
  #failed = 0;
  /** The file may end in the middle of a line. */
  #torn = false;

  constructor(options: LineOutputOptions) {
    this.#options = options;
    if (options.path === undefined) this.#stream = options.stdout;
    else this.reopen();
  }

  write(text: string): void {
    const stream = this.#writable();
    if (stream === undefined || stream.writableLength + text.length > MAX_WAITING_BYTES) {
      this.dropped++;
      return;
    }
    stream.write(this.#torn ? `\n${text}` : text);
    this.#torn = false;
  }

  /** The file is opened anew by its name: the one that had it may have been moved away. Standard output stays. */
  reopen(): void {
    const { path } = this.#options;
    if (path === undefined) return;
    this.#stream?.end();
    const stream = createWriteStream(path, { flags: 'a' });
    stream.on('error', (error) => this.#fail(stream, error));
    this.#stream = stream;
  }

  /** The last lines, at the reader's pace. False when it did not take them in time; nothing may be written from then on. */
  async end(lines: Iterable<string> = []): Promise<boolean> {
    for (const text of lines) {
      const stream = this.#writable();
      const isFull = stream !== undefined && stream.writableLength + text.length > MAX_WAITING_BYTES;
      if (isFull && !(await inTime((done) => stream.write('', done)))) return false;
      this.write(text);
    }
    const stream = this.#stream;
    if (stream === undefined || stream.destroyed) return true;
    return inTime((done) => {
      stream.once('close', done);
      if (this.#options.path === undefined) stream.write('', done);
      else stream.end(done);
    });
  }

  #writable(): Writable | undefined {
    if (this.#stream === undefined && this.#options.now() - this.#failed >= OPEN_AGAIN) this.reopen();
    return this.#stream?.destroyed ? undefined : this.#stream;
  }

  #fail(stream: Writable, error: NodeJS.ErrnoException): void {
    if (stream !== this.#stream) return;
    this.#stream = undefined;
    this.#failed = this.#options.now();
    this.#torn = true;
    this.#options.told(`lines are lost: ${refusal(this.#options.path!, error).message}; it is tried again`);
  }
}

/** Whether it was done soon enough. */
async function inTime(begin: (done: () => void) => void): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const impatience = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE);
  });
  const done = await Promise.race([new Promise<true>((resolve) => begin(() => resolve(true))), impatience]);
  clearTimeout(timer);
  return done;
}
