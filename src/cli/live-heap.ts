/** Keeps the memory of a capture that runs for days near what it holds. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * ms after the start: V8 takes the code that the build left (bin/load-cli.js) only with the flags under which it was made, and by then the
 * screen is loaded.
 */
const AFTER = 10_000;

/**
 * The old part of the heap is collected when it has grown by half, and what is left is moved together. Left to itself V8 lets it grow to the
 * fourfold while garbage comes fast, and leaves holes: with 100,000 packets a second it took 943 MB for 280 MB in use, and collected at 30 %
 * without moving anything still 30 MB more with every minute. Moving together and growth by half cost less time than 30 % alone.
 */
const FLAGS = ['--heap-growing-percent=50', '--compact-on-every-full-gc'];

/** Returns what calls it off, where it is not due yet. */
export function keepHeapSmall(set: (flag: string) => void = setFlagsFromString, collect = collectNow): () => void {
  const timer = setTimeout(() => {
    for (const flag of FLAGS) set(flag);
    collect(set);
  }, AFTER);
  timer.unref();
  return () => clearTimeout(timer);
}

/** Once: V8 puts its first collection off until 300 MB are full, and only from there does it reckon by growth. */
function collectNow(set: (flag: string) => void): void {
  set('--expose-gc');
  runInNewContext('gc')();
  set('--no-expose-gc');
}
