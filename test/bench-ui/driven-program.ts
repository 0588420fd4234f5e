/** The built program in a pseudo-terminal of 160×50 (`script` of util-linux), with the time and the size of every frame. */
import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';

/** Every frame ends so: synchronised output (mode 2026). */
export const FRAME_END = '\x1b[?2026l';
/** The first row, as it is drawn. */
const HEADER = /\x1b\[1;1H\x1b\[K([^\x1b]*(?:\x1b\[[\d;]*m[^\x1b]*)*)/g;
/** ms. Reached only when something is broken. */
const PATIENCE = 120_000;

export const canDrive =
  spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') ?? false;

export interface Frame {
  /** ms from the key to the end of the frame. */
  readonly time: number;
  readonly bytes: number;
}

export interface Start {
  /** Of the program. */
  readonly parameters: readonly string[];
  /** A command that starts others, with its parameters. */
  readonly by?: readonly string[];
  /** Parameters for Node, such as `--cpu-prof`. */
  readonly node?: readonly string[];
  /** Hears of all that is written, as it comes. */
  readonly heard?: (text: string) => void;
}

export class DrivenProgram {
  /** ms of `performance.now()`. */
  readonly started = performance.now();
  /** What was written since the last key. */
  #written = '';
  #header = '';
  #heard: () => void = () => {};
  readonly #child: ChildProcessWithoutNullStreams;

  constructor({ parameters, by = [], node = [], heard }: Start) {
    const words = [process.execPath, ...node, 'bin/jamscope.js', ...parameters].map((word) => `'${word}'`).join(' ');
    const [first, ...others] = [...by, 'script', '-qfec', `stty rows 50 cols 160 -echo; exec ${words}`, '/dev/null'];
    const env = { ...process.env, TERM: 'xterm-256color', LC_ALL: 'C.UTF-8' };
    this.#child = spawn(first, others, { env });
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => {
      heard?.(text);
      this.#written += text;
      this.#header = [...this.#written.matchAll(HEADER)].at(-1)?.[1] ?? this.#header;
      this.#heard();
    });
  }

  /** Id of the process that has the terminal, whose child the program is. */
  get id(): number {
    return this.#child.pid!;
  }

  /** The first row, with its colours. */
  get header(): string {
    return this.#header;
  }

  /** Resolves with the ms since `since` once that holds of what was written since the last key. */
  async until(holds: (written: string) => boolean, since = this.started): Promise<number> {
    const end = performance.now() + PATIENCE;
    while (!holds(this.#written)) {
      if (performance.now() > end)
        throw new Error(`not shown: ${holds}\n${JSON.stringify(this.#written.slice(-2000))}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 1000);
        this.#heard = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    return performance.now() - since;
  }

  firstFrame(): Promise<number> {
    return this.until((written) => written.includes(FRAME_END));
  }

  /** The capture has been read to its end. */
  finished(): Promise<number> {
    return this.until(() => / flows? /.test(this.#header) && !this.#header.includes('stops'));
  }

  /** Types the key and waits for the frame that answers it. */
  async key(key: string): Promise<Frame> {
    this.#written = '';
    const began = performance.now();
    this.#child.stdin.write(key);
    const time = await this.until((written) => written.includes(FRAME_END), began);
    const bytes = Buffer.byteLength(this.#written.slice(0, this.#written.indexOf(FRAME_END) + FRAME_END.length));
    return { time, bytes };
  }

  /** Types the key and waits until `quiet` ms have passed without a frame. Resolves with the ms from the key to the last one. */
  async settled(key: string, quiet: number): Promise<number> {
    this.#written = '';
    const began = performance.now();
    let last = began;
    this.#child.stdin.write(key);
    for (let length = 0; performance.now() - last < quiet; await pause(5)) {
      if (this.#written.length === length) continue;
      length = this.#written.length;
      last = performance.now();
    }
    return last - began;
  }

  /** What was written since the last key has that. */
  seen(pattern: RegExp): boolean {
    return pattern.test(this.#written);
  }

  /** Types keys, and waits for nothing. */
  type(keys: string): void {
    this.#written = '';
    this.#child.stdin.write(keys);
  }

  /** Leaves it: resolves when it has ended. */
  async quit(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.stdin.write('\x03');
    await ended;
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
