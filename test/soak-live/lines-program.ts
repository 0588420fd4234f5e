/** `jamscope live --format ndjson` beside the traffic: its last lines say what became of the packets. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import type { Namespace } from '../live/namespace.ts';
import { type CaptureTold, pause, type RunOptions, type Soaked, type Told } from './run.ts';

/** ms that the program gets to open, and to end. */
const OPENING = 15_000;
const ENDING = 60_000;

export class LinesProgram implements Soaked {
  readonly #name: string;
  readonly #files: readonly number[];
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;

  constructor(namespace: Namespace, { engine, folder, node, interfaces }: RunOptions) {
    this.#name = `${folder}/${engine}`;
    this.#files = [openSync(`${this.#name}.ndjson`, 'w'), openSync(`${this.#name}.err`, 'w')];
    const words = ['netns', 'exec', namespace.name, process.execPath, ...node, 'bin/jamscope.js', 'live'];
    const more = ['-i', interfaces[0], '--engine', engine, '--format', 'ndjson', '--no-config'];
    this.#child = spawn('ip', [...words, ...more], { stdio: ['ignore', ...this.#files] });
    this.#ended = once(this.#child, 'exit');
  }

  get id(): number {
    return this.#child.pid!;
  }

  async ready(): Promise<void> {
    const said = () => readFileSync(`${this.#name}.err`, 'utf8');
    for (const end = performance.now() + OPENING; performance.now() < end; await pause(100)) {
      if (/capturing/.test(said())) return;
      if (this.#child.exitCode !== null) break;
    }
    throw new Error(`the program does not capture: ${said()}`);
  }

  async end(): Promise<Told> {
    this.#child.kill('SIGTERM');
    await Promise.race([this.#ended, pause(ENDING)]);
    const lines = readFileSync(`${this.#name}.ndjson`, 'utf8').trimEnd().split('\n');
    const captures = lines.filter((line) => line.startsWith('{"type":"capture"'));
    const { flows } = JSON.parse(lines.at(-1)!) as { readonly flows: number };
    return { capture: JSON.parse(captures.at(-1)!) as CaptureTold, flows };
  }

  async close(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
    for (const file of this.#files) closeSync(file);
  }
}
