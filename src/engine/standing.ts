/**
 * How the findings of a capture that goes on stand: provisional while all that shows them may still change, then final, and cleared
 * once everybody who was seen to fail got through again. Who was not seen since has left, and is not waited for.
 */
import { RecentMap } from '../bytes/recent-map.ts';
import type { FlowFacts } from '../classify/flow-facts.ts';
import { placeOfName } from '../detect/cause.ts';
import type { FindingDraft } from '../detect/detector.ts';
import type { Documents } from '../detect/documented.ts';
import type { Finding } from './snapshot.ts';

/** Of a client at a place, and of a client with a service, remembered. */
const MAX_SUCCESSES = 20_000;
/** Clients remembered. */
const MAX_CLIENTS = 20_000;
/** Findings remembered that were cleared. */
const MAX_CLEARED = 10_000;
/** ns without a new failure before a finding is cleared: a service that works now and then has not recovered. */
const QUIET = 60e9;
/** ns for which a client that is not seen is waited for: twice as long as a Mac takes by default from one check-in to the next. */
const ABSENT = 30 * 60e9;

interface Success {
  readonly id: number;
  /** ns of its first packet. */
  readonly time: number;
}

export class Standing {
  readonly #documents: Documents;
  /** Flows that were judged while they went on. */
  readonly #open = new Set<number>();
  /** The latest by who got where. */
  readonly #successes = new RecentMap<string, Success>(MAX_SUCCESSES);
  /** ns at which the client's latest flow began. */
  readonly #seen = new RecentMap<string, number>(MAX_CLIENTS);
  /** ns at which findings were cleared, by key. */
  readonly #cleared = new RecentMap<string, number>(MAX_CLEARED);

  constructor(documents: Documents) {
    this.#documents = documents;
  }

  /** The flow was judged, and goes on. */
  opened(id: number): void {
    this.#open.add(id);
  }

  /** The flow was judged for good. */
  settled(id: number): void {
    this.#open.delete(id);
  }

  /** A flow of the client, of whatever kind, began at `time` (ns). */
  seen(client: string, time: number): void {
    const known = this.#seen.note(client);
    if (known === undefined || known < time) this.#seen.set(client, time);
  }

  succeeded(flow: FlowFacts): void {
    const success = { id: flow.id, time: flow.first.time };
    this.#remember(this.#placeOf(flow), success);
    // Who was never answered may have said no name.
    this.#remember(addressOf(flow), success);
    for (const { row } of flow.services) this.#remember(`${flow.originator.address} ${row.id}`, success);
  }

  /** `lastTime`: ns of the finding's latest failure; `now`: ns up to which the capture was watched. */
  of(draft: FindingDraft, key: string, lastTime: number, now: number): Pick<Finding, 'state' | 'clearedTime'> {
    const recovered = now - lastTime >= QUIET ? this.#recovered(draft, now) : undefined;
    // Of many who failed only the first are looked at: behind the latest failure, too, somebody must have got through.
    if (recovered === undefined || recovered <= lastTime) {
      this.#cleared.delete(key);
      const provisional = draft.flows.length > 0 && draft.flows.every((id) => this.#open.has(id));
      return { state: provisional ? 'provisional' : 'final' };
    }
    const clearedTime = this.#cleared.note(key) ?? recovered;
    this.#cleared.set(key, clearedTime);
    return { state: 'cleared', clearedTime };
  }

  /** ns at which the last of those who failed got through; undefined while somebody did not, or where no flow shows the finding. */
  #recovered(draft: FindingDraft, now: number): number | undefined {
    const failures = new Map<string, { client: string; time: number }>();
    for (const { flow } of draft.exhibits) {
      const client = flow.originator.address;
      for (const key of this.#keysOf(draft, flow))
        failures.set(key, {
          client,
          time: Math.max(flow.last.time, failures.get(key)?.time ?? Number.NEGATIVE_INFINITY),
        });
    }
    let latest: number | undefined;
    for (const [key, { client, time }] of failures) {
      const success = this.#successes.get(key);
      if (success !== undefined && success.time > time && !contains(draft.flows, success.id))
        latest = Math.max(success.time, latest ?? success.time);
      else if (!this.#hasLeft(client, time, now)) return undefined;
    }
    return latest;
  }

  /** Nothing was seen of the client for long: what it did within a minute of its failure was part of that. */
  #hasLeft(client: string, failed: number, now: number): boolean {
    return now - failed >= ABSENT && (this.#seen.get(client) ?? Number.NEGATIVE_INFINITY) <= failed + QUIET;
  }

  /** Where the client must get to. A name that is resolved again shows when the service is reached. */
  #keysOf({ rule, services }: FindingDraft, flow: FlowFacts): readonly string[] {
    if (rule !== 'blocked/dns') return [this.#placeOf(flow)];
    return services.map((id) => `${flow.originator.address} ${id}`);
  }

  /** The names of a service's pool are one place, as they are one cause. */
  #placeOf(flow: FlowFacts): string {
    const place = placeOfName(flow.serverName, this.#documents);
    return place === undefined ? addressOf(flow) : `${flow.originator.address} ${place} ${flow.responder.port}`;
  }

  #remember(key: string, success: Success): void {
    const known = this.#successes.get(key);
    if (known !== undefined && known.time >= success.time) return;
    this.#successes.set(key, success);
  }
}

function addressOf({ originator, responder }: FlowFacts): string {
  return `${originator.address} ${responder.address} ${responder.port}`;
}

/** `ids` ascend. */
function contains(ids: readonly number[], id: number): boolean {
  let from = 0;
  let to = ids.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (ids[middle] < id) from = middle + 1;
    else to = middle;
  }
  return ids[from] === id;
}
