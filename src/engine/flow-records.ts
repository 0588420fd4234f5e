/** The records of flows that need one: payload on its way to probes, resets, resent segments and ICMP errors. */
import { ipAddressText } from '../bytes/ip-address.ts';
import { RecentMap } from '../bytes/recent-map.ts';
import type { FlowProcess, ResetSeen } from '../classify/flow-facts.ts';
import { DIRECTIONS, type Direction, type FrameAt, ORIGINATOR, RESPONDER } from '../flow/direction.ts';
import { portsOf } from '../flow/flow-row.ts';
import type { FlowTable } from '../flow/flow-table.ts';
import {
  FIRST,
  FIRST_SEQUENCE,
  FLAG,
  FLAGS,
  HOP_LIMIT,
  IDENTIFICATIONS,
  NEXT_SEQUENCE,
  PACKETS,
  PASSED,
  ROW_WORDS,
  STRANGE,
} from '../flow/row-layout.ts';
import { acknowledgesSelectively, hasTimestamps, keepOptions } from '../flow/tcp-options.ts';
import { MAX_LIVE_PENDING_BYTES, PendingBudget } from '../flow/tcp-reassembly.ts';
import { endpointState } from '../flow/tcp-state.ts';
import { ENDPOINT, EVENT } from '../flow/tcp-words.ts';
import type { AnyObservation, Probe } from '../probe/probe.ts';
import type { Observation } from '../probe/registry.ts';
import { decodeIcmpError, isIcmpError } from '../wire/icmp-error.ts';
import { IP_PROTOCOL, PacketView, TCP_FLAG } from '../wire/packet-view.ts';
import type { Anomalies } from './anomalies.ts';
import { FirstLook } from './first-look.ts';
import { DatagramPayload, type FlowPayload, StreamPayload } from './flow-payload.ts';
import { FlowRecord, keepLatest, keepNotable, keepSilence, OpenSilence, OpenStall } from './flow-record.ts';
import { ProbeOrder } from './probe-order.ts';
import { MAX_UNRECOGNISED_DATAGRAMS, type SessionHost } from './protocol-session.ts';

/** Events of which the flow's record keeps something. */
const RECORDED =
  EVENT.synResent | EVENT.reset | EVENT.firstDataResent | EVENT.dataAfterReset | EVENT.silence | EVENT.unheard;

/** Payload bytes that every path takes, less the options of TCP (RFC 8200 5): shorter segments are not lost for their size. */
const FULL_SIZE = 1180;

/** Where observations go besides the record: names learnt from DNS feed the flows that follow. */
export type ObservationListener = (row: number, observation: Observation) => void;

/** Addresses remembered that got an ICMP error which could not be read. */
const MAX_UNREAD = 10_000;

export class FlowRecords {
  /** They may have been told why they failed (`CaptureFacts`). */
  readonly unreadErrors: RecentMap<string, true>;
  /** Flows whose payload some probe still wants. */
  followed = 0;
  readonly #table: FlowTable;
  readonly #probes: ProbeOrder;
  readonly #anomalies: Anomalies;
  readonly #listen: ObservationListener;
  readonly #budget: PendingBudget;
  readonly #records: (FlowRecord | undefined)[] = [];
  readonly #quoted = new PacketView();
  readonly #look = new FirstLook();
  /** In tests a probe that throws fails the test. */
  readonly #rethrow: boolean;

  constructor(
    table: FlowTable,
    probes: readonly Probe[],
    anomalies: Anomalies,
    listen: ObservationListener,
    rethrow: boolean,
    live = false,
  ) {
    this.#budget = new PendingBudget(live ? MAX_LIVE_PENDING_BYTES : undefined);
    this.#table = table;
    this.#probes = new ProbeOrder(probes);
    this.#anomalies = anomalies;
    this.#listen = listen;
    this.#rethrow = rethrow;
    this.unreadErrors = new RecentMap(MAX_UNREAD, (by) => anomalies.count('survey-incomplete', table.at(), by));
  }

  of(row: number): FlowRecord | undefined {
    return this.#records[row];
  }

  isFollowed(row: number): boolean {
    return this.#records[row]?.session !== undefined;
  }

  /** Datagrams of which all that was asked was answered. */
  isAtRest(row: number): boolean {
    return this.#records[row]?.session?.atRest === true;
  }

  drop(row: number): void {
    if (this.isFollowed(row)) this.followed--;
    this.#records[row] = undefined;
  }

  /** No more payload is wanted: the probe emits what it holds. */
  close(row: number): void {
    const record = this.#records[row];
    if (record?.session === undefined) return;
    record.session.close();
    this.#finish(row, record);
  }

  payload(row: number, direction: Direction, view: PacketView): void {
    if (this.#records[row]?.session === undefined && this.#isStrange(row, direction, view)) return;
    const record = this.#record(row);
    if (record.session === undefined) {
      record.session = this.#open(row, record);
      this.followed++;
    }
    const { forcedGaps } = this.#budget;
    record.session.segment(direction, view, this.#table);
    const gaveUp = this.#budget.forcedGaps - forcedGaps;
    if (gaveUp > 0) this.#anomalies.count('reassembly-gave-up', this.#table.at(), gaveUp);
    if (record.session.done) this.#finish(row, record);
    else this.#keepPassed(row, direction, record.session.passed(direction));
  }

  /** True when that was all to be done with this payload: no probe knows it, and it is the first of its flow. */
  #isStrange(row: number, direction: Direction, view: PacketView): boolean {
    const words = this.#table.words;
    const at = row * ROW_WORDS;
    const transport = words[at + FLAGS] & FLAG.udp ? 'udp' : 'tcp';
    if (transport === 'tcp' && !this.#isFirst(at, direction, view)) return false;
    const look = this.#look;
    look.transport = transport;
    [look.originatorPort, look.responderPort] = portsOf(words, row);
    const { payloadOffset, payloadLength } = view;
    const head = view.bytes.subarray(payloadOffset, payloadOffset + payloadLength);
    if (!look.isStrange(this.#probes.of(transport, look.responderPort), head, direction)) return false;
    if (transport === 'tcp' || ++words[at + STRANGE] >= MAX_UNRECOGNISED_DATAGRAMS)
      words[at + FLAGS] = (words[at + FLAGS] & ~FLAG.wanted) | FLAG.unrecognised;
    return true;
  }

  /** The segment begins its side's stream, is whole, and acknowledges nothing of the other side that was not seen. */
  #isFirst(at: number, direction: Direction, view: PacketView): boolean {
    const words = this.#table.words;
    if (view.payloadLength < view.payloadWireLength || view.flags & TCP_FLAG.syn) return false;
    if ((view.sequence | 0) !== words[at + FIRST_SEQUENCE + direction]) return false;
    const other = direction === ORIGINATOR ? RESPONDER : ORIGINATOR;
    if (!(view.flags & TCP_FLAG.ack) || endpointState(words[at + FLAGS], other) === ENDPOINT.inactive) return true;
    return ((view.acknowledgement - words[at + FIRST_SEQUENCE + other]) | 0) <= 0;
  }

  /** The kernel only counts what the probe has passed over: long records and bodies need no further look. */
  #keepPassed(row: number, direction: Direction, passed: number | undefined): void {
    const words = this.#table.words;
    const at = row * ROW_WORDS;
    const flag = direction === ORIGINATOR ? FLAG.passedOriginator : FLAG.passedResponder;
    if (passed === undefined) words[at + FLAGS] &= ~flag;
    else {
      words[at + FLAGS] |= flag;
      words[at + PASSED + direction] = passed;
    }
  }

  notable(row: number, direction: Direction, view: PacketView, event: number): void {
    const { words } = this.#table;
    if (event & EVENT.dataResent) this.#resent(row, direction, view);
    if (event & EVENT.acknowledged) this.#acknowledged(row, direction, view);
    if (event & EVENT.handshake) keepOptions(words, row, direction, view);
    const isSelective = (event & EVENT.unacknowledged) !== 0 && acknowledgesSelectively(view);
    if ((event & RECORDED) === 0 && !isSelective) return;
    const record = this.#record(row);
    const at = this.#table.at();
    if (isSelective) {
      record.selectiveAck ??= [undefined, undefined];
      record.selectiveAck[direction === ORIGINATOR ? RESPONDER : ORIGINATOR] ??= at;
    }
    if (event & EVENT.silence) {
      const next = words[row * ROW_WORDS + NEXT_SEQUENCE + direction];
      const silence = new OpenSilence(this.#table.previous(), at, direction, next, view.acknowledgement);
      record.silences = keepSilence(record.silences, silence);
    }
    if (event & EVENT.unheard && !(event & EVENT.reset)) this.#goOn(row, direction, view, record, at);
    if (event & EVENT.synResent && !(view.flags & TCP_FLAG.ack)) record.resentSyns = keepLatest(record.resentSyns, at);
    if (event & EVENT.firstDataResent) {
      record.resentFirstData ??= [[], []];
      keepLatest(record.resentFirstData[direction], at);
    }
    if (event & EVENT.dataAfterReset) record.dataAfterReset ??= at;
    if (event & EVENT.reset) record.resets = keepNotable(record.resets, this.#reset(row, direction, view, record, at));
  }

  /** Whoever was heard, though it was not captured, waits no longer. */
  #goOn(row: number, direction: Direction, view: PacketView, record: FlowRecord, at: FrameAt): void {
    const { words } = this.#table;
    const word = row * ROW_WORDS;
    const next = words[word + NEXT_SEQUENCE + direction];
    const silence = record.silences?.at(-1);
    if (!silence?.goesOn(at, view.sequence, view.acknowledgement, next))
      words[word + FLAGS] &= ~(FLAG.originatorWaits << direction);
  }

  /** Of several segments that are sent again the first in order counts: what is behind it waits for it. */
  #resent(row: number, direction: Direction, view: PacketView): void {
    const { words } = this.#table;
    const word = row * ROW_WORDS;
    const next = words[word + NEXT_SEQUENCE + direction];
    const sequence = view.sequence | 0;
    const stalls = this.#records[row]?.stalls;
    const known = stalls?.[direction];
    const ahead = known?.lasts(next) ? (sequence - known.sequence) | 0 : -1;
    if (ahead > 0) return;
    if (ahead === 0) known!.add(this.#table.at());
    else if (view.payloadWireLength < FULL_SIZE) {
      if (stalls !== undefined) stalls[direction] = undefined;
      words[word + FLAGS] &= ~(FLAG.originatorResends << direction);
    } else {
      const before = (sequence - words[word + FIRST_SEQUENCE + direction]) | 0;
      const stall = new OpenStall(sequence, view.payloadWireLength, before, next);
      stall.add(this.#table.at());
      const record = this.#record(row);
      record.stalls ??= [undefined, undefined];
      record.stalls[direction] = stall;
    }
  }

  #acknowledged(row: number, direction: Direction, view: PacketView): void {
    const other = direction === ORIGINATOR ? RESPONDER : ORIGINATOR;
    const stalls = this.#records[row]?.stalls;
    const stall = stalls?.[other];
    if (stall !== undefined && ((view.acknowledgement - stall.sequence) | 0) <= 0) return;
    if (stalls !== undefined) stalls[other] = undefined;
    this.#table.words[row * ROW_WORDS + FLAGS] &= ~(FLAG.originatorResends << other);
  }

  #reset(row: number, direction: Direction, view: PacketView, record: FlowRecord, at: FrameAt): ResetSeen {
    const { words, previousTime } = this.#table;
    const word = row * ROW_WORDS;
    const resets = (record.resets ?? []).filter(({ from }) => from === direction).length;
    const isFirst = words[word + PACKETS + direction] <= resets + 1;
    return {
      from: direction,
      at,
      sequence: view.sequence,
      acknowledgement: view.acknowledgement,
      withAck: (view.flags & TCP_FLAG.ack) !== 0,
      timestamps: hasTimestamps(view),
      hopLimit: view.hopLimit,
      identification: view.identification,
      identificationBefore: (words[word + IDENTIFICATIONS] >>> (16 * direction)) & 0xffff || -1,
      hopLimitBefore: isFirst ? 0 : nearestHopLimit(words[word + HOP_LIMIT] >>> (8 * direction), view.hopLimit),
      sincePrevious: at.time - previousTime,
    };
  }

  /** An ICMP error belongs to the flow whose packet it quotes. */
  icmp(view: PacketView): void {
    const error = decodeIcmpError(view, this.#quoted);
    if (error === undefined) {
      if (view.end < view.wireEnd && isIcmpError(view)) this.#noteUnread(view);
      return;
    }
    const row = this.#table.lookup(this.#quoted, false);
    if (row < 0) return;
    const record = this.#record(row);
    record.icmp = keepLatest(record.icmp, {
      at: this.#table.at(),
      router: ipAddressText(view.bytes, view.sourceOffset, view.ipVersion === 4 ? 4 : 6),
      version: view.protocol === IP_PROTOCOL.icmp ? 4 : 6,
      type: error.type,
      code: error.code,
      quotes: this.#table.direction,
    });
  }

  /** The packet at hand belongs to the flow of this row, and may say whose it is: the first that does decides. */
  process(row: number, whose: () => FlowProcess | undefined): void {
    if (this.#records[row]?.process !== undefined) return;
    // Details of a flow that was judged and let go are not gathered again.
    if (this.#table.words[row * ROW_WORDS + FLAGS] & FLAG.released) return;
    const process = whose();
    if (process !== undefined) this.#record(row).process = process;
  }

  /** An ICMP error that the snaplen cut before it says which flow it is about. Pings and the talk of neighbours are cut as well. */
  #noteUnread(view: PacketView): void {
    const to = ipAddressText(view.bytes, view.destinationOffset, view.ipVersion === 4 ? 4 : 6);
    this.unreadErrors.set(to, true);
  }

  #record(row: number): FlowRecord {
    const known = this.#records[row];
    if (known !== undefined) return known;
    const record = new FlowRecord();
    this.#records[row] = record;
    return record;
  }

  #open(row: number, record: FlowRecord): FlowPayload {
    const table = this.#table;
    const flags = table.words[row * ROW_WORDS + FLAGS];
    const [originatorPort, responderPort] = portsOf(table.words, row);
    const transport = flags & FLAG.udp ? 'udp' : 'tcp';
    const flow = { transport, originatorPort, responderPort } as const;
    const probes = this.#probes.of(transport, responderPort);
    const host = new RecordHost(row, record, this);
    if (transport === 'udp') return new DatagramPayload(flow, probes, host, table.words[row * ROW_WORDS + STRANGE]);
    const payload = new StreamPayload(flow, probes, host, this.#budget);
    for (const direction of DIRECTIONS) {
      const seen = endpointState(flags, direction) !== ENDPOINT.inactive;
      if (seen) payload.start(direction, table.words[row * ROW_WORDS + FIRST_SEQUENCE + direction]);
    }
    return payload;
  }

  /** What a session made of the payload; for `RecordHost`. */
  observed(row: number, record: FlowRecord, observation: Observation): void {
    record.observe(observation);
    this.#listen(row, observation);
  }

  failed(row: number, probe: string, error: unknown): void {
    if (this.#rethrow) throw error;
    this.#anomalies.count(`probe-failed-${probe}`, this.#table.event(row, FIRST)!);
  }

  #finish(row: number, record: FlowRecord): void {
    const flagsAt = row * ROW_WORDS + FLAGS;
    this.#table.words[flagsAt] &= ~FLAG.wanted;
    if (record.session?.unrecognised) this.#table.words[flagsAt] |= FLAG.unrecognised;
    record.session = undefined;
    this.followed--;
    const empty = record.observations.length === 0 && record.protocol === undefined;
    if (
      empty &&
      !record.resets &&
      !record.resentSyns &&
      !record.resentFirstData &&
      !record.icmp &&
      !record.silences &&
      !record.selectiveAck &&
      !record.stalls &&
      !record.process
    )
      this.drop(row);
  }
}

/** Of a side's first packet (lowest byte) and its latest (third byte): a proxy for SYNs answers from nearer than the server behind it. */
function nearestHopLimit(limits: number, limit: number): number {
  const [first, latest] = [limits & 0xff, (limits >>> 16) & 0xff];
  return latest > 0 && Math.abs(latest - limit) < Math.abs(first - limit) ? latest : first;
}

/** One flow's side of a session. */
class RecordHost implements SessionHost {
  readonly #row: number;
  readonly #record: FlowRecord;
  readonly #records: FlowRecords;

  constructor(row: number, record: FlowRecord, records: FlowRecords) {
    this.#row = row;
    this.#record = record;
    this.#records = records;
  }

  recognised(protocol: string): void {
    this.#record.protocol ??= protocol;
  }

  observed(observation: AnyObservation): void {
    this.#records.observed(this.#row, this.#record, observation as Observation);
  }

  failed(probe: string, error: unknown): void {
    this.#records.failed(this.#row, probe, error);
  }
}
