/**
 * VXLAN (RFC 7348), its generic extension (draft-ietf-nvo3-vxlan-gpe) and GENEVE (RFC 8926). A port is only a hint: unless a plausible IP packet is found inside, the outer
 * datagram stays what the view describes.
 */
import type { Layer } from './layer.ts';
import type { PacketView } from './packet-view.ts';

const HEADER_LENGTH = 8;
const ETHERNET = 0x6558;
const ETHERNET_HEADER_LENGTH = 14;
const VLAN_TAG_LENGTH = 4;

/** VXLAN-GPE 3.1: what the next-protocol byte says; indexes are its values. */
const GPE_ETHER_TYPES: readonly number[] = [0, 0x0800, 0x86dd, ETHERNET];

/**
 * Flags with the I bit alone set, 24 reserved bits, network identifier, 8 reserved bits; then Ethernet. With the P bit it is the
 * generic extension, and the last of the 24 bits name what follows.
 */
export function readVxlan(view: PacketView): Layer {
  const { bytes, position: at } = view;
  if (view.end - at < HEADER_LENGTH) return 'end';
  if (bytes[at] === 0x08) return enter(view, at + HEADER_LENGTH, ETHERNET);
  return bytes[at] === 0x0c ? enter(view, at + HEADER_LENGTH, GPE_ETHER_TYPES[bytes[at + 3]] ?? 0) : 'end';
}

/** Version 0 and option length in words, flags, EtherType of what follows, network identifier; then options. */
export function readGeneve(view: PacketView): Layer {
  const { bytes, position: at } = view;
  if (view.end - at < HEADER_LENGTH || bytes[at] >> 6 !== 0) return 'end';
  const next = at + HEADER_LENGTH + ((bytes[at] & 0x3f) << 2);
  return enter(view, next, (bytes[at + 2] << 8) | bytes[at + 3]);
}

function enter(view: PacketView, at: number, etherType: number): Layer {
  const isEthernet = etherType === ETHERNET;
  if (!(isEthernet ? isPlausibleEthernet(view, at) : isPlausibleIp(view, at, etherType))) return 'end';
  view.position = at;
  view.sourcePort = 0;
  view.destinationPort = 0;
  view.payloadLength = 0;
  view.payloadWireLength = 0;
  return isEthernet ? 'ethernet' : 'ip';
}

function isPlausibleEthernet(view: PacketView, at: number): boolean {
  const { bytes, end } = view;
  let next = at + ETHERNET_HEADER_LENGTH;
  let etherType = next <= end ? (bytes[next - 2] << 8) | bytes[next - 1] : 0;
  for (let tags = 0; tags < 2 && (etherType === 0x8100 || etherType === 0x88a8); tags++) {
    next += VLAN_TAG_LENGTH;
    etherType = next <= end ? (bytes[next - 2] << 8) | bytes[next - 1] : 0;
  }
  return isPlausibleIp(view, next, etherType);
}

/** The version fits the EtherType and the length fits the datagram around it. */
function isPlausibleIp(view: PacketView, at: number, etherType: number): boolean {
  const { bytes, end, wireEnd } = view;
  if (etherType === 0x0800 && end - at >= 20) {
    const headerLength = (bytes[at] & 0x0f) << 2;
    const totalLength = (bytes[at + 2] << 8) | bytes[at + 3];
    return bytes[at] >> 4 === 4 && headerLength >= 20 && totalLength >= headerLength && at + totalLength <= wireEnd;
  }
  if (etherType === 0x86dd && end - at >= 40) {
    const payloadLength = (bytes[at + 4] << 8) | bytes[at + 5];
    return bytes[at] >> 4 === 6 && at + 40 + payloadLength <= wireEnd;
  }
  return false;
}
