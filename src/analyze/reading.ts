/** What the analysis of files and that of a capture that goes on have in common, for whoever shows it while it runs. */
import type { Snapshot } from '../engine/snapshot.ts';

export interface Reading {
  /** Stored bytes read so far. */
  readonly bytesRead: number;
  /** Undefined where the end is not known. */
  readonly totalBytes?: number | undefined;
  readonly abandoned: boolean;
  /** Reads to the end, once; yields so that others get their turn. */
  run(): AsyncGenerator<void, void, undefined>;
  /** Nobody wants the outcome any more. */
  abandon(): void;
  snapshot(): Snapshot;
}
