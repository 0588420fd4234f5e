/** An interface or a stream as the sources of a live analysis: opened again when it went away, until it is stopped. */
import { CaptureError } from '../source/capture-error.ts';
import type { LiveSource } from '../source/live/live-source.ts';
import type { FeedItem } from './live-analysis.ts';

/** ms before an interface that went away is opened again: the first time, and at most. */
export const FIRST_WAIT = 1000;
export const LONGEST_WAIT = 30_000;
/** ms that a source must have lasted for the next to be waited for as the first was. */
const LASTED = 60_000;

export interface InterfaceFeedOptions {
  /** Opens it; `signal` ends the opening, and later the source with what it had captured. */
  readonly open: (signal: AbortSignal) => Promise<LiveSource>;
  /** Nothing is opened any more. */
  readonly stopping: AbortSignal;
  /** Hears, in words for the user, of what went away, and of what came back. */
  readonly told: (text: string) => void;
  /** ms of a clock that only goes forward. */
  readonly now: () => number;
  /** Resolves after so many ms, or when it is aborted; never rejects. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** A stream comes once. The first opening's `CaptureError` is thrown; those after it are told, and opening is tried again. */
export async function* interfaceFeed(options: InterfaceFeedOptions): AsyncGenerator<FeedItem, void, undefined> {
  const { stopping, now } = options;
  let live: LiveSource | undefined = await opened(options);
  let wait = FIRST_WAIT;
  while (live !== undefined) {
    const since = now();
    const isStream = live.engine === 'stream';
    yield { live, endsInGap: !isStream };
    if (stopping.aborted || isStream) return;
    if (now() - since >= LASTED) wait = FIRST_WAIT;
    options.told(`${goneText(live)}; it is opened again as soon as it can be`);
    live = await reopened(options, wait);
    if (live !== undefined) options.told(`${live.interfaceName} is captured again, by ${live.engine}`);
    wait = Math.min(LONGEST_WAIT, wait * 2);
  }
}

async function reopened(options: InterfaceFeedOptions, firstWait: number): Promise<LiveSource | undefined> {
  const { stopping, pause, told } = options;
  let said = '';
  for (let wait = firstWait; !stopping.aborted; wait = Math.min(LONGEST_WAIT, wait * 2)) {
    await pause(wait, stopping);
    if (stopping.aborted) return undefined;
    try {
      return await opened(options);
    } catch (error) {
      if (!(error instanceof CaptureError)) throw error;
      // What goes on being so is said once.
      if (error.message !== said) told(`${error.message}. ${error.advice}`);
      said = error.message;
    }
  }
  return undefined;
}

/** Undefined when it was stopped meanwhile. Stopping ends the opening; a source that is open ends by its own `stop`. */
async function opened({ open, stopping }: InterfaceFeedOptions): Promise<LiveSource | undefined> {
  const opening = new AbortController();
  const abort = () => opening.abort();
  stopping.addEventListener('abort', abort, { once: true });
  try {
    if (stopping.aborted) return undefined;
    const live = await open(opening.signal);
    if (!stopping.aborted) return live;
    await live.stop();
    return undefined;
  } catch (error) {
    if (stopping.aborted) return undefined;
    throw error;
  } finally {
    stopping.removeEventListener('abort', abort);
  }
}

function goneText({ interfaceName, engine, source }: LiveSource): string {
  return source.problem?.message ?? `${engine} on ${interfaceName} has ended`;
}
