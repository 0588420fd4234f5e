/** Everything real that capturing touches, as one record: tests pass their own. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { accessSync, constants, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { networkInterfaces, userInfo } from 'node:os';
import { join } from 'node:path';

/** What a program that ran to its end has said. */
export interface ProgramResult {
  /** Exit code; undefined when it did not run, or was killed. */
  readonly code: number | undefined;
  readonly output: string;
  readonly error: string;
}

export type StartedProgram = Pick<ChildProcess, 'pid' | 'stdout' | 'stderr' | 'stdio' | 'once'>;

export interface LiveEffects {
  readonly platform: NodeJS.Platform;
  /** Effective user id; 0 is root. */
  readonly userId: number;
  /** Of that id; undefined when it has none, as in a container. */
  userName(): string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Starts a program in a process group of its own, with pipes for its output, its errors and its descriptor 3. */
  start(program: string, parameters: readonly string[]): StartedProgram;
  /** Runs a program for its answer, a few seconds at most. Never rejects. */
  run(program: string, parameters: readonly string[]): Promise<ProgramResult>;
  mayExecute(path: string): boolean;
  mayRead(path: string): boolean;
  /** Undefined when it cannot be read. */
  readText(path: string): string | undefined;
  /** Names in a folder, none when there is no such folder. */
  list(path: string): readonly string[];
  interfaces(): ReturnType<typeof networkInterfaces>;
  /** The program that runs us, and where the one that captures through `cap` is. */
  readonly node: string;
  capProgram(): string;
  /** Loads the package `cap`; throws when that fails. */
  loadCap(): unknown;
  /** Resolves after so many ms. Keeps no process alive. */
  pause(milliseconds: number): Promise<void>;
  /** Calls back every so many ms; returns what ends that. Keeps no process alive. */
  every(milliseconds: number, action: () => void): () => void;
}

/** Longest answer of a program, in characters, and longest wait for it, in ms. */
const MAX_ANSWER = 1 << 20;
const MAX_WAIT = 10_000;

export function realLiveEffects(): LiveEffects {
  const require = createRequire(import.meta.url);
  return {
    platform: process.platform,
    userId: process.geteuid?.() ?? -1,
    userName: () => attempt(() => userInfo().username),
    env: process.env,
    start: (program, parameters) =>
      spawn(program, parameters, { detached: true, stdio: ['ignore', 'pipe', 'pipe', 'pipe'], env: plainEnv() }),
    run: runToEnd,
    mayExecute: (path) => may(path, constants.X_OK),
    mayRead: (path) => may(path, constants.R_OK),
    readText: (path) => attempt(() => readFileSync(path, 'utf8')),
    list: (path) => attempt(() => readdirSync(path)) ?? [],
    interfaces: networkInterfaces,
    node: process.execPath,
    capProgram: () => require.resolve('#cap-program'),
    loadCap: () => require('cap'),
    pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds).unref()),
    every(milliseconds, action) {
      const timer = setInterval(action, milliseconds).unref();
      return () => clearInterval(timer);
    },
  };
}

/** Engines speak English to us, whatever their user's language. */
function plainEnv(): NodeJS.ProcessEnv {
  return { ...process.env, LC_ALL: 'C' };
}

function runToEnd(program: string, parameters: readonly string[]): Promise<ProgramResult> {
  const options = { env: plainEnv(), timeout: MAX_WAIT, maxBuffer: MAX_ANSWER };
  return new Promise((resolve) => {
    execFile(program, parameters, options, (error, output, errors) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : undefined;
      resolve({ code, output, error: errors });
    });
  });
}

function may(path: string, mode: number): boolean {
  return attempt(() => accessSync(path, mode) === undefined) ?? false;
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}

/** Beside those of PATH: a user's PATH may lack sbin, and Wireshark for macOS puts dumpcap on none. */
const MORE_FOLDERS = [
  '/usr/sbin',
  '/sbin',
  '/usr/local/sbin',
  '/usr/local/bin',
  '/opt/homebrew/bin',
  '/Applications/Wireshark.app/Contents/MacOS',
];

/** The path of a program that we may execute. */
export function findProgram(name: string, effects: Pick<LiveEffects, 'env' | 'mayExecute'>): string | undefined {
  return foldersOf(effects)
    .map((folder) => join(folder, name))
    .find((path) => effects.mayExecute(path));
}

/** Whether there is such a program, though this user may not execute it. */
export function isInstalled(name: string, effects: Pick<LiveEffects, 'env' | 'list'>): boolean {
  return foldersOf(effects).some((folder) => effects.list(folder).includes(name));
}

function foldersOf({ env }: Pick<LiveEffects, 'env'>): string[] {
  return [...(env.PATH ?? '').split(':').filter((folder) => folder !== ''), ...MORE_FOLDERS];
}
