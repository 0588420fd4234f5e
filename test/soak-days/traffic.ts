/**
 * Traffic of days, second by second: flows of several kinds, each copied from a template, with a client, a port and often a name of its
 * own. Healthy flows to hosts of Apple and Jamf by name, strangers, DNS, UDP, IPv6; now and then one that is blocked.
 */
import { clientHello, handshake, record, serverName } from '../support/client-hello.ts';
import { lookup } from '../support/dns-lookup.ts';
import { hex } from '../support/hex.ts';
import { packet } from '../support/packet.ts';
import { tcpFlow } from '../support/tcp-flow.ts';
import { scriptFrames } from '../support/tcp-script.ts';
import { tls13 } from '../support/tls-samples.ts';

const SECOND = 1e9;
const IP = 14;

interface Template {
  readonly frames: readonly { readonly bytes: Uint8Array; readonly time: number; readonly isReply: boolean }[];
  readonly isIpv6: boolean;
  /** The flow's number is written over these places of the first frame with a name: frame and offset. */
  readonly places: readonly (readonly [frame: number, offset: number])[];
}

export interface SentFrame {
  readonly bytes: Uint8Array;
  /** ns. */
  readonly time: number;
}

interface Due {
  readonly time: number;
  readonly template: Template;
  readonly frame: number;
  readonly flow: number;
}

/** Documented hosts with addresses of their own. */
const HOSTS = [
  ['gdmf.apple.com', '17.171.47.20', 443],
  ['mdmenrollment.apple.com', '17.32.208.20', 443],
  ['deviceenrollment.apple.com', '17.32.208.21', 443],
  ['acme.jamfcloud.com', '54.208.14.7', 443],
  ['1-courier.push.apple.com', '17.57.144.20', 5223],
  ['api.push.apple.com', '17.188.20.9', 443],
] as const;

/** Digits that a flow's number is written over. */
const BLANK = '0000000';

export class Traffic {
  readonly #healthy = HOSTS.map(([name, address, port]) => tls(name, `10.0.0.1:50000`, `${address}:${port}`));
  readonly #blocked = HOSTS.map(([, address, port]) =>
    template(scriptFrames(['> S', '+1000 > S@0', '+2000 > S@0', '+4000 > S@0'], { responder: `${address}:${port}` })),
  );
  readonly #asked = HOSTS.map(([name, address]) => template(lookup(name, address)));
  readonly #failed = HOSTS.map(([name]) => template([...lookup(name, undefined), ...later(lookup(name, undefined))]));
  readonly #strange = [
    tls(`h${BLANK}.example.net`, '10.0.0.1:50000', '198.51.100.7:443'),
    tls(`h${BLANK}.example.net`, '[2001:db8::1]:50000', '[2001:db8:1::7]:443'),
    template(tcpFlow({ responder: '198.51.100.9:80', exchange: web(`w${BLANK}.example.org`) })),
    template(lookup(`n${BLANK}.example.com`, '198.51.100.44')),
    template([datagram(0), datagram(SECOND)]),
    tls(`t${BLANK}.jamfcloud.com`, '10.0.0.1:50000', '54.208.14.8:443'),
  ];
  readonly #due = new Map<number, Due[]>();
  #flow = 0;

  /** Frames of one second of simulated time, in order. `share`: of documented flows that are blocked. */
  *second(second: number, flows: number, share: number): Iterable<SentFrame> {
    for (let count = 0; count < flows; count++) this.#begin((second + count / flows) * SECOND, share);
    const due = this.#due.get(second) ?? [];
    this.#due.delete(second);
    due.sort((one, other) => one.time - other.time);
    for (const { template: copied, frame, flow, time } of due) {
      const { bytes, isReply } = copied.frames[frame];
      address(bytes, copied.isIpv6, isReply, flow);
      for (const [named, offset] of copied.places) if (named === frame) number(bytes, offset, flow);
      yield { bytes, time };
    }
  }

  #begin(start: number, share: number): void {
    const flow = ++this.#flow;
    const chance = random(flow);
    const of = (templates: readonly Template[]) => templates[Math.floor(random(flow * 7 + 3) * templates.length)];
    const isBlocked = random(flow * 13 + 5) < share;
    let chosen = of(this.#strange);
    if (chance < 0.4) chosen = of(isBlocked ? this.#blocked : this.#healthy);
    else if (chance < 0.6) chosen = of(isBlocked ? this.#failed : this.#asked);
    for (const [frame, { time }] of chosen.frames.entries()) {
      const at = start + time;
      const second = Math.floor(at / SECOND);
      const due = this.#due.get(second) ?? [];
      if (due.length === 0) this.#due.set(second, due);
      due.push({ time: at, template: chosen, frame, flow });
    }
  }
}

/** 0 to 1, the same for the same number. */
function random(seed: number): number {
  let mixed = Math.imul(seed ^ (seed >>> 16), 0x45d9f3b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
}

function tls(name: string, originator: string, responder: string): Template {
  const hello = clientHello({ extensions: [serverName(name), hex`002b 0003 02 0304`, hex`000a 0004 0002 001d`] });
  const exchange = tls13.map(([from, bytes], index) => ({
    from,
    bytes: index === 0 ? record(22, handshake(1, hello)) : bytes,
  }));
  return template(tcpFlow({ originator, responder, exchange, step: 20e6 }));
}

function web(host: string) {
  return [
    { from: 'originator', bytes: `GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n` },
    { from: 'responder', bytes: 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n' },
  ] as const;
}

function datagram(time: number) {
  const ip = packet().ethernet().ipv4({ from: '10.0.0.1', to: '198.51.100.200' });
  return {
    bytes: ip.udp({ sourcePort: 1, destinationPort: 40_000 }).payload(new Uint8Array(90).fill(0x99)).bytes(),
    time,
  };
}

function later<Frame extends { readonly time: number }>(frames: readonly Frame[]): Frame[] {
  return frames.map((frame) => ({ ...frame, time: frame.time + 5 * SECOND }));
}

function template(frames: readonly { readonly bytes: Uint8Array; readonly time: number }[]): Template {
  const isIpv6 = frames[0].bytes[IP] >> 4 === 6;
  const [from, to] = isIpv6 ? [IP + 8, IP + 24] : [IP + 12, IP + 16];
  const first = frames[0].bytes.subarray(from, to).join();
  const places = frames.flatMap(({ bytes }, index): [number, number][] => {
    const offset = Buffer.from(bytes).indexOf(BLANK);
    return offset < 0 ? [] : [[index, offset]];
  });
  return {
    frames: frames.map(({ bytes, time }) => ({ bytes, time, isReply: bytes.subarray(from, to).join() !== first })),
    isIpv6,
    places,
  };
}

/** Of 20 000 clients a few hundred are there at all times, others come and go; each flow has a tuple of its own for long. */
function address(bytes: Uint8Array, isIpv6: boolean, isReply: boolean, flow: number): void {
  const client = random(flow) < 0.5 ? flow % 300 : Math.floor(flow / 50) % 60_000;
  const end = isIpv6 ? IP + (isReply ? 40 : 24) : IP + (isReply ? 20 : 16);
  bytes[end - 2] = client >> 8;
  bytes[end - 1] = client & 255;
  const port = 10_000 + (flow % 55_000);
  const at = IP + (isIpv6 ? 40 : 20) + (isReply ? 2 : 0);
  bytes[at] = port >> 8;
  bytes[at + 1] = port & 255;
}

function number(bytes: Uint8Array, offset: number, flow: number): void {
  let rest = flow;
  for (let digit = BLANK.length - 1; digit >= 0; digit--, rest = Math.floor(rest / 10))
    bytes[offset + digit] = 48 + (rest % 10);
}
