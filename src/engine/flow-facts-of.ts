/** Builds what detectors and reports see of a flow from its row and its record. */
import { ipAddressText } from '../bytes/ip-address.ts';
import type { EndpointMatch } from '../catalogue/match.ts';
import type { FlowEndpoint, FlowFacts, TcpFacts } from '../classify/flow-facts.ts';
import type { ServerName } from '../classify/server-name.ts';
import { connState } from '../flow/conn-state.ts';
import type { Direction } from '../flow/direction.ts';
import { ORIGINATOR, RESPONDER } from '../flow/direction.ts';
import {
  BYTES,
  DATA,
  FIN,
  FIRST,
  FLAG,
  FLAGS,
  type FlowTable,
  HANDSHAKE_DONE,
  HOP_LIMIT,
  ID,
  ORIGINATOR_ADDRESS,
  PACKETS,
  PORTS,
  RESPONDER_ADDRESS,
  RETRANSMISSIONS,
  ROW_NUMBERS,
  ROW_WORDS,
  SYN,
  SYN_ACK,
} from '../flow/flow-table.ts';
import { handshakeRtt } from '../flow/tcp-state.ts';
import type { FlowRecord } from './flow-record.ts';

/** What classification and judgement add to a flow's own facts. */
export interface Classified {
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
  const packets = pair(table.words, row * ROW_WORDS + PACKETS);
  const bytes = pair(table.numbers, row * ROW_NUMBERS + BYTES);
  const protocol = record?.protocol ?? 'unknown';
  return {
    id: table.words[row * ROW_WORDS + ID],
    transport: flags & FLAG.udp ? 'udp' : 'tcp',
    originator: endpointOf(table, row, ORIGINATOR),
    responder: endpointOf(table, row, RESPONDER),
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
  };
}

export function endpointOf(table: FlowTable, row: number, direction: Direction): FlowEndpoint {
  const ports = table.words[row * ROW_WORDS + PORTS];
  return { address: addressOf(table, row, direction), port: direction === ORIGINATOR ? ports >>> 16 : ports & 0xffff };
}

export function addressOf(table: FlowTable, row: number, direction: Direction): string {
  const bytes = table.address(row, direction === ORIGINATOR ? ORIGINATOR_ADDRESS : RESPONDER_ADDRESS);
  const ipv6 = (table.words[row * ROW_WORDS + FLAGS] & FLAG.ipv6) !== 0;
  return ipv6 ? ipAddressText(bytes, 0, 6) : ipAddressText(bytes, 12, 4);
}

function tcpFacts(table: FlowTable, row: number, record: FlowRecord | undefined, flags: number): TcpFacts {
  const syn = table.event(row, SYN);
  return {
    syns: syn === undefined ? [] : [syn, ...(record?.resentSyns ?? [])],
    synAck: table.event(row, SYN_ACK),
    handshakeDone: table.event(row, HANDSHAKE_DONE),
    rtt: handshakeRtt(table, row),
    firstData: [table.event(row, DATA), table.event(row, DATA + 2)],
    firstDataResent: record?.resentFirstData ?? [[], []],
    firstDataAcked: [(flags & FLAG.originatorDataAcked) !== 0, (flags & FLAG.responderDataAcked) !== 0],
    fin: [table.event(row, FIN), table.event(row, FIN + 2)],
    resets: record?.resets ?? [],
    dataAfterReset: record?.dataAfterReset,
    hopLimits: [
      table.words[row * ROW_WORDS + HOP_LIMIT] & 0xff,
      (table.words[row * ROW_WORDS + HOP_LIMIT] >> 8) & 0xff,
    ],
    midStream: (flags & FLAG.midStream) !== 0,
  };
}

function pair(values: Int32Array | Float64Array, at: number): [number, number] {
  return [values[at], values[at + 1]];
}
