/** PPP frames (RFC 1661, RFC 1662) and PPPoE sessions (RFC 2516). */
import { type Layer, narrowTo, stop, stopShort } from './layer.ts';
import type { PacketView } from './packet-view.ts';

const PPPOE_HEADER_LENGTH = 6;

/** Version and type 1, code 0 (session data), session identifier, length. */
export function readPppoe(view: PacketView): Layer {
  const { bytes, position: at } = view;
  if (view.end - at < PPPOE_HEADER_LENGTH) return stopShort(view);
  if (bytes[at] !== 0x11) return stop(view, 'malformed');
  if (bytes[at + 1] !== 0) return 'other';
  view.position = at + PPPOE_HEADER_LENGTH;
  narrowTo(view, view.position + ((bytes[at + 4] << 8) | bytes[at + 5]));
  return 'ppp';
}

/** Address and control bytes are optional, and the protocol may be compressed to one odd byte (RFC 1661 6.5, 6.6). */
export function readPpp(view: PacketView): Layer {
  const { bytes, position } = view;
  const isFramed = view.end - position >= 2 && bytes[position] === 0xff && bytes[position + 1] === 0x03;
  const at = isFramed ? position + 2 : position;
  if (view.end - at < 2) return stopShort(view);
  const isCompressed = (bytes[at] & 1) === 1;
  view.position = at + (isCompressed ? 1 : 2);
  return layerOfPppProtocol(isCompressed ? bytes[at] : (bytes[at] << 8) | bytes[at + 1]);
}

function layerOfPppProtocol(protocol: number): Layer {
  switch (protocol) {
    case 0x0021:
      return 'ipv4';
    case 0x0057:
      return 'ipv6';
    case 0x0281:
    case 0x0283:
      return 'mpls';
    default:
      return 'other';
  }
}
