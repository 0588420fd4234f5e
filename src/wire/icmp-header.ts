/** ICMP (RFC 792) and ICMPv6 (RFC 4443) header. */
import { type Layer, stopShort } from './layer.ts';
import type { PacketView } from './packet-view.ts';

const HEADER_LENGTH = 8;

/** Type, code, checksum, and a word whose meaning depends on the type. The payload is what follows. */
export function readIcmp(view: PacketView): Layer {
  const at = view.position;
  view.transportOffset = at;
  if (view.end - at < HEADER_LENGTH) return stopShort(view);
  view.payloadOffset = at + HEADER_LENGTH;
  view.payloadLength = view.end - view.payloadOffset;
  view.payloadWireLength = view.wireEnd - view.payloadOffset;
  return 'end';
}
