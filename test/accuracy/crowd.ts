/** One fault many times over: the same frames with other ephemeral ports, as a client shows it that does not give up. */
import { decodeIcmpError } from '../../src/wire/icmp-error.ts';
import { decodePacket } from '../../src/wire/packet.ts';
import { IP_PROTOCOL, PacketView } from '../../src/wire/packet-view.ts';
import type { RecordedFrame } from './frames.ts';

/** Ephemeral ports of Linux begin here (ip_local_port_range). */
const EPHEMERAL = 32_768;
/** New ports: above those that are documented, and no system's ephemeral ones. */
const FIRST = 12_000;
const LAST = 65_535;

/** `undefined` where the recording has too many ports for so many copies. */
export function crowdOf(frames: readonly RecordedFrame[], copies: number): RecordedFrame[] | undefined {
  const ports = new Map<number, number>();
  for (const frame of frames) for (const at of portsOf(frame)) numberOf(ports, portAt(frame, at));
  if (FIRST + ports.size * copies > LAST) return undefined;
  const crowd: RecordedFrame[] = [];
  for (let copy = 0; copy < copies; copy++) {
    for (const frame of frames)
      crowd.push(renumbered(frame, (port) => FIRST + numberOf(ports, port) * copies + copy, copy));
  }
  return crowd.sort((one, other) => one.time - other.time);
}

/** ns from one copy to the next: all begin within a third of a second, so that what followed one another still does. */
const STEP = 3e5;

function renumbered(frame: RecordedFrame, portOf: (port: number) => number, copy: number): RecordedFrame {
  const bytes = new Uint8Array(frame.bytes);
  for (const at of portsOf(frame)) {
    const port = portOf(portAt(frame, at));
    bytes[at] = port >> 8;
    bytes[at + 1] = port & 0xff;
  }
  return { ...frame, bytes, time: frame.time + copy * STEP };
}

const view = new PacketView();
const quoted = new PacketView();

/** Offsets of ephemeral ports, in the packet that an ICMP error quotes too. */
function portsOf(frame: RecordedFrame): number[] {
  const { bytes, wireLength, linkType } = frame;
  decodePacket(view, bytes, 0, bytes.length, wireLength, linkType);
  if (view.stop !== 'ok') return [];
  const isIcmp = view.protocol === IP_PROTOCOL.icmp || view.protocol === IP_PROTOCOL.icmpv6;
  const packet = isIcmp && decodeIcmpError(view, quoted) !== undefined ? quoted : view;
  if (packet.sourcePort === 0) return [];
  return [packet.transportOffset, packet.transportOffset + 2].filter((at) => portAt(frame, at) >= EPHEMERAL);
}

function portAt({ bytes }: RecordedFrame, at: number): number {
  return (bytes[at] << 8) | bytes[at + 1];
}

function numberOf(ports: Map<number, number>, port: number): number {
  const known = ports.get(port);
  if (known !== undefined) return known;
  ports.set(port, ports.size);
  return ports.size - 1;
}
