/** What a live capture reads, as its options say: interfaces, a stream, or a folder. */
import { folderFeed } from '../analyze/folder-feed.ts';
import { interfaceFeed } from '../analyze/interface-feed.ts';
import type { Feed } from '../analyze/live-analysis.ts';
import { loadSite } from '../analyze/load-site.ts';
import { captureFilters, namesLeftOut } from '../catalogue/capture-filter.ts';
import { createCatalogue } from '../catalogue/match.ts';
import { ROWS } from '../catalogue/tables.ts';
import { RULES } from '../detect/rules.ts';
import type { LiveSource } from '../source/live/live-source.ts';
import type { LiveRequest } from '../source/live/open-live.ts';
import { configurationPath } from './configuration.ts';
import type { LiveOptions } from './live-options.ts';

export interface FeedSurroundings {
  open(request: LiveRequest): Promise<LiveSource>;
  /** Hears, in words for the user, of what went away, and of what came back. */
  readonly told: (text: string) => void;
  readonly stopping: AbortSignal;
  /** ms of a clock that only goes forward. */
  readonly now: () => number;
}

/** Nothing is opened yet. Rejects with `ConfigurationError`. */
export async function liveFeeds(
  stream: string | undefined,
  options: LiveOptions,
  { open, told, stopping, now }: FeedSurroundings,
): Promise<Feed[]> {
  const { snaplen, promiscuous, onlyJamf, config, watch } = options;
  if (watch !== undefined) return [folderFeed(watch, { told, signal: stopping, now })];
  const filter = onlyJamf ? await documentedFilters(configurationPath(config), told) : options.filter;
  const engine = stream === undefined ? options.engine : 'stream';
  const names = stream === undefined ? (options.interface ?? [undefined]) : [stream];
  return names.map((name) =>
    interfaceFeed({
      open: (signal) => open({ interface: name, filter, snaplen, promiscuous, engine, signal }),
      stopping,
      told,
      now,
      pause,
    }),
  );
}

/** What `--only-jamf` captures, in the order in which filters are tried. */
async function documentedFilters(config: string | undefined, told: (text: string) => void): Promise<readonly string[]> {
  const { site, rows } = await loadSite(config, { rows: ROWS, rules: Object.keys(RULES) });
  const catalogue = createCatalogue(site, rows);
  const names = namesLeftOut(catalogue);
  if (names.length > 0)
    told(
      `--only-jamf keeps only documented ports of ${names.join(', ')}: a filter knows addresses, not names. Declare the address as well to keep all of it`,
    );
  return captureFilters(catalogue);
}

/** ms. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done, { once: true });
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
}
