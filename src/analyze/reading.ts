/** What the analysis of files and that of a capture that goes on have in common, for whoever shows it while it runs. */
import type { RecordingReport } from '../engine/contract-lines.ts';
import type { Snapshot } from '../engine/snapshot.ts';
import type { FeedStatus } from './live-analysis.ts';

export interface Reading {
  /** Stored bytes read so far. */
  readonly bytesRead: number;
  /** Undefined where the end is not known. */
  readonly totalBytes?: number | undefined;
  readonly abandoned: boolean;
  /** Of a capture that goes on: how it stands. */
  readonly live?: LiveStatus;
  /** Reads to the end, once; yields so that others get their turn. */
  run(): AsyncGenerator<void, void, undefined>;
  /** Nobody wants the outcome any more. */
  abandon(): void;
  snapshot(): Snapshot;
}

export interface LiveStatus {
  readonly feeds: readonly FeedStatus[];
  /** What is let through; undefined where everything is. */
  readonly filter?: string | undefined;
  readonly recording?: RecordingReport | undefined;
  /** Of findings, where it is kept: a file for the minutes around some of them. */
  readonly evidence?: EvidenceStatus | undefined;
  /** s since it began. */
  readonly seconds: number;
  /** What was said meanwhile that a log would have, newest last, and how many there were. */
  readonly remarks: { readonly count: number; readonly latest: readonly string[] };
}

export interface EvidenceStatus {
  readonly folder: string;
  readonly files: number;
  /** Why the latest could not be written. */
  readonly problem?: string | undefined;
}
