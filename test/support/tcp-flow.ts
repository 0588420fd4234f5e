/** Whole TCP flows as lists of frames with times, for tests and for the captures of the benchmark. */
import { type PacketBuilder, packet } from './packet.ts';

export interface TimedFrame {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Nanoseconds since the first packet of the capture. */
  readonly time: number;
  readonly from: 'originator' | 'responder';
}

export interface TcpFlowOptions {
  /** Address and port of the side that opens; IPv6 in brackets. */
  originator?: string;
  responder?: string;
  /** What is said, in order. */
  exchange?: readonly { readonly from: 'originator' | 'responder'; readonly bytes: Uint8Array | string }[];
  /** `none` leaves the flow open; `rst` comes from the responder. */
  end?: 'fin' | 'rst' | 'none';
  /** Without it the capture starts in mid-stream. */
  handshake?: boolean;
  /** Payload bytes a segment; default 1448. */
  mss?: number;
  /** Sequence numbers of the two SYNs. */
  originatorSequence?: number;
  responderSequence?: number;
  originatorTtl?: number;
  responderTtl?: number;
  /** Time of the first frame, and from each to the next; defaults 0 and 1 ms. */
  start?: number;
  step?: number;
  /** What is around IP; default Ethernet. */
  link?: (packet: PacketBuilder) => PacketBuilder;
}

/** Each segment is acknowledged by the next from the other side; no pure ACKs but in handshake and at the end. */
export function tcpFlow(options: TcpFlowOptions = {}): TimedFrame[] {
  const { exchange = [], end = 'fin', handshake = true, mss = 1448, start = 0, step = 1e6 } = options;
  const frames: TimedFrame[] = [];
  const sides = {
    originator: side(
      options.originator ?? '10.0.0.1:50000',
      options.originatorSequence ?? 1000,
      options.originatorTtl ?? 64,
    ),
    responder: side(
      options.responder ?? '17.57.144.22:443',
      options.responderSequence ?? 900000,
      options.responderTtl ?? 57,
    ),
  };
  const link = options.link ?? ((builder) => builder.ethernet());

  function send(from: TimedFrame['from'], flags: string, payload: Uint8Array = new Uint8Array(0)): void {
    const sender = sides[from];
    const receiver = sides[from === 'originator' ? 'responder' : 'originator'];
    const ends = { from: sender.address, to: receiver.address };
    const network = sender.address.includes(':')
      ? link(packet()).ipv6({ ...ends, hopLimit: sender.ttl })
      : link(packet()).ipv4({ ...ends, ttl: sender.ttl, id: sender.id++, dontFragment: true });
    const bytes = network
      .tcp({
        sourcePort: sender.port,
        destinationPort: receiver.port,
        sequence: sender.next,
        acknowledgement: flags.includes('A') ? receiver.next : 0,
        flags,
        options: flags.includes('S') ? synOptions(mss) : new Uint8Array(0),
      })
      .payload(payload)
      .bytes();
    sender.next = (sender.next + payload.length + (/[SF]/.test(flags) ? 1 : 0)) >>> 0;
    frames.push({ bytes, time: start + frames.length * step, from });
  }

  if (handshake) {
    send('originator', 'S');
    send('responder', 'SA');
    send('originator', 'A');
  } else {
    sides.originator.next = (sides.originator.next + 1) >>> 0;
    sides.responder.next = (sides.responder.next + 1) >>> 0;
  }
  for (const { from, bytes } of exchange) {
    const content = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
    for (let at = 0; at < content.length; at += mss) send(from, 'PA', content.subarray(at, at + mss));
  }
  if (end === 'fin') {
    send('originator', 'FA');
    send('responder', 'FA');
    send('originator', 'A');
  }
  if (end === 'rst') send('responder', 'RA');
  return frames;
}

interface Side {
  readonly address: string;
  readonly port: number;
  readonly ttl: number;
  id: number;
  next: number;
}

function side(endpoint: string, sequence: number, ttl: number): Side {
  const colon = endpoint.lastIndexOf(':');
  const address = endpoint.slice(0, colon).replace(/^\[|\]$/g, '');
  return { address, port: Number(endpoint.slice(colon + 1)), ttl, id: 1, next: sequence >>> 0 };
}

/** Maximum segment size, SACK permitted, window scale 7. */
function synOptions(mss: number): Uint8Array {
  return Uint8Array.of(2, 4, mss >> 8, mss & 255, 4, 2, 1, 3, 3, 7, 1, 1);
}
