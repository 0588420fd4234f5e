/** Failures of clients that got through before and have not since: what lasts is no passing trouble any more. */
import type { Sign } from '../cause-table.ts';
import type { Survey } from '../survey/survey.ts';
import { BEHIND_SUCCESS, type FailedRun } from './lost-races.ts';

/** ns without a success, as long as a finding of a live capture waits without a failure until it is cleared. */
export const LASTING = 60e9;
/** Flows of one client: two may meet the same passing trouble. */
export const MANY = 3;

export interface Outage<Detail> {
  /** The flows that failed since, and those of clients that never got through, by flow id. */
  readonly signs: readonly Sign<Detail>[];
  /** Clients that got through before. */
  readonly clients: readonly string[];
  /** Of theirs, those that failed since. */
  readonly failed: number;
  /** From the beginning of the first of these to the last try. */
  readonly seconds: number;
}

/**
 * The outage that stood when the capture ended, or stands now: of clients that tried often and for long since they last got through,
 * while somebody accepted them by TCP, as otherwise their own network may have gone.
 */
export function outageOf<Detail extends FailedRun>(
  signs: readonly Sign<Detail>[],
  { successes, liveness }: Pick<Survey, 'successes' | 'liveness'>,
): Outage<Detail> | undefined {
  if (signs.some(({ detail }) => BEHIND_SUCCESS.has(detail.failure))) return undefined;
  const runs = new Map<string, Sign<Detail>[]>();
  const never: Sign<Detail>[] = [];
  for (const sign of signs) {
    const { client, host } = sign.detail;
    if (!successes.any(sign.detail)) {
      never.push(sign);
      continue;
    }
    if (successes.after(sign.detail, sign.detail.time)) continue;
    const key = `${client} ${host}`;
    const run = runs.get(key);
    if (run === undefined) runs.set(key, [sign]);
    else run.push(sign);
  }
  const lasting = [...runs.values()].filter((run) => {
    const { from, until } = spanOf(run);
    return run.length >= MANY && until - from >= LASTING && liveness.reached(run[0].detail.client, from + LASTING);
  });
  const all = lasting.flat();
  if (all.length === 0) return undefined;
  const { from, until } = spanOf(all);
  return {
    signs: [...all, ...never].sort((one, other) => one.id - other.id),
    clients: [...new Set(all.map(({ detail }) => detail.client))],
    failed: all.length,
    seconds: (until - from) / 1e9,
  };
}

/** ns. */
function spanOf<Detail extends FailedRun>(signs: readonly Sign<Detail>[]): { from: number; until: number } {
  let [from, until] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { detail } of signs) {
    from = Math.min(from, detail.time);
    until = Math.max(until, detail.time, detail.until);
  }
  return { from, until };
}
