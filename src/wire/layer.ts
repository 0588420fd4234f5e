/**
 * The layers that the packet walk knows. Each reader consumes one header at `view.position` and names the layer behind
 * it, so that no reader calls another and the depth is bounded in one place (`packet.ts`).
 */
import { IP_PROTOCOL, type PacketView } from './packet-view.ts';

export const LAYER = {
  /** The reader has set `view.stop`. */
  end: 0,
  /** Nothing that we read. */
  other: 1,
  ethernet: 2,
  vlan: 3,
  llc: 4,
  mpls: 5,
  pppoe: 6,
  ppp: 7,
  /** IPv4 or IPv6, as the version nibble says. */
  ip: 8,
  ipv4: 9,
  ipv6: 10,
  extension: 11,
  fragment: 12,
  authentication: 13,
  gre: 14,
  erspan2: 15,
  erspan3: 16,
  tcp: 17,
  udp: 18,
  icmp: 19,
  vxlan: 20,
  geneve: 21,
  linuxSll: 22,
  linuxSll2: 23,
  loopback: 24,
  pktap: 25,
  ieee80211: 26,
  radiotap: 27,
  ppi: 28,
  unsupported: 29,
} as const;

export type Layer = (typeof LAYER)[keyof typeof LAYER];

/** Ends the walk where a header does not fit: `cut` when the snaplen took it, else `malformed`. */
export function stopShort(view: PacketView): Layer {
  view.stop = view.end < view.wireEnd ? 'cut' : 'malformed';
  return LAYER.end;
}

/** Ends the walk at a header that contradicts itself. */
export function stopMalformed(view: PacketView): Layer {
  view.stop = 'malformed';
  return LAYER.end;
}

/** The layer behind an EtherType (IEEE 802 Numbers, IANA). */
export function layerOfEtherType(etherType: number): Layer {
  switch (etherType) {
    case 0x0800:
      return LAYER.ipv4;
    case 0x86dd:
      return LAYER.ipv6;
    case 0x8100: // 802.1Q
    case 0x88a8: // 802.1ad
    case 0x9100: // QinQ before 802.1ad
      return LAYER.vlan;
    case 0x8847:
    case 0x8848:
      return LAYER.mpls;
    case 0x8864:
      return LAYER.pppoe;
    case 0x6558: // transparent Ethernet bridging: GRE, GENEVE
      return LAYER.ethernet;
    case 0x880b:
      return LAYER.ppp;
    default:
      return LAYER.other;
  }
}

/** The layer behind an IP protocol number; AH (RFC 4302) may precede any in both versions. */
export function layerOfProtocol(protocol: number): Layer {
  switch (protocol) {
    case IP_PROTOCOL.tcp:
      return LAYER.tcp;
    case IP_PROTOCOL.udp:
      return LAYER.udp;
    case IP_PROTOCOL.icmp:
    case IP_PROTOCOL.icmpv6:
      return LAYER.icmp;
    case IP_PROTOCOL.ipip:
      return LAYER.ipv4;
    case IP_PROTOCOL.ipv6:
      return LAYER.ipv6;
    case IP_PROTOCOL.gre:
      return LAYER.gre;
    case IP_PROTOCOL.authentication:
      return LAYER.authentication;
    default:
      return LAYER.other;
  }
}
