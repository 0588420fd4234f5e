/** One frame for each way in which the packet walk can go, all of them around the same TCP or UDP payload. */
import { LINK_TYPE } from '../../src/wire/link-type.ts';
import { type PacketBuilder, packet } from './packet.ts';

export interface SampleFrame {
  readonly name: string;
  readonly linkType: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const INSIDE = 'sixteen bytes of';
const tcp = (around: PacketBuilder) => around.ipv4().tcp().payload(INSIDE);
const tcp6 = (around: PacketBuilder) => around.ipv6().tcp().payload(INSIDE);
const udp = (around: PacketBuilder) => around.ipv4().udp().payload(INSIDE);
const inner = () => packet().ethernet();

const ETHERNET: Readonly<Record<string, PacketBuilder>> = {
  tcp: tcp(inner()),
  'tcp over ipv6': tcp6(inner()),
  udp: udp(inner()),
  icmp: inner().ipv4().icmp({ type: 3, code: 1 }).payload(tcp(packet()).bytes().subarray(0, 28)),
  icmpv6: inner().ipv6().icmpv6({ type: 1 }).payload(tcp6(packet()).bytes()),
  options: inner()
    .ipv4({ options: new Uint8Array(8) })
    .tcp({ options: new Uint8Array(12) })
    .payload(INSIDE),
  fragment: inner().ipv4({ moreFragments: true }).udp().payload(INSIDE),
  'ipv6 fragment': inner().ipv6().fragment({ more: true }).udp().payload(INSIDE),
  extensions: inner().ipv6().extension(0).extension(60, 16).extension(43, 24).authentication().tcp().payload(INSIDE),
  'vlan in vlan': tcp(inner().vlan(5, 0x88a8).vlan(7)),
  mpls: tcp(inner().mpls(16).mpls(17)),
  pppoe: tcp(inner().pppoe()),
  snap: tcp(packet().ethernetSnap()),
  gre: tcp(inner().ipv4().gre({ key: 1, sequence: 2, checksum: true })),
  erspan: tcp(inner().ipv4().gre({ sequence: 2 }).erspan2().ethernet()),
  'erspan 3': tcp(inner().ipv4().gre({ sequence: 2 }).erspan3({ platform: true }).ethernet()),
  '6in4': tcp6(inner().ipv4()),
  vxlan: tcp(inner().ipv4().vxlan().ethernet().vlan(3)),
  geneve: tcp6(inner().ipv4().geneve(1, new Uint8Array(8)).ethernet()),
};

const OTHERS: readonly (readonly [string, number, PacketBuilder])[] = [
  ['null', LINK_TYPE.null, tcp(packet().loopback())],
  ['loop', LINK_TYPE.loop, tcp6(packet().loopback({ bigEndian: true }))],
  ['raw', LINK_TYPE.raw, tcp(packet())],
  ['sll', LINK_TYPE.linuxSll, tcp(packet().sll())],
  ['sll2', LINK_TYPE.linuxSll2, tcp6(packet().sll2())],
  ['ppp', LINK_TYPE.ppp, tcp(packet().ppp({ framed: true, compressed: true }))],
  ['pktap', LINK_TYPE.pktap, tcp(packet().pktap({ name: 'apsd', pid: 9 }).ethernet())],
  ['pktap 2', LINK_TYPE.user2, tcp(packet().pktap({ version: 2, name: 'apsd', pid: 9 }).ethernet())],
  ['802.11', LINK_TYPE.ieee80211, tcp(packet().ieee80211({ qos: true, aggregate: true }))],
  ['radiotap', LINK_TYPE.radiotap, tcp(packet().radiotap({ flags: 0x20 }).ieee80211({ qos: true, padded: true }))],
  ['ppi', LINK_TYPE.ppi, tcp(packet().ppi().ieee80211({ wds: true }))],
];

export const SAMPLE_FRAMES: readonly SampleFrame[] = [
  ...Object.entries(ETHERNET).map(([name, frame]) => ({ name, linkType: LINK_TYPE.ethernet, bytes: frame.bytes() })),
  ...OTHERS.map(([name, linkType, frame]) => ({ name, linkType, bytes: frame.bytes() })),
];
