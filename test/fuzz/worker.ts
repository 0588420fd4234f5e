/** Runs inputs one after the other in a thread of its own, so that a hang can be seen and ended from outside. */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { CAPTURE_NAME, filesIn } from '../support/corpus.ts';
import { layoutOf } from './capture-layout.ts';
import { check } from './check.ts';
import { fuzzInput, type Sample } from './mutate.ts';
import { Random } from './random.ts';

export interface FuzzTask {
  /** The folder of the captures that are mutated. */
  readonly samples: string;
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

/** Larger captures take too long for what they add. */
const MAX_SAMPLE = 128 * 1024;

const task = workerData as FuzzTask;
const progress = new Int32Array(task.progress);
const samples = readSamples(task.samples);
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

function readSamples(folder: string): Sample[] {
  const samples: Sample[] = [];
  for (const name of filesIn(folder, '.')) {
    const path = join(folder, name);
    if (!CAPTURE_NAME.test(name) || statSync(path).size > MAX_SAMPLE) continue;
    const bytes = new Uint8Array(readFileSync(path));
    samples.push({ name, path, bytes, layout: layoutOf(bytes) });
  }
  return samples;
}
