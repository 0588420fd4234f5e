/** Builds what detectors and reports see of a flow from its row and its record. */
import { ipAddressText } from '../bytes/ip-address.ts';
import type { EndpointMatch } from '../catalogue/match.ts';
import type { FlowFacts, TcpFacts } from '../classify/flow-facts.ts';
import type { ServerName } from '../classify/server-name.ts';
import { connState } from '../flow/conn-state.ts';
import type { Direction } from '../flow/direction.ts';
import { ORIGINATOR, RESPONDER } from '../flow/direction.ts';
import type { FlowTable } from '../flow/flow-table.ts';
import {
  BYTES,
  DATA,
  FIN,
  FIRST,
  FIRST_DATA_BYTES,
  FIRST_SEQUENCE,
  FLAG,
  FLAGS,
  HANDSHAKE_DONE,
  HOLE_END,
  HOLE_START,
  HOP_LIMIT,
  ID,
  NEXT_SEQUENCE,
  ORIGINATOR_ADDRESS,
  PACKETS,
  PORTS,
  RESPONDER_ADDRESS,
  RETRANSMISSIONS,
  ROW_NUMBERS,
  ROW_WORDS,
  SYN,
  SYN_ACK,
} from '../flow/row-layout.ts';
import { optionsOf } from '../flow/tcp-options.ts';
import { handshakeRtt } from '../flow/tcp-state.ts';
import type { FlowRecord } from './flow-record.ts';

/** What classification and judgement add to a flow's own facts. */
export interface Classified {
  /** Addresses as text. */
  readonly client: string;
  readonly server: string;
  readonly name: ServerName;
  readonly services: readonly EndpointMatch[];
  readonly originatorRole: string | undefined;
  readonly responderRole: string | undefined;
  /** ns. */
  readonly watchedUntil: number;
}

export function flowFactsOf(
  table: FlowTable,
  row: number,
  record: FlowRecord | undefined,
  classified: Classified,
): FlowFacts {
  const flags = table.words[row * ROW_WORDS + FLAGS];
  const ports = table.words[row * ROW_WORDS + PORTS];
  const packets = pair(table.words, row * ROW_WORDS + PACKETS);
  const bytes = pair(table.numbers, row * ROW_NUMBERS + BYTES);
  const protocol = record?.protocol ?? 'unknown';
  return {
    id: table.words[row * ROW_WORDS + ID],
    transport: flags & FLAG.udp ? 'udp' : 'tcp',
    originator: { address: classified.client, port: ports >>> 16 },
    responder: { address: classified.server, port: ports & 0xffff },
    first: table.event(row, FIRST)!,
    last: table.last(row),
    packets,
    bytes,
    retransmissions: pair(table.words, row * ROW_WORDS + RETRANSMISSIONS),
    connState: connState(flags, packets, bytes[0] + bytes[1]),
    history: table.historyText(row),
    tcp: flags & FLAG.udp ? undefined : tcpFacts(table, row, record, flags),
    icmp: record?.icmp ?? [],
    observations: record?.observations ?? [],
    omitted: record?.omitted,
    protocol,
    unrecognised: (flags & FLAG.unrecognised) !== 0,
    serverName: classified.name.name,
    nameFrom: classified.name.from,
    candidates: classified.name.candidates,
    originatorRole: classified.originatorRole,
    responderRole: classified.responderRole,
    services: classified.services,
    basis: protocol === 'unknown' ? 'attempt' : 'content',
    watchedUntil: classified.watchedUntil,
    succeeded: (flags & FLAG.succeeded) !== 0,
    process: record?.process,
  };
}

/** The responder's first word came behind a RST in its name, and the originator never acknowledged it: it had left. */
export function isAbandoned(table: FlowTable, row: number, record: FlowRecord | undefined): boolean {
  if (record?.dataAfterReset === undefined || table.words[row * ROW_WORDS + FLAGS] & FLAG.responderDataAcked)
    return false;
  const reset = record.resets?.find(({ from }) => from === RESPONDER);
  return reset !== undefined && table.event(row, DATA + 2)!.time > reset.at.time;
}

/** Texts of IPv4 addresses remembered: the same few stand in most flows. */
const MAX_ADDRESS_TEXTS = 65_536;
const addressTexts = new Map<number, string>();

/** RFC 5952. */
export function addressOf(table: FlowTable, row: number, direction: Direction): string {
  const word = direction === ORIGINATOR ? ORIGINATOR_ADDRESS : RESPONDER_ADDRESS;
  if (table.words[row * ROW_WORDS + FLAGS] & FLAG.ipv6) return ipAddressText(table.address(row, word), 0, 6);
  const key = table.words[row * ROW_WORDS + word + 3];
  const known = addressTexts.get(key);
  if (known !== undefined) return known;
  if (addressTexts.size >= MAX_ADDRESS_TEXTS) addressTexts.clear();
  const text = ipAddressText(table.address(row, word), 12, 4);
  addressTexts.set(key, text);
  return text;
}

function tcpFacts(table: FlowTable, row: number, record: FlowRecord | undefined, flags: number): TcpFacts {
  const syn = table.event(row, SYN);
  return {
    syns: syn === undefined ? [] : [syn, ...(record?.resentSyns ?? [])],
    synAck: table.event(row, SYN_ACK),
    handshakeDone: table.event(row, HANDSHAKE_DONE),
    rtt: handshakeRtt(table, row),
    firstData: [table.event(row, DATA), table.event(row, DATA + 2)],
    options: [optionsOf(table.words, row, ORIGINATOR), optionsOf(table.words, row, RESPONDER)],
    firstDataBytes: halves(table.words[row * ROW_WORDS + FIRST_DATA_BYTES]),
    firstDataResent: record?.resentFirstData ?? [[], []],
    firstDataAcked: [(flags & FLAG.originatorDataAcked) !== 0, (flags & FLAG.responderDataAcked) !== 0],
    fin: [table.event(row, FIN), table.event(row, FIN + 2)],
    resets: record?.resets ?? [],
    dataAfterReset: record?.dataAfterReset,
    silences: record?.silences ?? [],
    unanswered: flags & (FLAG.originatorWaits | FLAG.responderWaits) ? record?.silences?.at(-1) : undefined,
    stalled: [stallOf(table.words, row, record, ORIGINATOR), stallOf(table.words, row, record, RESPONDER)],
    missingBytes: [missingInFront(table.words, row, ORIGINATOR), missingInFront(table.words, row, RESPONDER)],
    selectiveAck: record?.selectiveAck ?? [undefined, undefined],
    hopLimits: [
      table.words[row * ROW_WORDS + HOP_LIMIT] & 0xff,
      (table.words[row * ROW_WORDS + HOP_LIMIT] >> 8) & 0xff,
    ],
    midStream: (flags & FLAG.midStream) !== 0,
  };
}

function stallOf(words: Int32Array, row: number, record: FlowRecord | undefined, direction: Direction) {
  const stall = record?.stalls?.[direction];
  return stall?.lasts(words[row * ROW_WORDS + NEXT_SEQUENCE + direction]) ? stall : undefined;
}

/** Of a side: the hole between the first byte that it sent and what was captured, if that is the latest hole and nothing filled it. */
function missingInFront(words: Int32Array, row: number, direction: Direction): number {
  const at = row * ROW_WORDS + direction;
  return words[at + HOLE_START] === words[at + FIRST_SEQUENCE]
    ? Math.max(0, (words[at + HOLE_END] - words[at + HOLE_START]) | 0)
    : 0;
}

/** The originator's half of a word, and the responder's. */
function halves(word: number): [number, number] {
  return [word & 0xffff, word >>> 16];
}

function pair(values: Int32Array | Float64Array, at: number): [number, number] {
  return [values[at], values[at + 1]];
}
