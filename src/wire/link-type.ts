/** Link types of pcap and pcapng, by the names of their registry (https://www.tcpdump.org/linktypes.html). */
import type { Layer } from './layer.ts';

/** The link types that the packet walk reads. */
export const LINK_TYPE = {
  null: 0,
  ethernet: 1,
  ppp: 9,
  /** DLT_RAW as most systems number it. */
  dltRaw: 12,
  /** DLT_RAW as OpenBSD numbers it. */
  dltRawOpenBsd: 14,
  pppHdlc: 50,
  pppEther: 51,
  raw: 101,
  ieee80211: 105,
  loop: 108,
  linuxSll: 113,
  radiotap: 127,
  /** For private use, and the number under which macOS writes PKTAP. */
  user2: 149,
  ppi: 192,
  ipv4: 228,
  ipv6: 229,
  pktap: 258,
  linuxSll2: 276,
} as const;

/** The first layer of a frame of this link type; `unsupported` for those that we do not read. */
export function layerOfLinkType(linkType: number): Layer {
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
    case LINK_TYPE.null:
    case LINK_TYPE.loop:
      return 'loopback';
    case LINK_TYPE.linuxSll:
      return 'linux-sll';
    case LINK_TYPE.linuxSll2:
      return 'linux-sll2';
    case LINK_TYPE.pktap:
      return 'pktap';
    case LINK_TYPE.user2:
      return 'user2';
    case LINK_TYPE.ppp:
    case LINK_TYPE.pppHdlc:
      return 'ppp';
    case LINK_TYPE.pppEther:
      return 'pppoe';
    case LINK_TYPE.ieee80211:
      return 'ieee80211';
    case LINK_TYPE.radiotap:
      return 'radiotap';
    case LINK_TYPE.ppi:
      return 'ppi';
    default:
      return 'unsupported';
  }
}

/** The registry's name without its prefix, such as `LINUX_SLL2`; those not listed here are named by their number. */
export function linkTypeName(linkType: number): string {
  return NAMES.get(linkType) ?? `link type ${linkType}`;
}

const NAMES: ReadonlyMap<number, string> = new Map([
  [0, 'NULL'],
  [1, 'ETHERNET'],
  [6, 'IEEE802_5'],
  [7, 'ARCNET_BSD'],
  [8, 'SLIP'],
  [9, 'PPP'],
  [10, 'FDDI'],
  [12, 'RAW'],
  [14, 'RAW'],
  [50, 'PPP_HDLC'],
  [51, 'PPP_ETHER'],
  [100, 'ATM_RFC1483'],
  [101, 'RAW'],
  [104, 'C_HDLC'],
  [105, 'IEEE802_11'],
  [107, 'FRELAY'],
  [108, 'LOOP'],
  [109, 'ENC'],
  [113, 'LINUX_SLL'],
  [114, 'LTALK'],
  [117, 'PFLOG'],
  [119, 'IEEE802_11_PRISM'],
  [122, 'IP_OVER_FC'],
  [127, 'IEEE802_11_RADIOTAP'],
  [138, 'APPLE_IP_OVER_IEEE1394'],
  [143, 'DOCSIS'],
  [144, 'LINUX_IRDA'],
  [149, 'USER2'],
  [163, 'IEEE802_11_AVS'],
  [165, 'BACNET_MS_TP'],
  [166, 'PPP_PPPD'],
  [187, 'BLUETOOTH_HCI_H4'],
  [189, 'USB_LINUX'],
  [192, 'PPI'],
  [195, 'IEEE802_15_4_WITHFCS'],
  [197, 'ERF'],
  [201, 'BLUETOOTH_HCI_H4_WITH_PHDR'],
  [204, 'PPP_WITH_DIR'],
  [220, 'USB_LINUX_MMAPPED'],
  [224, 'FC_2'],
  [226, 'IPNET'],
  [227, 'CAN_SOCKETCAN'],
  [228, 'IPV4'],
  [229, 'IPV6'],
  [230, 'IEEE802_15_4_NOFCS'],
  [239, 'NFLOG'],
  [240, 'NETANALYZER'],
  [242, 'IPOIB'],
  [247, 'INFINIBAND'],
  [249, 'USBPCAP'],
  [251, 'BLUETOOTH_LE_LL'],
  [252, 'WIRESHARK_UPPER_PDU'],
  [253, 'NETLINK'],
  [254, 'BLUETOOTH_LINUX_MONITOR'],
  [256, 'BLUETOOTH_LE_LL_WITH_PHDR'],
  [258, 'PKTAP'],
  [266, 'USB_DARWIN'],
  [271, 'VSOCK'],
  [276, 'LINUX_SLL2'],
]);
