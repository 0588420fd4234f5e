/** UDP header (RFC 768). */
import { type Layer, stop, stopShort } from './layer.ts';
import type { PacketView } from './packet-view.ts';

const HEADER_LENGTH = 8;
/** RFC 7348 8. */
const VXLAN_PORT = 4789;
/** draft-ietf-nvo3-vxlan-gpe 7.2. */
const VXLAN_GPE_PORT = 4790;
/** RFC 8926 3.3. */
const GENEVE_PORT = 6081;

/** Leaves the datagram in the view; names the tunnel that its port suggests, which has to prove itself. */
export function readUdp(view: PacketView): Layer {
  const { bytes, position: at, end } = view;
  view.transportOffset = at;
  if (end - at < 4) return stopShort(view);
  view.sourcePort = (bytes[at] << 8) | bytes[at + 1];
  view.destinationPort = (bytes[at + 2] << 8) | bytes[at + 3];
  if (end - at < HEADER_LENGTH) return stopShort(view);

  const payloadOffset = at + HEADER_LENGTH;
  const length = (bytes[at + 4] << 8) | bytes[at + 5];
  if (length !== 0 && length < HEADER_LENGTH) return stop(view, 'malformed');
  // Zero is a jumbogram (RFC 2675) or offload; a length beyond the datagram cannot be.
  const wireEnd = length === 0 || at + length > view.wireEnd ? view.wireEnd : at + length;
  view.payloadOffset = payloadOffset;
  view.payloadLength = Math.min(wireEnd, end) - payloadOffset;
  view.payloadWireLength = wireEnd - payloadOffset;
  view.position = payloadOffset;
  if (view.destinationPort === VXLAN_PORT || view.destinationPort === VXLAN_GPE_PORT) return 'vxlan';
  if (view.destinationPort === GENEVE_PORT) return 'geneve';
  return 'end';
}
