/** IPv4 header (RFC 791). */
import { type Layer, layerOfProtocol, narrowTo, stop, stopShort } from './layer.ts';
import { IP_PROTOCOL, type PacketView } from './packet-view.ts';

const MIN_HEADER_LENGTH = 20;
/** A module's own constant: the optimiser folds it, an imported one it loads. */
const TCP = IP_PROTOCOL.tcp;

/**
 * Narrows the view to the datagram, so that Ethernet padding is not payload; a length beyond the frame is not believed.
 * The checksum is never judged (offload).
 */
export function readIpv4(view: PacketView): Layer {
  const bytes = view.bytes;
  const at = view.position;
  if (view.end - at < MIN_HEADER_LENGTH) return stopShort(view);
  const headerLength = (bytes[at] & 0x0f) << 2;
  if (bytes[at] >> 4 !== 4 || headerLength < MIN_HEADER_LENGTH) return stop(view, 'malformed');
  view.ipVersion = 4;
  view.networkOffset = at;
  view.identification = (bytes[at + 4] << 8) | bytes[at + 5];
  view.hopLimit = bytes[at + 8];
  const protocol = bytes[at + 9];
  view.protocol = protocol;
  view.sourceOffset = at + 12;
  view.destinationOffset = at + 16;

  const totalLength = (bytes[at + 2] << 8) | bytes[at + 3];
  // Zero is what segmentation offload leaves: the frame alone says how long the datagram is.
  if (totalLength !== 0) {
    if (totalLength < headerLength) return stop(view, 'malformed');
    narrowTo(view, at + totalLength);
  }
  const next = at + headerLength;
  if (next > view.end) return stopShort(view);
  view.position = next;

  const fragment = ((bytes[at + 6] << 8) | bytes[at + 7]) & 0x3fff;
  if (fragment === 0) return protocol === TCP ? 'tcp' : layerOfProtocol(protocol); // spares most packets a call
  view.fragmentOffset = (fragment & 0x1fff) << 3;
  view.moreFragments = fragment > 0x1fff;
  view.transportOffset = next;
  return stop(view, 'fragment');
}
