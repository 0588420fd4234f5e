/** IPv6 header and extension headers (RFC 8200), AH (RFC 4302). */
import { type Layer, layerOfProtocol, narrowTo, stop, stopShort } from './layer.ts';
import { IP_PROTOCOL, type PacketView } from './packet-view.ts';

const HEADER_LENGTH = 40;
const FRAGMENT_HEADER_LENGTH = 8;

export function readIpv6(view: PacketView): Layer {
  const bytes = view.bytes;
  const at = view.position;
  if (view.end - at < HEADER_LENGTH) return stopShort(view);
  if (bytes[at] >> 4 !== 6) return stop(view, 'malformed');
  view.ipVersion = 6;
  view.networkOffset = at;
  view.identification = -1;
  view.hopLimit = bytes[at + 7];
  view.sourceOffset = at + 8;
  view.destinationOffset = at + 24;

  const payloadLength = (bytes[at + 4] << 8) | bytes[at + 5];
  const next = at + HEADER_LENGTH;
  // Zero with something behind it is a jumbogram or segmentation offload: the frame says how long it is.
  if (payloadLength !== 0 || bytes[at + 6] === IP_PROTOCOL.noNextHeader) {
    narrowTo(view, next + payloadLength);
  }
  view.position = next;
  return layerOfNextHeader(view, bytes[at + 6]);
}

/** Hop-by-hop options, routing and destination options: next header, then the length in units of 8 bytes less one. */
export function readExtension(view: PacketView): Layer {
  const { bytes, position: at } = view;
  if (view.end - at < 2) return stopShort(view);
  return pass(view, bytes[at], (bytes[at + 1] + 1) << 3);
}

/** The fragment header. A packet that is its only fragment is whole (RFC 6946). */
export function readFragment(view: PacketView): Layer {
  const { bytes, position: at } = view;
  if (view.end - at < FRAGMENT_HEADER_LENGTH) return stopShort(view);
  const field = (bytes[at + 2] << 8) | bytes[at + 3];
  view.identification = ((bytes[at + 4] << 24) | (bytes[at + 5] << 16) | (bytes[at + 6] << 8) | bytes[at + 7]) >>> 0;
  view.fragmentOffset = field & 0xfff8;
  view.moreFragments = (field & 1) === 1;
  if (view.fragmentOffset === 0 && !view.moreFragments) return pass(view, bytes[at], FRAGMENT_HEADER_LENGTH);
  view.protocol = bytes[at];
  view.transportOffset = view.position = at + FRAGMENT_HEADER_LENGTH;
  return stop(view, 'fragment');
}

/** AH leaves its payload readable; its length counts 4-byte words less two. */
export function readAuthentication(view: PacketView): Layer {
  const { bytes, position: at } = view;
  if (view.end - at < 2) return stopShort(view);
  return pass(view, bytes[at], (bytes[at + 1] + 2) << 2);
}

function pass(view: PacketView, nextHeader: number, length: number): Layer {
  if (length > view.end - view.position) return stopShort(view);
  view.position += length;
  return layerOfNextHeader(view, nextHeader);
}

function layerOfNextHeader(view: PacketView, nextHeader: number): Layer {
  view.protocol = nextHeader;
  if (nextHeader === IP_PROTOCOL.tcp || view.ipVersion !== 6) return layerOfProtocol(nextHeader);
  switch (nextHeader) {
    case IP_PROTOCOL.hopByHop:
    case IP_PROTOCOL.routing:
    case IP_PROTOCOL.destinationOptions:
      return 'extension';
    case IP_PROTOCOL.fragment:
      return 'fragment';
    default:
      return layerOfProtocol(nextHeader);
  }
}
