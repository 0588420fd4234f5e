/** What a filter comes to: a test of one flow's line. */
import type { FlowRow, Snapshot } from '../../engine/snapshot.ts';

/** The row is reused: a test keeps nothing of it. */
export type RowTest = (row: FlowRow) => boolean;

/** What names of services and findings are looked up in. */
export type FilterSubject = Pick<Snapshot, 'services' | 'findings' | 'flowsOf'>;
