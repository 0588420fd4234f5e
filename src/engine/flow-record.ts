/** What is kept of one flow beside its row: what probes saw and the frames that a verdict may cite. Made on first need. */
import type { DataStall, FlowProcess, IcmpSeen, ResetSeen, Silence } from '../classify/flow-facts.ts';
import type { Direction, FrameAt } from '../flow/direction.ts';
import type { Observation } from '../probe/registry.ts';
import type { FlowPayload } from './flow-payload.ts';

/** Observations of one flow; a longer list is cut and the rest counted. */
export const MAX_OBSERVATIONS = 256;
/** Frames of one kind (resent SYNs, resets, ICMP errors) of one flow. */
export const MAX_NOTABLE = 8;

export class FlowRecord {
  readonly observations: Observation[] = [];
  /** Observations that the bound cut, by kind. */
  omitted: Map<string, number> | undefined;
  /** Outermost recognised protocol. */
  protocol: string | undefined;
  /** Alive while a probe still wants payload. */
  session: FlowPayload | undefined;
  resentSyns: FrameAt[] | undefined;
  resentFirstData: [FrameAt[], FrameAt[]] | undefined;
  resets: ResetSeen[] | undefined;
  icmp: IcmpSeen[] | undefined;
  dataAfterReset: FrameAt | undefined;
  silences: OpenSilence[] | undefined;
  selectiveAck: [FrameAt | undefined, FrameAt | undefined] | undefined;
  stalls: [OpenStall | undefined, OpenStall | undefined] | undefined;
  process: FlowProcess | undefined;

  observe(observation: Observation): void {
    if (this.observations.length < MAX_OBSERVATIONS) {
      this.observations.push(observation);
      return;
    }
    this.omitted ??= new Map();
    this.omitted.set(observation.kind, (this.omitted.get(observation.kind) ?? 0) + 1);
  }
}

/** A silence that may still be without an answer. */
export class OpenSilence implements Silence {
  readonly from: FrameAt;
  readonly until: FrameAt;
  readonly by: Direction;
  readonly repeats: FrameAt[] = [];
  repeated = 0;
  /** Sequence number behind all that this side has sent. */
  #next: number;
  readonly #acknowledged: number;

  constructor(from: FrameAt, until: FrameAt, by: Direction, next: number, acknowledged: number) {
    this.from = from;
    this.until = until;
    this.by = by;
    this.#next = next;
    this.#acknowledged = acknowledged;
  }

  /** A later segment of the same side. False when it acknowledges something new: there was an answer, and it was not captured. */
  goesOn(at: FrameAt, sequence: number, acknowledgement: number, next: number): boolean {
    if (((acknowledgement - this.#acknowledged) | 0) > 0) return false;
    if (((sequence - this.#next) | 0) < 0) {
      this.repeated++;
      keepLatest(this.repeats, at);
    }
    this.#next = next;
    return true;
  }
}

/** A segment that is sent again, until it is acknowledged or its side goes on. */
export class OpenStall implements DataStall {
  readonly bytes: number;
  readonly before: number;
  readonly copies: FrameAt[] = [];
  count = 0;
  readonly sequence: number;
  /** Sequence number behind all that its side had sent. */
  readonly #next: number;

  constructor(sequence: number, bytes: number, before: number, next: number) {
    this.sequence = sequence;
    this.bytes = bytes;
    this.before = before;
    this.#next = next;
  }

  /** Nothing new was sent since, but for a FIN. */
  lasts(next: number): boolean {
    const sent = (next - this.#next) | 0;
    return sent === 0 || sent === 1;
  }

  add(at: FrameAt): void {
    this.count++;
    keepLatest(this.copies, at);
  }
}

/** Appends within `MAX_NOTABLE`. */
export function keepNotable<Item>(list: Item[] | undefined, item: Item): Item[] {
  if (list === undefined) return [item];
  if (list.length < MAX_NOTABLE) list.push(item);
  return list;
}

/** Appends; beyond `MAX_NOTABLE` in the place of the latest. */
export function keepLatest<Item>(list: Item[] | undefined, item: Item): Item[] {
  if (list === undefined) return [item];
  list[Math.min(list.length, MAX_NOTABLE - 1)] = item;
  return list;
}

/** Appends; beyond `MAX_NOTABLE` the shortest goes: what counts is the one that the flow ended with, and the longest that it outlived. */
export function keepSilence<Each extends Silence>(list: Each[] | undefined, silence: Each): Each[] {
  if (list === undefined) return [silence];
  if (list.length >= MAX_NOTABLE) {
    const lengths = list.map(({ from, until }) => until.time - from.time);
    list.splice(lengths.indexOf(Math.min(...lengths)), 1);
  }
  list.push(silence);
  return list;
}
