/** The walk from the link layer to the transport header of the innermost packet. */
import { readEthernet, readLlc, readVlan } from './ethernet.ts';
import { readIpv4 } from './ipv4.ts';
import { readAuthentication, readExtension, readFragment, readIpv6 } from './ipv6.ts';
import { type Layer, stop, stopShort } from './layer.ts';
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

  // What most captures hold, without the loop below:
  let layer: Layer = linkType === LINK_TYPE.ethernet ? readEthernet(view) : layerOfLinkType(linkType);
  if (layer === 'ipv4') layer = readIpv4(view);
  if (layer === 'tcp') readTcp(view);
  else if (layer !== 'end') walk(view, layer);
}

function walk(view: PacketView, first: Layer): void {
  let layer = first;
  for (let depth = 0; layer !== 'end'; depth++) {
    layer = depth < MAX_LAYERS ? readLayer(view, layer) : stop(view, 'other');
  }
}

function readLayer(view: PacketView, layer: Layer): Layer {
  switch (layer) {
    case 'ethernet':
      return readEthernet(view);
    case 'ipv4':
      return readIpv4(view);
    case 'tcp':
      return readTcp(view);
    case 'ipv6':
      return readIpv6(view);
    case 'udp':
      return readUdp(view);
    case 'icmp':
      return readIcmp(view);
    case 'vlan':
      return readVlan(view);
    case 'llc':
      return readLlc(view);
    case 'ip':
      return layerOfIpVersion(view);
    case 'extension':
      return readExtension(view);
    case 'fragment':
      return readFragment(view);
    case 'authentication':
      return readAuthentication(view);
    case 'unsupported':
      return stop(view, 'link-type');
    default:
      return stop(view, 'other');
  }
}

function layerOfIpVersion(view: PacketView): Layer {
  if (view.position >= view.end) return stopShort(view);
  return view.bytes[view.position] >> 4 === 6 ? 'ipv6' : 'ipv4';
}

/** Type, code, checksum and the word whose meaning depends on the type. */
function readIcmp(view: PacketView): Layer {
  const at = view.position;
  view.transportOffset = at;
  if (view.end - at < 8) return stopShort(view);
  view.payloadOffset = at + 8;
  view.payloadLength = view.end - view.payloadOffset;
  view.payloadWireLength = view.wireEnd - view.payloadOffset;
  return 'end';
}

function layerOfLinkType(linkType: number): Layer {
  switch (linkType) {
    case LINK_TYPE.ethernet:
      return 'ethernet';
    case LINK_TYPE.raw:
    case LINK_TYPE.dltRaw:
    case LINK_TYPE.dltRawOpenBsd:
      return 'ip';
    case LINK_TYPE.ipv4:
      return 'ipv4';
    case LINK_TYPE.ipv6:
      return 'ipv6';
    default:
      return 'unsupported';
  }
}
