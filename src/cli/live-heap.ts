/** Keeps the memory of a capture that runs for days near what it holds. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * ms after the start: V8 takes the code that the build left (bin/load-cli.js) only with the flags under which it was made, and by then the
 * screen is loaded.
 */
const AFTER = 10_000;

/**
 * The old part of the heap may grow by 30 % before it is collected. Left to itself V8 lets it grow to the fourfold while garbage comes fast:
 * with 100,000 packets a second 943 MB for 280 MB of what is in use.
 */
const FLAG = '--heap-growing-percent=30';

/** Returns what calls it off, where it is not due yet. */
export function keepHeapSmall(set: (flag: string) => void = setFlagsFromString, collect = collectNow): () => void {
  const timer = setTimeout(() => {
    set(FLAG);
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
