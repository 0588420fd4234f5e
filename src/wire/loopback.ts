/** BSD loopback: the address family in 4 bytes, in the byte order of the capturing host (NULL) or the network's (LOOP). */
import { type Layer, stopShort } from './layer.ts';
import type { PacketView } from './packet-view.ts';

const HEADER_LENGTH = 4;

/** Families fit one byte, so that either byte order is told by where the zeros are. */
export function readLoopback(view: PacketView): Layer {
  const { bytes, position: at } = view;
  if (view.end - at < HEADER_LENGTH) return stopShort(view);
  view.position = at + HEADER_LENGTH;
  if (bytes[at + 1] !== 0 || bytes[at + 2] !== 0 || (bytes[at] !== 0 && bytes[at + 3] !== 0)) return 'other';
  return layerOfFamily(bytes[at] | bytes[at + 3]);
}

function layerOfFamily(family: number): Layer {
  switch (family) {
    case 2:
      return 'ipv4';
    case 10: // Linux
    case 24: // NetBSD, OpenBSD
    case 28: // FreeBSD
    case 30: // Darwin
      return 'ipv6';
    default:
      return 'other';
  }
}
