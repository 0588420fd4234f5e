/** The flows of which nobody can say whether they worked. */
import type { Snapshot } from '../../engine/snapshot.ts';

export type Rows = Pick<Snapshot, 'services' | 'flowCount' | 'row'>;

/** Ids in order. None while every service is judged: an undecided flow among others that show how it fares is no news. */
export function* undecidedIds({ services, flowCount, row }: Rows): Iterable<number> {
  if (!services.some(({ status }) => status === 'undecided')) return;
  for (let id = 1; id <= flowCount; id++) if (row(id).verdict === 'undecided') yield id;
}
