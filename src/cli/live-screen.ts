/** A live capture on the screen. */
import type { LiveAnalysis } from '../analyze/live-analysis.ts';
import { loadScreenSettings } from '../analyze/load-site.ts';
import type { LiveStatus, Reading } from '../analyze/reading.ts';
import type { Snapshot } from '../engine/snapshot.ts';
import { counted } from '../wording/phrases.ts';
import { configurationPath } from './configuration.ts';
import type { Effects } from './effects.ts';
import type { LiveOptions } from './live-options.ts';
import type { LiveWatch } from './live-watch.ts';
import type { ScreenOptions, Writing } from './screen-command.ts';
import { asciiOnly, screenReader } from './terminal.ts';
import { writeTakenAway } from './written-files.ts';

/** Loaded only when there is a terminal. */
const screenCommand = () => import('./screen-command.ts');

/** Rejects with `ConfigurationError`: worth asking before anything is captured. */
export async function screenOptions(options: LiveOptions, { env }: Pick<Effects, 'env'>): Promise<ScreenOptions> {
  const { checkKeys } = await screenCommand();
  const { config, color = 'auto', ascii = asciiOnly(env), plain = screenReader(env) || undefined, failOn } = options;
  const settings = await loadScreenSettings(configurationPath(config), checkKeys);
  return {
    ...settings,
    color,
    ascii,
    ...(plain === undefined ? {} : { plain }),
    ...(failOn === undefined ? {} : { failOn }),
  };
}

export interface ShownCapture {
  readonly analysis: LiveAnalysis;
  readonly watch: LiveWatch;
  readonly status: () => LiveStatus;
  /** Keys cannot come from standard input. */
  readonly isOnInput: boolean;
}

/** Resolves with the last snapshot when the user leaves, or undefined when a signal ended it. `stop` is called to end the capture. */
export async function showLive(
  { analysis, watch, status, isOnInput }: ShownCapture,
  options: ScreenOptions,
  stop: () => void,
  effects: Effects,
): Promise<Snapshot | undefined> {
  const { runScreen } = await screenCommand();
  const leaving = new AbortController();
  leaving.signal.addEventListener('abort', stop, { once: true });
  const paths = isOnInput ? ['-'] : analysis.feeds.map(({ live }) => live.interfaceName);
  const writing: Writing = {
    write: (request, signal) => writeTakenAway([], request, signal),
    whyNot: (what) => (what === 'evidence' ? noEvidence(status()) : undefined),
  };
  return runScreen(reading(analysis, watch, status), paths, options, leaving, effects, writing);
}

/** The analysis as the screen reads it, with what is to be done meanwhile. */
function reading(analysis: LiveAnalysis, watch: LiveWatch, status: () => LiveStatus): Reading {
  return {
    get live() {
      return status();
    },
    get bytesRead() {
      return analysis.bytesRead;
    },
    get abandoned() {
      return analysis.abandoned;
    },
    run: () => watch.run(),
    abandon: () => analysis.abandon(),
    snapshot: () => analysis.snapshot(),
  };
}

/** What `e` says: packets are gone once they were read, and evidence is in what was recorded of them. */
export function noEvidence({ recording, evidence }: LiveStatus): string {
  if (evidence !== undefined)
    return `Evidence is saved by itself: ${counted(evidence.files, 'file')} so far in ${evidence.folder}.`;
  const file = recording?.files.at(-1);
  if (file !== undefined) return `Take it from the recording: jamscope evidence ${file} -o evidence.pcapng`;
  return 'There is no recording to take it from: start with -w FILE or --on-finding DIR.';
}
