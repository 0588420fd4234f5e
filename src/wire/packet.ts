/** The walk from the link layer to the transport header of the innermost packet. */
import { readEthernet, readLlc, readVlan } from './ethernet.ts';
import { readIpv4 } from './ipv4.ts';
import { readAuthentication, readExtension, readFragment, readIpv6 } from './ipv6.ts';
import { LAYER, type Layer, stopShort } from './layer.ts';
import { LINK_TYPE } from './link-type.ts';
import type { PacketView } from './packet-view.ts';
import { readTcp } from './tcp-header.ts';
import { readUdp } from './udp-header.ts';

/** Headers that one frame may stack, tags and extension headers included; behind that it is `other`. */
export const MAX_LAYERS = 32;

/**
 * Describes the frame at `bytes[start, end)` in `view`. `wireLength` is its length before the snaplen cut it.
 * Never throws and reads nothing outside those bytes; `view.stop` says how far it came.
 */
export function decodePacket(
  view: PacketView,
  bytes: Uint8Array,
  start: number,
  end: number,
  wireLength: number,
  linkType: number,
): void {
  view.stop = 'ok';
  view.bytes = bytes;
  view.position = start;
  view.end = end;
  view.wireEnd = wireLength > end - start ? start + wireLength : end;
  view.ipVersion = 0;
  view.protocol = -1;
  view.identification = -1;
  view.fragmentOffset = 0;
  view.moreFragments = false;
  view.sourcePort = 0;
  view.destinationPort = 0;
  view.flags = 0;
  view.payloadLength = 0;
  view.payloadWireLength = 0;
  view.pktapOffset = -1;
  walk(view, linkType === LINK_TYPE.ethernet ? LAYER.ethernet : layerOfLinkType(linkType));
}

function walk(view: PacketView, first: Layer): void {
  let layer = first;
  for (let depth = 0; depth < MAX_LAYERS; depth++) {
    switch (layer) {
      case LAYER.ethernet:
        layer = readEthernet(view);
        break;
      case LAYER.ipv4:
        layer = readIpv4(view);
        break;
      case LAYER.tcp:
        return readTcp(view);
      case LAYER.end:
        return;
      default:
        layer = readRare(view, layer);
    }
  }
  view.stop = 'other';
}

function readRare(view: PacketView, layer: Layer): Layer {
  switch (layer) {
    case LAYER.ipv6:
      return readIpv6(view);
    case LAYER.udp:
      return readUdp(view);
    case LAYER.icmp:
      return readIcmp(view);
    case LAYER.vlan:
      return readVlan(view);
    case LAYER.llc:
      return readLlc(view);
    case LAYER.ip:
      return layerOfIpVersion(view);
    case LAYER.extension:
      return readExtension(view);
    case LAYER.fragment:
      return readFragment(view);
    case LAYER.authentication:
      return readAuthentication(view);
    case LAYER.unsupported:
      view.stop = 'link-type';
      return LAYER.end;
    default:
      view.stop = 'other';
      return LAYER.end;
  }
}

function layerOfIpVersion(view: PacketView): Layer {
  if (view.position >= view.end) return stopShort(view);
  return view.bytes[view.position] >> 4 === 6 ? LAYER.ipv6 : LAYER.ipv4;
}

/** Type, code, checksum and the word whose meaning depends on the type. */
function readIcmp(view: PacketView): Layer {
  const at = view.position;
  view.transportOffset = at;
  if (view.end - at < 8) return stopShort(view);
  view.payloadOffset = at + 8;
  view.payloadLength = view.end - view.payloadOffset;
  view.payloadWireLength = view.wireEnd - view.payloadOffset;
  return LAYER.end;
}

function layerOfLinkType(linkType: number): Layer {
  switch (linkType) {
    case LINK_TYPE.ethernet:
      return LAYER.ethernet;
    case LINK_TYPE.raw:
    case LINK_TYPE.dltRaw:
    case LINK_TYPE.dltRawOpenBsd:
      return LAYER.ip;
    case LINK_TYPE.ipv4:
      return LAYER.ipv4;
    case LINK_TYPE.ipv6:
      return LAYER.ipv6;
    default:
      return LAYER.unsupported;
  }
}
