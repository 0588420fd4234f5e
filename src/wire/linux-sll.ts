/** Linux "cooked" captures, as `-i any` writes them: LINKTYPE_LINUX_SLL and LINKTYPE_LINUX_SLL2. All big-endian. */
import { type Layer, layerOfEtherType, stopShort } from './layer.ts';
import type { PacketView } from './packet-view.ts';

const SLL_LENGTH = 16;
const SLL2_LENGTH = 20;
/** ARPHRD_NETLINK: the protocol field is a netlink family. */
const NETLINK = 824;
/** ETH_P_802_2: an LLC header instead of an EtherType. */
const LLC = 0x0004;

/** Packet type, ARPHRD type, address length, 8 bytes of address, protocol. */
export function readLinuxSll(view: PacketView): Layer {
  const { bytes, position: at } = view;
  if (view.end - at < SLL_LENGTH) return stopShort(view);
  view.position = at + SLL_LENGTH;
  return layerOfProtocolField((bytes[at + 14] << 8) | bytes[at + 15], (bytes[at + 2] << 8) | bytes[at + 3]);
}

/** Protocol, reserved, interface index, ARPHRD type, packet type, address length, 8 bytes of address. */
export function readLinuxSll2(view: PacketView): Layer {
  const { bytes, position: at } = view;
  if (view.end - at < SLL2_LENGTH) return stopShort(view);
  view.position = at + SLL2_LENGTH;
  return layerOfProtocolField((bytes[at] << 8) | bytes[at + 1], (bytes[at + 8] << 8) | bytes[at + 9]);
}

function layerOfProtocolField(protocol: number, hardwareType: number): Layer {
  if (hardwareType === NETLINK) return 'other';
  return protocol === LLC ? 'llc' : layerOfEtherType(protocol);
}
