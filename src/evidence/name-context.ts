/** The DNS answer that named a wanted flow, with its question: both wait until the flow begins. Over UDP, where nearly all are. */
import { ipAddressText } from '../bytes/ip-address.ts';
import type { Frame } from '../capture/frame.ts';
import { decodeDnsMessage } from '../wire/dns.ts';
import { IP_PROTOCOL, type PacketView } from '../wire/packet-view.ts';
import type { WaitingFrame, WaitingFrames } from './waiting-frames.ts';
import type { WantedFlow } from './wanted.ts';

const DNS_PORT = 53;

/** Lookups of wanted clients that wait; the oldest goes. */
export const MAX_LOOKUPS = 1024;
/** Frames of one lookup: the question is often asked again. */
export const MAX_LOOKUP_FRAMES = 4;

type Lookup = WaitingFrame[];

export class NameContext {
  readonly #frames: WaitingFrames;
  readonly #clients: ReadonlySet<string>;
  readonly #servers: ReadonlySet<string>;
  /** Who speaks IPv6 may well ask over IPv4: then any client counts. */
  readonly #anyClient: boolean;
  /** By client, its port and the message's id. */
  readonly #lookups = new Map<string, Lookup>();
  /** The last answer by client and server, and by server alone. */
  readonly #named = new Map<string, Lookup>();

  constructor(flows: readonly WantedFlow[], frames: WaitingFrames) {
    this.#frames = frames;
    this.#clients = new Set(flows.map(({ originator }) => originator.address));
    this.#servers = new Set(flows.map(({ responder }) => responder.address));
    this.#anyClient = flows.some(({ originator }) => originator.bytes.length === 16);
  }

  /** A packet of no wanted flow; does nothing unless it is DNS of a wanted client. */
  take(input: number, frame: Frame, view: PacketView): void {
    const isAnswer = view.sourcePort === DNS_PORT;
    if ((!isAnswer && view.destinationPort !== DNS_PORT) || view.protocol !== IP_PROTOCOL.udp) return;
    const at = isAnswer ? view.destinationOffset : view.sourceOffset;
    const client = ipAddressText(view.bytes, at, view.ipVersion === 4 ? 4 : 6);
    const { bytes, payloadOffset, payloadLength } = view;
    if (payloadLength < 2 || !(this.#anyClient || this.#clients.has(client))) return;
    const port = isAnswer ? view.destinationPort : view.sourcePort;
    const key = `${client} ${port} ${(bytes[payloadOffset] << 8) | bytes[payloadOffset + 1]}`;
    const lookup = this.#lookups.get(key) ?? this.#open(key);
    if (lookup.length < MAX_LOOKUP_FRAMES) lookup.push(this.#frames.wait(input, frame));
    if (!isAnswer) return;
    // What was answered waits for its flow or for nothing.
    if (!this.#names(client, lookup, view)) this.#forget(key, lookup);
  }

  /** A wanted flow begins: the lookup that named its server is evidence too. */
  begin({ originator, responder, findings }: WantedFlow): void {
    const pair = `${originator.address} ${responder.address}`;
    const lookup = this.#named.get(pair) ?? this.#named.get(responder.address);
    if (lookup !== undefined) this.#frames.decide(lookup, findings);
  }

  #open(key: string): Lookup {
    const [oldest] = this.#lookups;
    if (this.#lookups.size >= MAX_LOOKUPS) this.#forget(...oldest);
    const lookup: Lookup = [];
    this.#lookups.set(key, lookup);
    return lookup;
  }

  #forget(key: string, lookup: Lookup): void {
    this.#lookups.delete(key);
    for (const frame of lookup) this.#frames.drop(frame);
  }

  /** True when the answer gives the address of a wanted server. */
  #names(client: string, lookup: Lookup, { bytes, payloadOffset, payloadLength }: PacketView): boolean {
    const message = decodeDnsMessage(bytes, payloadOffset, payloadOffset + payloadLength);
    let names = false;
    for (const { address } of message?.answers ?? []) {
      if (address === undefined || !this.#servers.has(address)) continue;
      if (this.#clients.has(client)) this.#named.set(`${client} ${address}`, lookup);
      if (this.#anyClient) this.#named.set(address, lookup);
      names = true;
    }
    return names;
  }
}
