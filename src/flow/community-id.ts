/** Community ID, version 1, seed 0 (github.com/corelight/community-id-spec): one name for a flow across tools. */
import { sha1 } from '../bytes/crypto.ts';
import { IP_PROTOCOL } from '../wire/packet-view.ts';
import type { FlowTable } from './flow-table.ts';
import { FLAG, FLAGS, ORIGINATOR_ADDRESS, PORTS, RESPONDER_ADDRESS, ROW_WORDS } from './row-layout.ts';

const SEED_LENGTH = 2;

export function communityId(table: FlowTable, row: number): string {
  const flags = table.words[row * ROW_WORDS + FLAGS];
  const addressStart = flags & FLAG.ipv6 ? 0 : 12;
  const one = table.address(row, ORIGINATOR_ADDRESS).subarray(addressStart);
  const other = table.address(row, RESPONDER_ADDRESS).subarray(addressStart);
  const ports = table.words[row * ROW_WORDS + PORTS];
  const onePort = ports >>> 16;
  const otherPort = ports & 0xffff;
  // The lesser end goes first, so that both directions have one id.
  const order = compareBytes(one, other) || onePort - otherPort;
  const [first, second] = order <= 0 ? [one, other] : [other, one];
  const [firstPort, secondPort] = order <= 0 ? [onePort, otherPort] : [otherPort, onePort];
  const protocol = flags & FLAG.udp ? IP_PROTOCOL.udp : IP_PROTOCOL.tcp;
  const tail = [protocol, 0, firstPort >> 8, firstPort & 0xff, secondPort >> 8, secondPort & 0xff];
  const input = new Uint8Array(SEED_LENGTH + 2 * one.length + tail.length);
  input.set(first, SEED_LENGTH);
  input.set(second, SEED_LENGTH + one.length);
  input.set(tail, SEED_LENGTH + 2 * one.length);
  return `1:${btoa(String.fromCharCode(...sha1(input)))}`;
}

function compareBytes(one: Uint8Array, other: Uint8Array): number {
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return one[at] - other[at];
  return 0;
}
