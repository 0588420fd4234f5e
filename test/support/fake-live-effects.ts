/** The effects of capturing, made for tests: programs are scripts of bytes, words and an end. */
import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import type { LiveEffects, ProgramResult, StartedProgram } from '../../src/source/live/live-effects.ts';

/** A program that was started. It ends when the test says so, or by the signals that it obeys. */
export class FakeProgram extends EventEmitter {
  readonly program: string;
  readonly parameters: readonly string[];
  readonly output = new PassThrough();
  readonly errors = new PassThrough();
  readonly stdio: unknown[];
  /** Names of the signals that it was sent. */
  readonly signals: string[] = [];

  constructor([program, ...parameters]: readonly string[]) {
    super();
    this.program = program;
    this.parameters = parameters;
    const orders = new PassThrough();
    orders.on('data', (bytes) => {
      for (const name of String(bytes).trim().split('\n')) this.#obey(name);
    });
    this.stdio = [null, this.output, this.errors, orders];
  }

  says(...lines: string[]): this {
    for (const line of lines) this.errors.write(`${line}\n`);
    return this;
  }

  writes(bytes: Uint8Array): this {
    this.output.write(bytes);
    return this;
  }

  ends(code: number | null, signal: NodeJS.Signals | null = null): void {
    this.output.end();
    this.errors.end();
    this.emit('exit', code, signal);
  }

  get stdout() {
    return this.output;
  }

  get stderr() {
    return this.errors;
  }

  #obey(name: string): void {
    if (name === 'END') return;
    this.signals.push(name);
    this.emit('signal', name);
    if (name === 'KILL') this.ends(null, 'SIGKILL');
    if (name === 'TERM' && this.listenerCount('signal') === 0) this.ends(0);
  }
}

export interface FakeLiveEffects extends LiveEffects {
  readonly started: FakeProgram[];
  /** What `every` was asked for, each to be called. */
  readonly ticks: (() => void)[];
}

export interface FakeSystem extends Partial<Omit<LiveEffects, 'start' | 'run' | 'mayExecute' | 'readText'>> {
  /** Programs on the disk that may be executed. */
  readonly programs?: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
  /** What a program does once it is started. */
  readonly script?: (program: FakeProgram) => void;
  /** Answers by the command line. */
  readonly answers?: Readonly<Record<string, Partial<ProgramResult>>>;
}

export function fakeLiveEffects(system: FakeSystem = {}): FakeLiveEffects {
  const { programs = [], files = {}, script, answers = {}, ...rest } = system;
  const started: FakeProgram[] = [];
  const ticks: (() => void)[] = [];
  return {
    platform: 'linux',
    userId: 0,
    userName: () => 'root',
    env: { PATH: '/usr/bin' },
    mayRead: () => false,
    list: () => [],
    interfaces: () => ({}),
    node: '/usr/bin/node',
    capProgram: () => '/dist/cap-program.js',
    loadCap: () => ({}),
    pause: async () => {},
    every(_milliseconds, action) {
      ticks.push(action);
      return () => void ticks.splice(ticks.indexOf(action), 1);
    },
    ...rest,
    started,
    ticks,
    start(shell, parameters) {
      // Behind the supervisor's script and its name.
      const fake = new FakeProgram(shell === '/bin/sh' ? parameters.slice(3) : [shell, ...parameters]);
      started.push(fake);
      if (script !== undefined) setImmediate(() => script(fake));
      return fake as unknown as StartedProgram;
    },
    run: async (program, parameters) => {
      const answer = answers[[program, ...parameters].join(' ')];
      return { code: answer === undefined ? undefined : 0, output: '', error: '', ...answer };
    },
    mayExecute: (path) => programs.includes(path),
    readText: (path) => files[path],
  };
}
