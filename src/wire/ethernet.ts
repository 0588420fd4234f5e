/** Ethernet II and 802.3 frames, VLAN tags, LLC/SNAP (IEEE 802.3, 802.1Q, 802.2). */
import { type Layer, layerOfEtherType, narrowTo, stopShort } from './layer.ts';
import type { PacketView } from './packet-view.ts';

const HEADER_LENGTH = 14;
const VLAN_TAG_LENGTH = 4;
/** Up to here the type field is a length (802.3 3.2.6). */
const MAX_LENGTH_FIELD = 1500;

export function readEthernet(view: PacketView): Layer {
  const at = view.position;
  if (view.end - at < HEADER_LENGTH) return stopShort(view);
  view.position = at + HEADER_LENGTH;
  const type = (view.bytes[at + 12] << 8) | view.bytes[at + 13];
  return type === 0x0800 ? 'ipv4' : layerOfTypeOrLength(view, type); // spares most frames a call
}

/** The tag behind its EtherType: priority and VLAN identifier, then the type of what it carries. */
export function readVlan(view: PacketView): Layer {
  const at = view.position;
  if (view.end - at < VLAN_TAG_LENGTH) return stopShort(view);
  view.position = at + VLAN_TAG_LENGTH;
  return layerOfTypeOrLength(view, (view.bytes[at + 2] << 8) | view.bytes[at + 3]);
}

function layerOfTypeOrLength(view: PacketView, type: number): Layer {
  if (type > MAX_LENGTH_FIELD) return layerOfEtherType(type);
  narrowTo(view, view.position + type);
  return 'llc';
}

/** LLC: SNAP with an EtherType (RFC 1042, and 802.1H's bridge-tunnel OUI), or IP by its own service access point. */
export function readLlc(view: PacketView): Layer {
  const { bytes, position: at } = view;
  if (view.end - at < 3) return stopShort(view);
  const accessPoints = (bytes[at] << 8) | bytes[at + 1];
  if (accessPoints === 0x0606) {
    view.position = at + 3;
    return 'ipv4';
  }
  if (accessPoints !== 0xaaaa || bytes[at + 2] !== 3) return 'other';
  if (view.end - at < 8) return stopShort(view);
  const organisation = (bytes[at + 3] << 16) | (bytes[at + 4] << 8) | bytes[at + 5];
  if (organisation !== 0 && organisation !== 0x0000f8) return 'other';
  view.position = at + 8;
  return layerOfEtherType((bytes[at + 6] << 8) | bytes[at + 7]);
}
