/** Traffic of few flows at random: what the kernel takes, and all that it must leave. */
import { type Ipv4Options, type PacketBuilder, packet, type TcpOptions } from './packet.ts';

export interface RandomFrame {
  readonly seconds: number;
  /** Whole µs; now and then more than a second, as nothing keeps a file from saying so. */
  readonly nanoseconds: number;
  /** Ethernet with four bytes behind the packet. */
  readonly plain: Uint8Array;
  /** The same packet behind a VLAN tag, which the kernel never takes: as long. */
  readonly tagged: Uint8Array;
  /** Bytes of the packet that the snaplen cut; -1 for a length on the wire that is less than what is there. */
  readonly cut: number;
}

type Random = (below: number) => number;

/** Whole numbers from 0 on, below a bound: the same for each seed. */
export function randomNumbers(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
}

/** Frames from second `begin` on. */
export function randomTraffic(seed: number, count: number, begin: number): RandomFrame[] {
  const random = randomNumbers(seed);
  const times = randomTimes(random, begin * 1e6);
  const packets = randomPackets(random);
  const frames: RandomFrame[] = [];
  for (let index = 0; index < count; index++) {
    const behind = packets(index);
    const tagged = behind(packet().ethernet().vlan(7)).bytes();
    const plain = Uint8Array.of(...behind(packet().ethernet()).bytes(), 0, 0, 0, 0);
    const cut = [Math.min(1 + random(50), tagged.length - 18), -1][random(40)] ?? 0;
    const copied = random(30) === 0 ? frames.at(-1) : undefined;
    frames.push({ plain, tagged, cut, ...copied, ...times() });
  }
  return frames;
}

/** Leaps in µs: over idle times, over steps of the timeline, and back. */
const LEAPS = [-40e6, -800e3, 700e3, 1.2e6, 6e6, 61e6, 62e6, 130e6, 3700e6];

/** Mostly a little later than before. `now` is in µs. */
function randomTimes(random: Random, now: number): () => { seconds: number; nanoseconds: number } {
  return () => {
    now += random(40) === 0 ? LEAPS[random(LEAPS.length)] : random(1500);
    // Out of order, without the others' following.
    const time = random(20) === 0 ? now - random(3e6) : now;
    const seconds = Math.floor(time / 1e6) - (random(50) === 0 ? 1 : 0);
    return { seconds, nanoseconds: (time - seconds * 1e6) * 1000 };
  };
}

/** Flows 0 to 2 are TCP, 3 is TCP over IPv6, 4 and 5 are UDP. The result says how a frame goes on behind its link layer. */
function randomPackets(random: Random): (index: number) => (link: PacketBuilder) => PacketBuilder {
  const tcp = randomSegments(random);
  return (index) => {
    const flow = random(6);
    const reverse = random(2) === 1;
    const ends = flow === 3 ? ['2001:db8::4', '2001:db8::99'] : [`10.0.0.${flow + 1}`, '192.0.2.9'];
    const [from, to] = reverse ? ends.toReversed() : ends;
    const [sourcePort, destinationPort] = reverse ? [443, 5000 + flow] : [5000 + flow, 443];
    const payload = new Uint8Array([0, 10, 20, 20, 300][random(5)]).fill(index);
    const short = flow < 4 ? 40 : 28;
    const oddities: Ipv4Options[] = [{ options: new Uint8Array(4) }, { moreFragments: true }, { totalLength: short }];
    const id = [77, 0][random(12)] ?? (index + 100) & 0xffff;
    const ipv4 = { from, to, id, dontFragment: random(2) === 0, ...oddities[random(60)] };
    const length = random(30) === 0 ? 9 : -1;
    const segment = flow < 4 ? tcp(flow, reverse, index, payload.length) : {};
    return (link) => {
      const network = flow === 3 ? link.ipv6({ from, to }) : link.ipv4(ipv4);
      const transport =
        flow < 4
          ? network.tcp({ sourcePort, destinationPort, ...segment })
          : network.udp({ sourcePort, destinationPort, length });
      return transport.payload(payload);
    };
  };
}

/** Mostly the next one of its side; flows open at the beginning, and end and begin anew later. */
function randomSegments(random: Random) {
  const next = new Map<string, number>();
  return (flow: number, reverse: boolean, index: number, length: number): TcpOptions => {
    const expected = next.get(`${flow} ${reverse}`) ?? 4_294_967_000;
    const sequence = expected + ([-10, -20, 15][random(24)] ?? 0);
    const rare = ['S', 'SA', 'FA', 'RA', 'PAU'][random(index < 40 ? 3 : index > 200 ? 40 : 1_000_000)];
    const flags = rare ?? ['A', 'PA'][random(2)];
    next.set(`${flow} ${reverse}`, Math.max(expected, sequence + length + (/[SF]/.test(flags) ? 1 : 0)));
    return {
      sequence: sequence >>> 0,
      acknowledgement: (next.get(`${flow} ${!reverse}`) ?? 4_294_967_000) >>> 0,
      flags,
      window: random(20) === 0 ? 0 : 500,
      options: new Uint8Array(random(3) === 0 ? 12 : 0),
    };
  };
}
