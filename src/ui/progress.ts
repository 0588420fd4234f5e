/** How far the reading is: figures of the program, not of the capture. */
import type { RecordingReport } from '../engine/contract-lines.ts';

export interface Progress {
  readonly bytesRead: number;
  /** Not known of a pipe or a live capture. */
  readonly totalBytes?: number;
  readonly bytesPerSecond: number;
  /** Of a live capture, as the screen counts them. */
  readonly packetsPerSecond?: number;
  readonly finished: boolean;
  /** The user ended it early. */
  readonly stopped?: boolean;
  /** Why the reading ended early, in words. */
  readonly error?: string;
  /** Of a live capture. */
  readonly live?: LiveProgress;
}

export interface LiveProgress {
  /** One for each interface, stream or folder. */
  readonly feeds: readonly LiveFeed[];
  /** What the capture filter lets through. */
  readonly filter?: string | undefined;
  readonly recording?: LiveRecording | undefined;
  /** Of findings, where it is kept: files so far, and why the latest could not be written. */
  readonly evidence?: LiveEvidence | undefined;
  /** s since it began. */
  readonly seconds?: number;
  /** What was said meanwhile, newest last, and how many there were. */
  readonly remarks?: { readonly count: number; readonly latest: readonly string[] };
}

export interface LiveEvidence {
  readonly folder: string;
  readonly files: number;
  readonly problem?: string | undefined;
}

export interface LiveFeed {
  readonly engine: string;
  /** `en0`, `standard input`, the folder. */
  readonly interface: string;
  /** Why this engine was picked. */
  readonly why: string;
  /** `waiting`: for the interface to come back, or for the next file. */
  readonly state: 'capturing' | 'waiting' | 'ended';
  /** Packets of the engine that runs, as far as it says. */
  readonly received?: number;
  readonly dropped?: number;
  readonly interfaceDropped?: number;
}

/** Where a recording stands. */
export type LiveRecording = Pick<RecordingReport, 'files' | 'bytes' | 'packetsLost' | 'stopped' | 'problem'>;

/** Those that went away. A folder merely has no next file yet. */
export function goneFeeds({ feeds }: Pick<LiveProgress, 'feeds'>): LiveFeed[] {
  return feeds.filter(({ state, engine }) => state === 'waiting' && engine !== 'folder');
}

/** `en0`, `en0 and eth1`, `en0 and 3 more`: what is captured. */
export function feedsText({ feeds }: Pick<LiveProgress, 'feeds'>): string {
  const [first, ...others] = feeds.map((feed) => feed.interface);
  if (others.length < 2) return [first ?? 'nothing', ...others].join(' and ');
  return `${first} and ${others.length} more`;
}

/** Share read, 0 to 1, where the total is known. */
export function shareRead({ bytesRead, totalBytes }: Progress): number | undefined {
  return totalBytes === undefined || totalBytes <= 0 ? undefined : Math.min(1, bytesRead / totalBytes);
}

/** Seconds to go at the present rate, where both are known. */
export function secondsLeft({ bytesRead, totalBytes, bytesPerSecond }: Progress): number | undefined {
  if (totalBytes === undefined || bytesPerSecond <= 0) return undefined;
  return Math.max(0, totalBytes - bytesRead) / bytesPerSecond;
}
