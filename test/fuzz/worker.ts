/** Runs inputs one after the other in a thread of its own, so that a hang can be seen and ended from outside. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { layoutOf } from './capture-layout.ts';
import { check } from './check.ts';
import { fuzzInput, type Sample } from './mutate.ts';
import { Random } from './random.ts';

export interface FuzzTask {
  /** The folder of the fixtures. */
  readonly fixtures: string;
  readonly seed: number;
  /** Inputs to run: numbers from `first` to `last`. */
  readonly first: number;
  readonly last: number;
  /** Word 0: the number of the input at hand. */
  readonly progress: SharedArrayBuffer;
}

export interface FuzzFailure {
  readonly input: number;
  readonly what: string;
  readonly error: string;
}

const task = workerData as FuzzTask;
const progress = new Int32Array(task.progress);
const samples = readSamples(task.fixtures);
/** Memory where there is some: writing to a disk takes longer than the analysis. */
const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'jamscope-fuzz-'));
const path = join(folder, 'input');

for (let input = task.first; input <= task.last; input++) {
  Atomics.store(progress, 0, input);
  const { what, bytes, beside } = fuzzInput(new Random(Math.imul(task.seed, 0x9e3779b1) ^ input), samples);
  writeFileSync(path, bytes);
  try {
    await check(path, bytes, beside);
  } catch (error) {
    parentPort!.postMessage({ input, what, error: error instanceof Error ? String(error.stack) : String(error) });
  }
}
rmSync(folder, { recursive: true });

function readSamples(fixtures: string): Sample[] {
  const samples: Sample[] = [];
  for (const name of readdirSync(fixtures).sort()) {
    for (const file of ['input.pcap', 'input.pcapng']) {
      const path = join(fixtures, name, file);
      if (!existsSync(path)) continue;
      const bytes = new Uint8Array(readFileSync(path));
      samples.push({ name, path, bytes, layout: layoutOf(bytes) });
    }
  }
  return samples;
}
