/** MPLS label stack (RFC 3032), and the guess at what it carries, which no field names. */
import { type Layer, layerOfEtherType, stopShort } from './layer.ts';
import type { PacketView } from './packet-view.ts';

const LABEL_LENGTH = 4;
const CONTROL_WORD_LENGTH = 4;

/** One label: 20 bits of label, 3 of traffic class, the bottom of stack bit, TTL. */
export function readMpls(view: PacketView): Layer {
  const { bytes, position: at } = view;
  if (view.end - at < LABEL_LENGTH + 1) return stopShort(view);
  const isBottom = (bytes[at + 2] & 1) === 1;
  view.position = at + LABEL_LENGTH;
  return isBottom ? readPayload(view) : 'mpls';
}

/**
 * First nibble 4 or 6: IP (RFC 4928 3); 1: a pseudowire's associated channel (RFC 4385); else Ethernet, behind the
 * pseudowire's control word if that makes sense of the type field.
 */
function readPayload(view: PacketView): Layer {
  switch (view.bytes[view.position] >> 4) {
    case 4:
      return 'ipv4';
    case 6:
      return 'ipv6';
    case 1:
      return 'other';
    default:
      if (!hasEtherType(view)) view.position += CONTROL_WORD_LENGTH;
      return 'ethernet';
  }
}

function hasEtherType({ bytes, position: at, end }: PacketView): boolean {
  return end - at >= 14 && layerOfEtherType((bytes[at + 12] << 8) | bytes[at + 13]) !== 'other';
}
