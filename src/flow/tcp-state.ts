/** What TCP tracking (`assembly/tcp-state.ts`) found of a flow. */
import type { PacketView } from '../wire/packet-view.ts';
import type { Direction } from './direction.ts';
import type { FlowTable } from './flow-table.ts';
import { FLAG, FLAGS, HANDSHAKE_DONE, ROW_WORDS, SYN } from './row-layout.ts';

/** An `ENDPOINT` state of a row's FLAGS. */
export function endpointState(flags: number, direction: Direction): number {
  return (flags >> (8 + 3 * direction)) & 7;
}

/** Tracks one segment of a looked-up row, at the table's `time` and `place`. Returns `EVENT` bits. */
export function trackTcp(table: FlowTable, row: number, view: PacketView): number {
  return table.kernel.trackTcp(
    row,
    table.direction,
    view.flags,
    view.sequence,
    view.acknowledgement,
    view.window,
    view.payloadWireLength,
    view.identification,
    table.time,
    table.place,
    Number(table.opened),
  );
}

/** From SYN to the originator's ACK, in ns; undefined when a part of the handshake was resent or not seen. */
export function handshakeRtt(table: FlowTable, row: number): number | undefined {
  if (table.words[row * ROW_WORDS + FLAGS] & FLAG.handshakeResent) return undefined;
  const syn = table.event(row, SYN);
  const done = table.event(row, HANDSHAKE_DONE);
  return syn && done ? done.time - syn.time : undefined;
}
