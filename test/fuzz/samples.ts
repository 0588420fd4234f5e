/** Mutations of captures, in a worker that is watched: an input that takes longer than its time ends it, and counts as failed. */
import { Worker } from 'node:worker_threads';
import type { FuzzFailure, FuzzTask } from './worker.ts';

const TIME_LIMIT = 2000;
const WATCH_INTERVAL = 250;
/** Failures that are printed whole. */
const MAX_PRINTED = 20;

export interface Score {
  passed: number;
  failed: number;
}

/** Inputs `first` to `last`, in ms `TIME_LIMIT` each. */
export async function fuzzSamples(samples: string, seed: number, first: number, last: number): Promise<Score> {
  const failures: FuzzFailure[] = [];
  let next = first;
  while (next <= last) {
    const progress = new SharedArrayBuffer(4);
    next = await runWorker({ samples, seed, first: next, last, progress }, (failure) => {
      failures.push(failure);
      if (failures.length <= MAX_PRINTED) console.log(`input ${failure.input} (${failure.what}): ${failure.error}`);
    });
  }
  return { passed: last - first + 1 - failures.length, failed: failures.length };
}

/** Resolves with the number of the input to go on with. */
function runWorker(task: FuzzTask, failed: (failure: FuzzFailure) => void): Promise<number> {
  const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: task });
  const progress = new Int32Array(task.progress);
  return new Promise((resolve) => {
    let [current, since] = [0, Date.now()];
    let hung = false;
    const watch = setInterval(() => {
      const input = Atomics.load(progress, 0);
      if (input !== current) [current, since] = [input, Date.now()];
      // Before the first input the worker loads.
      else if (input !== 0 && Date.now() - since > TIME_LIMIT) {
        hung = true;
        worker.terminate();
      }
    }, WATCH_INTERVAL);
    worker.on('message', failed);
    worker.on('error', (error) =>
      failed({ input: Atomics.load(progress, 0), what: 'worker', error: String(error.stack) }),
    );
    worker.on('exit', (code) => {
      clearInterval(watch);
      const input = Atomics.load(progress, 0);
      if (hung) failed({ input, what: 'hang', error: `longer than ${TIME_LIMIT} ms` });
      resolve(code === 0 ? task.last + 1 : input + 1);
    });
  });
}
