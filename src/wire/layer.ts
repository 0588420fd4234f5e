/**
 * The layers that the packet walk knows. Each reader consumes one header at `view.position` and names the layer behind
 * it, so that no reader calls another and the depth is bounded in one place (`packet.ts`).
 */
import { IP_PROTOCOL, type PacketStop, type PacketView } from './packet-view.ts';

export type Layer =
  /** The reader has set `view.stop`. */
  | 'end'
  /** Nothing that we read. */
  | 'other'
  | 'ethernet'
  | 'vlan'
  | 'llc'
  | 'mpls'
  | 'pppoe'
  | 'ppp'
  /** IPv4 or IPv6, as the version nibble says. */
  | 'ip'
  | 'ipv4'
  | 'ipv6'
  | 'extension'
  | 'fragment'
  | 'authentication'
  | 'gre'
  | 'erspan-2'
  | 'erspan-3'
  | 'tcp'
  | 'udp'
  | 'icmp'
  | 'vxlan'
  | 'geneve'
  | 'linux-sll'
  | 'linux-sll2'
  | 'loopback'
  | 'pktap'
  /** PKTAP where plausible. */
  | 'user2'
  | 'ieee80211'
  | 'radiotap'
  | 'ppi'
  | 'unsupported';

/** Ends the walk where a header does not fit: `cut` when the snaplen took it, else `malformed`. */
export function stopShort(view: PacketView): Layer {
  return stop(view, view.end < view.wireEnd ? 'cut' : 'malformed');
}

/** Ends the walk for the reason given. */
export function stop(view: PacketView, reason: PacketStop): Layer {
  view.stop = reason;
  return 'end';
}

/** What follows `wireEnd` is padding, or a trailer: no part of what the next header describes. */
export function narrowTo(view: PacketView, wireEnd: number): void {
  if (wireEnd < view.wireEnd) view.wireEnd = wireEnd;
  if (wireEnd < view.end) view.end = wireEnd;
}

/** The layer behind an EtherType (IEEE 802 Numbers, IANA). */
export function layerOfEtherType(etherType: number): Layer {
  switch (etherType) {
    case 0x0800:
      return 'ipv4';
    case 0x86dd:
      return 'ipv6';
    case 0x8100: // 802.1Q
    case 0x88a8: // 802.1ad
    case 0x9100: // QinQ before 802.1ad
      return 'vlan';
    case 0x8847:
    case 0x8848:
      return 'mpls';
    case 0x8864:
      return 'pppoe';
    case 0x6558: // transparent Ethernet bridging: GRE, GENEVE
      return 'ethernet';
    case 0x880b:
      return 'ppp';
    default:
      return 'other';
  }
}

/** The layer behind an IP protocol number; AH (RFC 4302) may precede any in both versions. */
export function layerOfProtocol(protocol: number): Layer {
  switch (protocol) {
    case IP_PROTOCOL.tcp:
      return 'tcp';
    case IP_PROTOCOL.udp:
      return 'udp';
    case IP_PROTOCOL.icmp:
    case IP_PROTOCOL.icmpv6:
      return 'icmp';
    case IP_PROTOCOL.ipip:
      return 'ipv4';
    case IP_PROTOCOL.ipv6:
      return 'ipv6';
    case IP_PROTOCOL.gre:
      return 'gre';
    case IP_PROTOCOL.authentication:
      return 'authentication';
    default:
      return 'other';
  }
}
