/**
 * The clocks of a capture: that of the machine that recorded it, by what time servers answered, and those of clients, by what they
 * wrote when they asked. Each is kept as the ms since 1970 that it gives to the capture's first packet.
 */
import { RecentMap } from '../../bytes/recent-map.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { ORIGINATOR } from '../../flow/direction.ts';
import type { CaptureFacts } from '../detector.ts';
import { bounded, type Overflow } from '../memory.ts';

/** Clients remembered that ask for the time. */
export const MAX_CLOCKS = 10_000;

/** Kerberos takes clocks that are five minutes apart for equal (RFC 4120 7.5.8); ms. */
export const CLOCK_SKEW = 300_000;
/** A clock that is told twice, less what the way of a packet takes; ms. Programs that write chance instead never come near. */
const STEADY = 1000;

/** Times that a client's clock is set, remembered of each. */
export const MAX_SETTINGS = 8;

/** How a client's clock stood until somebody set it. */
interface Setting {
  readonly transmitted: number;
  readonly base: number;
  /** When it was first and last told, ns. */
  from: number;
  until: number;
  /** Told twice, and the same. */
  steady: boolean;
}

export class Clocks {
  readonly #clients: RecentMap<string, Setting[]>;
  /** The lowest and the highest that a server told. */
  #lowest = Number.POSITIVE_INFINITY;
  #highest = Number.NEGATIVE_INFINITY;
  /** Of the capture: asked for with every flow that shows a certificate. */
  #started: { readonly text: string; readonly time: number } | undefined;

  constructor(overflow: Overflow, live = false) {
    this.#clients = new RecentMap(bounded(MAX_CLOCKS, live), overflow);
  }

  note(flow: FlowFacts): void {
    if (flow.protocol !== 'ntp') return;
    for (const seen of flow.observations) {
      if (seen.kind !== 'ntp-message' || seen.transmitted === undefined) continue;
      const base = seen.transmitted - seen.at.time / 1e6;
      if (seen.from === ORIGINATOR) this.#noteClient(flow, seen.transmitted, base, seen.at.time);
      else if (seen.mode === 'server' && seen.synchronised) {
        this.#lowest = Math.min(this.#lowest, base);
        this.#highest = Math.max(this.#highest, base);
      }
    }
  }

  /** ms since 1970 at an engine time (ns): as time servers told it where they agree, else as the capture's own clock has it. */
  timeOf({ startedAt }: CaptureFacts, time: number): number | undefined {
    if (startedAt !== undefined && startedAt !== this.#started?.text)
      this.#started = { text: startedAt, time: Date.parse(startedAt) };
    const own = startedAt === undefined ? Number.NaN : this.#started!.time;
    const span = this.#highest - this.#lowest;
    const base = span >= 0 && span <= CLOCK_SKEW ? this.#lowest : own;
    return Number.isNaN(base) ? undefined : base + time / 1e6;
  }

  /** ms since 1970 at an engine time (ns) by the client's own clock, where it told it twice. Undefined while somebody may have set it. */
  timeOfClient(client: string, time: number): number | undefined {
    const settings = withoutChance(this.#clients.get(client) ?? []);
    const before = settings.filter(({ from }) => from <= time).toSorted((one, other) => other.from - one.from)[0];
    const after = settings.filter(({ until }) => until >= time).toSorted((one, other) => one.until - other.until)[0];
    const setting = before ?? after;
    if (setting === undefined || !setting.steady || (after !== undefined && after !== setting)) return undefined;
    return setting.base + time / 1e6;
  }

  #noteClient({ originator: { address } }: FlowFacts, transmitted: number, base: number, time: number): void {
    const settings = this.#clients.note(address);
    const same = settings?.find((setting) => Math.abs(setting.base - base) <= STEADY);
    if (same !== undefined) {
      same.from = Math.min(same.from, time);
      same.until = Math.max(same.until, time);
      if (same.transmitted !== transmitted) same.steady = true;
      return;
    }
    const setting = { transmitted, base, from: time, until: time, steady: false };
    if (settings === undefined) this.#clients.set(address, [setting]);
    else if (settings.push(setting) > MAX_SETTINGS) settings.shift();
  }
}

/** Told once while the clock stood otherwise before and after: another program wrote chance. */
function withoutChance(settings: readonly Setting[]): readonly Setting[] {
  const steady = settings.filter((setting) => setting.steady);
  return settings.filter(
    (one) => one.steady || !steady.some(({ from, until }) => from <= one.from && one.until <= until),
  );
}
