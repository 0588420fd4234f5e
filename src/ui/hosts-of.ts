/** The hosts of a snapshot, drawn up as often as their cost allows: of many flows that takes the engine longer than a frame. */
import type { HostReport } from '../engine/contract.ts';
import type { Snapshot } from '../engine/snapshot.ts';

/** Times its cost for which an answer stands: so hosts take a twentieth of the time, however many flows there are. */
const REST = 20;

const NONE: readonly HostReport[] = [];

/** One for each program. A snapshot that is the last one is always asked; `now` is in ms. */
export function createHostsOf(now = () => performance.now()) {
  let asked: Snapshot | undefined;
  let hosts = NONE;
  let restUntil = 0;
  return (snapshot: Snapshot | undefined, finished: boolean): readonly HostReport[] => {
    if (snapshot === undefined) return NONE;
    const before = now();
    if (snapshot === asked || (!finished && before < restUntil)) return hosts;
    hosts = snapshot.hosts;
    asked = snapshot;
    const after = now();
    restUntil = after + REST * (after - before);
    return hosts;
  };
}
