/** An engine as a child process that cannot outlive us, and what it says on standard error. */
import type { Readable, Writable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import type { LiveEffects } from './live-effects.ts';

/**
 * The shell becomes the engine, so that its process is our child. Beside it a watcher waits for the names of signals on descriptor 3,
 * and ends the engine when nobody holds the other end any more: that is so whatever ends us, SIGKILL included. An engine that only
 * notices a lost reader when the next packet comes would wait for ever. The watcher keeps the rights that we give up after opening.
 */
const SUPERVISOR = `(
  while read -r signal; do
    [ "$signal" = END ] && exit
    kill -s "$signal" $$
  done
  kill -s TERM $$
) <&3 >/dev/null 2>&1 &
exec "$@" 3<&-`;

/** ms that an engine has to end by itself. */
const GRACE = 5000;
/** Lines of standard error that are kept, and characters of one. */
export const MAX_LINES = 50;
export const MAX_LINE = 2000;

export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export class EngineProcess {
  readonly output: Readable;
  /** Known when the process is gone and standard error is read. */
  readonly ended: Promise<Ended>;
  /** The last lines of standard error. */
  readonly lines: string[] = [];
  /** It is to end, and not by itself. */
  isStopped = false;
  readonly #orders: Writable;
  #isTold = false;

  constructor(program: string, parameters: readonly string[], effects: LiveEffects, heard: (line: string) => void) {
    const child = effects.start('/bin/sh', ['-c', SUPERVISOR, 'sh', program, ...parameters]);
    this.output = child.stdout!;
    this.#orders = child.stdio[3] as Writable;
    // The watcher is gone with its engine; there is nobody left to be told.
    this.#orders.on('error', () => {});
    const said = this.#listen(child.stderr!, heard);
    this.ended = new Promise<Ended>((resolve) => {
      child.once('error', (error) => {
        this.#keep(error.message);
        resolve({ code: null, signal: null });
      });
      child.once('exit', (code, signal) => {
        this.#orders.end('END\n');
        void said.then(() => resolve({ code, signal }));
      });
    });
  }

  signal(name: 'USR1' | 'INFO' | 'TERM' | 'KILL'): void {
    if (this.#orders.writable) this.#orders.write(`${name}\n`);
  }

  /** Ends it after `delay`, and resolves when it is gone. What it had captured can still be read. */
  async stop(delay?: Promise<void>): Promise<void> {
    this.isStopped = true;
    if (delay !== undefined) await Promise.race([delay, this.ended]);
    if (!this.#isTold) this.signal('TERM');
    this.#isTold = true;
    const impatience = setTimeout(() => this.signal('KILL'), GRACE);
    await this.ended;
    clearTimeout(impatience);
  }

  async #listen(errors: Readable, heard: (line: string) => void): Promise<void> {
    const decoder = new StringDecoder('utf8');
    let rest = '';
    const take = (line: string) => {
      this.#keep(line);
      heard(line);
    };
    try {
      for await (const bytes of errors) {
        const lines = (rest + decoder.write(bytes as Buffer)).split(/[\r\n]+/);
        rest = lines.pop()!.slice(0, MAX_LINE);
        for (const line of lines) take(line);
      }
    } catch {
      // What was said so far has to do.
    }
    take(rest);
  }

  #keep(line: string): void {
    const text = line.trim();
    if (text === '') return;
    this.lines.push(text.slice(0, MAX_LINE));
    if (this.lines.length > MAX_LINES) this.lines.shift();
  }
}
