/** The flows of which nobody can say whether they worked. */
import type { Snapshot } from '../../engine/snapshot.ts';
import { refusalText } from '../../wording/undecided-text.ts';

export type Rows = Pick<Snapshot, 'services' | 'flowIds' | 'row'>;

/** Flows looked at for what they have in common. */
const MAX_LOOKS = 100;

/** Ids in order. None while every service is judged: an undecided flow among others that show how it fares is no news. */
export function* undecidedIds({ services, flowIds, row }: Rows): Iterable<number> {
  if (!services.some(({ status }) => status === 'undecided')) return;
  for (let index = 0; index < flowIds.length; index++) {
    const id = flowIds.at(index);
    if (row(id).verdict === 'undecided') yield id;
  }
}

/** What all of the undecided flows show, if they show the same. */
export function sharedRefusal(snapshot: Rows & Pick<Snapshot, 'flow'>): string | undefined {
  let shared: string | undefined;
  let looks = 0;
  for (const id of undecidedIds(snapshot)) {
    const flow = snapshot.flow(id);
    const text = flow && refusalText(flow);
    if (text === undefined || (shared !== undefined && text !== shared)) return undefined;
    shared = text;
    if (++looks === MAX_LOOKS) break;
  }
  return shared;
}
