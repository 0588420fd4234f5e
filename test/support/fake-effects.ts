/** The effects of a command, made for tests: what it writes is kept, and no terminal, clock or signal is real. */
import { PassThrough, Writable } from 'node:stream';
import { type Effects, ENDING, type Signal } from '../../src/cli/effects.ts';

export interface FakeEffects extends Effects {
  /** All that was written so far. */
  out(): string;
  err(): string;
  /** What the operating system would do. */
  signal(name: Signal): void;
  /** Listeners that were not taken back. */
  listeners(): number;
}

export interface FakeTerminalOptions {
  readonly stdoutIsTTY?: boolean;
  readonly stderrIsTTY?: boolean;
  readonly columns?: number;
  readonly env?: Effects['env'];
  /** ms that pass between two looks at the clock. */
  readonly tick?: number;
  /** ms since 1970. */
  readonly today?: number;
  readonly stdin?: NodeJS.ReadStream;
}

export function fakeEffects(options: FakeTerminalOptions = {}): FakeEffects {
  const stdout = new Recorder(options.stdoutIsTTY ?? false, options.columns);
  const stderr = new Recorder(options.stderrIsTTY ?? false, options.columns);
  const listeners = new Map<(signal: Signal) => void, readonly Signal[]>();
  let now = 0;
  return {
    stdin: options.stdin ?? (new PassThrough() as unknown as NodeJS.ReadStream),
    stdout: stdout as unknown as NodeJS.WriteStream,
    stderr: stderr as unknown as NodeJS.WriteStream,
    env: options.env ?? {},
    now: () => {
      now += options.tick ?? 1;
      return now;
    },
    today: () => options.today ?? 0,
    onSignal(listener, signals = ENDING) {
      listeners.set(listener, signals);
      return () => void listeners.delete(listener);
    },
    leave: () => {},
    out: () => stdout.text,
    err: () => stderr.text,
    signal: (name) => {
      for (const [listener, names] of listeners) if (names.includes(name)) listener(name);
    },
    listeners: () => listeners.size,
  };
}

class Recorder extends Writable {
  text = '';
  readonly isTTY: boolean;
  readonly columns: number | undefined;

  constructor(isTTY: boolean, columns: number | undefined) {
    super({ decodeStrings: false });
    this.isTTY = isTTY;
    this.columns = columns;
  }

  override _write(chunk: string | Uint8Array, _encoding: string, done: () => void): void {
    this.text += typeof chunk === 'string' ? chunk : new TextDecoder().decode(chunk);
    done();
  }
}
