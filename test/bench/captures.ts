/**
 * The captures of the benchmark, written to disk: a few template flows, of which each copy gets addresses, ports and times of its
 * own. Same bytes on every machine.
 */
import { closeSync, openSync, writeSync } from 'node:fs';
import { packet } from '../support/packet.ts';
import { type TimedFrame, tcpFlow } from '../support/tcp-flow.ts';
import { type Flight, tls12, tls13 } from '../support/tls-samples.ts';

const PCAP_HEADER = 24;
const RECORD_HEADER = 16;
const BUFFER = 8 << 20;
const IP = 14;
const START_SECONDS = 1_790_000_000;

/** Little-endian pcap, µs, Ethernet, through one large buffer. */
export class PcapFile {
  readonly #fd: number;
  readonly #buffer = Buffer.alloc(BUFFER);
  #used = 0;

  constructor(path: string) {
    this.#fd = openSync(path, 'w');
    this.#buffer.writeUInt32LE(0xa1b2c3d4, 0);
    this.#buffer.writeUInt16LE(2, 4);
    this.#buffer.writeUInt16LE(4, 6);
    this.#buffer.writeUInt32LE(262_144, 16);
    this.#buffer.writeUInt32LE(1, 20);
    this.#used = PCAP_HEADER;
  }

  /** Writes a frame at `time` (µs) and returns the buffer and the frame's offset in it, for changes. */
  frame(bytes: Uint8Array, time: number): { buffer: Buffer; at: number } {
    if (this.#used + RECORD_HEADER + bytes.length > BUFFER) this.#flush();
    const buffer = this.#buffer;
    const at = this.#used;
    buffer.writeUInt32LE(START_SECONDS + Math.floor(time / 1e6), at);
    buffer.writeUInt32LE(time % 1e6, at + 4);
    buffer.writeUInt32LE(bytes.length, at + 8);
    buffer.writeUInt32LE(bytes.length, at + 12);
    buffer.set(bytes, at + RECORD_HEADER);
    this.#used += RECORD_HEADER + bytes.length;
    return { buffer, at: at + RECORD_HEADER };
  }

  close(): void {
    this.#flush();
    closeSync(this.#fd);
  }

  #flush(): void {
    writeSync(this.#fd, this.#buffer, 0, this.#used);
    this.#used = 0;
  }
}

/** Flows of `smallPackets` that are open at a time. */
const OPEN_FLOWS = 1000;

/**
 * Writes `count` packets of 60 bytes over `flows` flows, half of them TCP and half UDP: `OPEN_FLOWS` at a time, in an order
 * that jumps between those, each flow as long as the others.
 */
export function smallPackets(path: string, count: number, flows: number): void {
  const file = new PcapFile(path);
  const tcp = packet().ethernet().ipv4({ from: '10.0.0.1', to: '192.0.2.1' });
  const segment = tcp.tcp({ sourcePort: 1, destinationPort: 2, flags: 'A' }).payload(new Uint8Array(6)).bytes();
  const udp = packet().ethernet().ipv4({ from: '10.0.0.1', to: '192.0.2.1' });
  const datagram = udp.udp({ sourcePort: 1, destinationPort: 2 }).payload(new Uint8Array(18)).bytes();
  const next = new Uint32Array(2 * flows);
  const perGeneration = count / (flows / OPEN_FLOWS);
  let random = 1;
  for (let index = 0; index < count; index++) {
    random = (Math.imul(random, 1_103_515_245) + 12_345) >>> 0;
    const flow = Math.floor(index / perGeneration) * OPEN_FLOWS + ((random >>> 8) % OPEN_FLOWS);
    const reverse = (random >>> 7) & 1;
    const isUdp = (flow & 1) === 1;
    const { buffer, at } = file.frame(isUdp ? datagram : segment, index * 2);
    address(buffer, at, flow, reverse);
    buffer.writeUInt16BE(index & 0xffff, at + IP + 4);
    if (isUdp) continue;
    buffer.writeUInt32BE(next[2 * flow + reverse], at + IP + 24);
    buffer.writeUInt32BE(next[2 * flow + 1 - reverse], at + IP + 28);
    next[2 * flow + reverse] += 6;
  }
  file.close();
}

/** Writes about `bytes` bytes of frames of 1514 bytes over `flows` TCP flows. */
export function fullPackets(path: string, bytes: number, flows: number): void {
  const file = new PcapFile(path);
  const ip = packet().ethernet().ipv4({ from: '10.0.0.1', to: '192.0.2.1' });
  const template = ip
    .tcp({ sourcePort: 1, destinationPort: 2, flags: 'PA' })
    .payload(new Uint8Array(1460).fill(0x5a))
    .bytes();
  const next = new Uint32Array(flows);
  const count = Math.floor(bytes / (template.length + RECORD_HEADER));
  for (let index = 0; index < count; index++) {
    const flow = index % flows;
    const { buffer, at } = file.frame(template, index * 10);
    address(buffer, at, flow, 0);
    buffer.writeUInt16BE(index & 0xffff, at + IP + 4);
    buffer.writeUInt32BE(next[flow], at + IP + 24);
    next[flow] += 1460;
  }
  file.close();
}

/** Concurrent flows of `tlsFlows`. */
const WINDOW = 500;

/** Writes `flows` complete TLS flows, two of three TLS 1.3, each with 8 kB of application data, `WINDOW` of them at a time. */
export function tlsFlows(path: string, flows: number): void {
  const file = new PcapFile(path);
  const templates = [tls13, tls12, tls13].map((flights) => tlsFlow(flights));
  let time = 0;
  for (let first = 0; first < flows; first += WINDOW) {
    const last = Math.min(first + WINDOW, flows);
    const length = Math.max(...templates.map((template) => template.length));
    for (let step = 0; step < length; step++) {
      for (let flow = first; flow < last; flow++) {
        const frame = templates[flow % templates.length][step];
        if (frame === undefined) continue;
        const { buffer, at } = file.frame(frame.bytes, time++);
        address(buffer, at, flow, frame.from === 'originator' ? 0 : 1);
      }
    }
  }
  file.close();
}

function tlsFlow(flights: readonly Flight[]): TimedFrame[] {
  const handshake = flights.slice(0, -2).map(([from, bytes]) => ({ from, bytes }));
  const closing = flights.slice(-2).map(([from, bytes]) => ({ from, bytes }));
  const data = new Uint8Array(6 * 1024).fill(0xa5);
  data.set([0x17, 3, 3, (data.length - 5) >> 8, (data.length - 5) & 0xff]);
  const exchange = [...handshake];
  for (let round = 0; round < 6; round++) {
    exchange.push({ from: 'originator', bytes: Uint8Array.of(0x17, 3, 3, 0, 32, ...new Uint8Array(32)) });
    if (round === 3) exchange.push({ from: 'responder', bytes: data });
    else exchange.push({ from: 'responder', bytes: Uint8Array.of(0x17, 3, 3, 0, 64, ...new Uint8Array(64)) });
  }
  return tcpFlow({ originator: '10.0.0.1:1', responder: '192.0.2.1:443', exchange: [...exchange, ...closing] });
}

/** Client 10.x and its port, server 192.0.2.x: every flow has a tuple of its own. */
function address(buffer: Buffer, at: number, flow: number, reverse: number): void {
  const client = 0x0a000000 + Math.floor(flow / 16_000) * 256 + (flow % 251) + 1;
  const server = 0xc0000201 + (flow % 199);
  const port = 20_000 + (flow % 16_000);
  buffer.writeUInt32BE(reverse ? server : client, at + IP + 12);
  buffer.writeUInt32BE(reverse ? client : server, at + IP + 16);
  buffer.writeUInt16BE(reverse ? 443 : port, at + IP + 20);
  buffer.writeUInt16BE(reverse ? port : 443, at + IP + 22);
}
