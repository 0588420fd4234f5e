/** Tries in vain, in words: over which time somebody tried, and for how long nothing came behind the last try. */
import type { InVain } from '../../detect/blocked/parameters.ts';
import { counted, seconds } from '../phrases.ts';

/** Seconds: what is shorter is no time that anybody waits. */
const SHORT = 1;
/** Seconds: what is shorter is written as `0 s`. */
const NOTHING = 0.05;

/** ` in 15 s`; empty where there was but one try, or all came at once. */
export function during({ triedSeconds }: InVain): string {
  return triedSeconds < NOTHING ? '' : ` in ${seconds(triedSeconds)}`;
}

/** ` within 49 s after the last`, of a single try ` within 49 s`; empty where watching ended with the last. */
export function afterLast({ triedSeconds, waitedSeconds }: InVain): string {
  if (waitedSeconds < SHORT) return '';
  return ` within ${seconds(waitedSeconds)}${triedSeconds === 0 ? '' : ' after the last'}`;
}

/** `resent 6 times in 5 s and not acknowledged within 3 s after the last`, `not acknowledged within 4 s`. */
export function unacknowledged(sent: InVain & { readonly resent: number }): string {
  const copies = sent.resent === 0 ? '' : `resent ${counted(sent.resent, 'time')}${during(sent)} and `;
  const waited = afterLast(sent);
  return `${copies}${waited === '' ? 'never acknowledged' : `not acknowledged${waited}`}`;
}
