/** TCP header (RFC 9293 3.1). */
import { type Layer, stop, stopShort } from './layer.ts';
import type { PacketView } from './packet-view.ts';

const MIN_HEADER_LENGTH = 20;

/** Options that the snaplen cut leave the packet `ok`, with no payload captured. */
export function readTcp(view: PacketView): Layer {
  const bytes = view.bytes;
  const at = view.position;
  const end = view.end;
  view.transportOffset = at;
  if (end - at < MIN_HEADER_LENGTH) return readCutTcp(view);
  view.sourcePort = (bytes[at] << 8) | bytes[at + 1];
  view.destinationPort = (bytes[at + 2] << 8) | bytes[at + 3];
  view.sequence = ((bytes[at + 4] << 24) | (bytes[at + 5] << 16) | (bytes[at + 6] << 8) | bytes[at + 7]) >>> 0;
  view.acknowledgement = ((bytes[at + 8] << 24) | (bytes[at + 9] << 16) | (bytes[at + 10] << 8) | bytes[at + 11]) >>> 0;
  view.flags = bytes[at + 13];
  view.window = (bytes[at + 14] << 8) | bytes[at + 15];

  const headerLength = (bytes[at + 12] >> 4) << 2;
  const payloadOffset = at + headerLength;
  if (headerLength < MIN_HEADER_LENGTH || payloadOffset > view.wireEnd) {
    return stop(view, 'malformed');
  }
  view.payloadOffset = Math.min(payloadOffset, end);
  view.payloadLength = end - view.payloadOffset;
  view.payloadWireLength = view.wireEnd - payloadOffset;
  return 'end';
}

/** Ports and sequence number as far as they were captured: ICMP errors quote no more than that. */
function readCutTcp(view: PacketView): Layer {
  const { bytes, position: at, end } = view;
  if (end - at >= 4) {
    view.sourcePort = (bytes[at] << 8) | bytes[at + 1];
    view.destinationPort = (bytes[at + 2] << 8) | bytes[at + 3];
  }
  if (end - at >= 8) view.sequence = u32(bytes, at + 4);
  return stopShort(view);
}

function u32(bytes: Uint8Array, at: number): number {
  return ((bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]) >>> 0;
}
