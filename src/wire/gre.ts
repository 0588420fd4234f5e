/** GRE (RFC 2784, keys and sequence numbers RFC 2890), PPTP's version 1 (RFC 2637), and ERSPAN inside (draft-foschiano-erspan). */
import { type Layer, layerOfEtherType, stopShort } from './layer.ts';
import type { PacketView } from './packet-view.ts';

const CHECKSUM = 0x8000;
const ROUTING = 0x4000;
const KEY = 0x2000;
const SEQUENCE = 0x1000;
const ACKNOWLEDGEMENT = 0x0080;
const ERSPAN_2 = 0x88be;
const ERSPAN_3 = 0x22eb;

/** Source routes (RFC 1701) were dropped in 2000 and are not followed. */
export function readGre(view: PacketView): Layer {
  const { bytes, position: at } = view;
  if (view.end - at < 4) return stopShort(view);
  const flags = (bytes[at] << 8) | bytes[at + 1];
  const version = flags & 7;
  if (version > 1 || (flags & ROUTING) !== 0) return 'other';
  let length = 4;
  if ((flags & CHECKSUM) !== 0) length += 4;
  if ((flags & KEY) !== 0) length += 4;
  if ((flags & SEQUENCE) !== 0) length += 4;
  if (version === 1 && (flags & ACKNOWLEDGEMENT) !== 0) length += 4;
  if (view.end - at < length) return stopShort(view);
  view.position = at + length;
  return layerOfGreProtocol((bytes[at + 2] << 8) | bytes[at + 3], flags);
}

/** ERSPAN type I has no header of its own, type II one of 8 bytes; only the latter numbers its packets. */
function layerOfGreProtocol(protocol: number, flags: number): Layer {
  if (protocol === ERSPAN_2) return (flags & SEQUENCE) !== 0 ? 'erspan-2' : 'ethernet';
  if (protocol === ERSPAN_3) return 'erspan-3';
  return layerOfEtherType(protocol);
}

export function readErspan2(view: PacketView): Layer {
  return passErspan(view, 8);
}

/** 12 bytes, and 8 more when the last bit says that the platform adds its own. */
export function readErspan3(view: PacketView): Layer {
  if (view.end - view.position < 12) return stopShort(view);
  return passErspan(view, (view.bytes[view.position + 11] & 1) === 1 ? 20 : 12);
}

function passErspan(view: PacketView, length: number): Layer {
  if (view.end - view.position < length) return stopShort(view);
  view.position += length;
  return 'ethernet';
}
