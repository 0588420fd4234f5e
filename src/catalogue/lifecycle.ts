/** Whether a documented connection was alive when a capture was taken. */
import type { Day } from './source.ts';

export type LifecycleState = 'active' | 'deprecated' | 'retired' | 'undocumented';

/**
 * `deprecated`: still answered, to be left behind. `retired`: gone, an attempt is a fault of its own. `undocumented`: seen in
 * practice, in no document. `since` is the first day of the state; before it the row was active.
 */
export interface Lifecycle {
  readonly state: LifecycleState;
  readonly since?: Day;
}

export const ACTIVE: Lifecycle = { state: 'active' };

/**
 * The state at a moment, given as a day or any RFC 3339 UTC timestamp (both sort as text). A state without a known first day
 * holds for every moment: it is not claimed to be recent.
 */
export function lifecycleAt(holder: { readonly lifecycle: Lifecycle }, moment: string): LifecycleState {
  const { state, since } = holder.lifecycle;
  return since !== undefined && moment.slice(0, 10) < since ? 'active' : state;
}
