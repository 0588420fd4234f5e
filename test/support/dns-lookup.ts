/** A DNS lookup over UDP as frames: the question, and the answer 5 ms later. */
import ipaddr from 'ipaddr.js';
import { dnsMessage, pointer, question, RESPONSE, record } from './dns-bytes.ts';
import { packet } from './packet.ts';
import type { TimedFrame } from './tcp-flow.ts';

const A = 1;
const AAAA = 28;

export interface LookupOptions {
  readonly client?: string;
  readonly server?: string;
  readonly clientPort?: number;
  /** Time of the question, ns. */
  readonly start?: number;
}

/** Without an address nobody answers. */
export function lookup(name: string, address: string | undefined, options: LookupOptions = {}): TimedFrame[] {
  const { client = '10.0.0.1', server = '10.0.0.53', clientPort = 53000, start = 0 } = options;
  const bytes = address === undefined ? [] : ipaddr.parse(address).toByteArray();
  const type = bytes.length === 16 ? AAAA : A;
  const questions = [question(name, type)];
  const answers = [record(pointer(12), type, Uint8Array.from(bytes))];
  const ask: TimedFrame = {
    bytes: packet()
      .ethernet()
      .ipv4({ from: client, to: server })
      .udp({ sourcePort: clientPort, destinationPort: 53 })
      .payload(dnsMessage({ questions }))
      .bytes(),
    time: start,
    from: 'originator',
  };
  if (address === undefined) return [ask];
  const answer: TimedFrame = {
    bytes: packet()
      .ethernet()
      .ipv4({ from: server, to: client })
      .udp({ sourcePort: 53, destinationPort: clientPort })
      .payload(dnsMessage({ flags: RESPONSE, questions, answers }))
      .bytes(),
    time: start + 5e6,
    from: 'responder',
  };
  return [ask, answer];
}
