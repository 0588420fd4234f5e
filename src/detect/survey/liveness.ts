/** When the hosts of a capture showed that they were there: tells a flow that was forgotten from a client that slept, and from a server that went away. */
import { Generations } from '../../bytes/generations.ts';
import { RecentMap } from '../../bytes/recent-map.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { ORIGINATOR, RESPONDER } from '../../flow/direction.ts';
import { bounded, type Overflow } from '../memory.ts';

/** Moments at which clients spoke, over all clients, and as many silences of theirs. */
export const MAX_MOMENTS = 500_000;
/** The same of a capture that goes on. */
export const MAX_LIVE_MOMENTS = 50_000;
/** Servers, clients, and pairs of both. */
export const MAX_ANSWERS = 40_000;

/** Two moments of a client that are nearer than this are one; ns. */
const MOMENT = 1e9;
/** A computer falls asleep behind its last word, and wakes before its first, within this time; ns. */
const DROWSY = 5e9;

/** In place of a server's address. */
const ANYBODY = '*';

/** ns. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

interface Client {
  /** When it opened and closed flows; ns. */
  readonly spoke: number[];
  /** Those that it ended, by flow: hardly any client has some. */
  silences: Map<number, Silences> | undefined;
}

interface Silences {
  readonly server: string;
  readonly spans: readonly Span[];
}

interface Answers {
  /** ns at which the latest TCP handshake that was answered began, and the latest that was not. */
  accepted: number;
  ignored: number;
}

export class Liveness {
  readonly #clients: Generations<Map<string, Client>>;
  readonly #answers: RecentMap<string, Answers>;

  /** `live`: the capture goes on. */
  constructor(overflow: Overflow, live = false) {
    this.#clients = new Generations(() => new Map(), live ? MAX_LIVE_MOMENTS : MAX_MOMENTS, overflow);
    this.#answers = new RecentMap(bounded(MAX_ANSWERS, live), overflow);
  }

  note(flow: FlowFacts): void {
    this.#noteClient(flow);
    if (flow.tcp === undefined || flow.tcp.syns.length === 0) return;
    const client = flow.originator.address;
    const server = flow.responder.address;
    this.#noteAnswer(server, flow);
    this.#noteAnswer(`${client} ${server}`, flow);
    this.#noteAnswer(`${client} ${ANYBODY}`, flow);
  }

  /** The client spoke in other flows all the time: no pause of it was longer than half of the span. */
  isAwake(client: string, { from, until }: Span): boolean {
    const spoke = momentsOf(this.#known(client)).filter((time) => time > from && time < until);
    const times = [from, ...spoke.sort((one, other) => one - other), until];
    return times.every((time, index) => index === 0 || time - times[index - 1] <= (until - from) / 2);
  }

  /**
   * Nothing came from the client in the span, and at its end it spoke on other flows too, as computers do that wake. Flows to the same `server` tell
   * nothing: a program that opened them together has them speak together.
   */
  slept(client: string, server: string, { from, until }: Span): boolean {
    const known = this.#known(client);
    if (momentsOf(known).some((time) => time > from + DROWSY && time < until - DROWSY)) return false;
    if (known.some(({ spoke }) => spoke.some((time) => time >= until - DROWSY && time < until))) return true;
    return known
      .flatMap(silencesOf)
      .some((other) => other.server !== server && other.spans.some((span) => isTogether(span, { from, until })));
  }

  /** The server accepted the client by TCP after `since`, ns. */
  accepted(client: string, server: string, since: number): boolean {
    return (this.#answers.get(`${client} ${server}`)?.accepted ?? 0) > since;
  }

  /** Some server accepted the client by TCP after `since`, ns: its own network was there. */
  reached(client: string, since: number): boolean {
    return this.accepted(client, ANYBODY, since);
  }

  /** Somebody asked the server by TCP after the beginning of the span, in vain, and it has accepted nobody since its end. */
  isGone(server: string, { from, until }: Span): boolean {
    const known = this.#answers.get(server);
    return known !== undefined && known.ignored > from && known.accepted <= until;
  }

  #noteClient({ id, first, tcp, originator: { address }, responder }: FlowFacts): void {
    this.#speak(address, first.time);
    if (tcp?.fin[ORIGINATOR] !== undefined) this.#speak(address, tcp.fin[ORIGINATOR].time);
    const own = tcp?.silences.filter(({ by }) => by === ORIGINATOR) ?? [];
    if (own.length === 0) return;
    this.#clients.old.get(address)?.silences?.delete(id);
    if (!this.#clients.young.get(address)?.silences?.has(id)) this.#clients.grow(own.length);
    const spans = own.map(({ from, until }) => ({ from: from.time, until: until.time }));
    const client = this.#client(address);
    client.silences ??= new Map();
    client.silences.set(id, { server: responder.address, spans });
  }

  #speak(address: string, time: number): void {
    const latest = this.#clients.young.get(address)?.spoke.at(-1) ?? Number.NEGATIVE_INFINITY;
    if (Math.abs(time - latest) < MOMENT) return;
    this.#clients.grow();
    const known = this.#clients.young.get(address);
    if (known === undefined) this.#clients.young.set(address, { spoke: [time], silences: undefined });
    else known.spoke.push(time);
  }

  #client(address: string): Client {
    const { young } = this.#clients;
    const known = young.get(address);
    if (known !== undefined) return known;
    const client: Client = { spoke: [], silences: undefined };
    young.set(address, client);
    return client;
  }

  /** What each generation knows of the client. */
  #known(address: string): Client[] {
    return [this.#clients.old, this.#clients.young].flatMap((clients) => clients.get(address) ?? []);
  }

  /** A refusal is neither: somebody is there, and does not accept. */
  #noteAnswer(key: string, { first, packets, tcp }: FlowFacts): void {
    if (packets[RESPONDER] > 0 && tcp!.synAck === undefined) return;
    let known = this.#answers.note(key);
    if (known === undefined) {
      known = { accepted: Number.NEGATIVE_INFINITY, ignored: Number.NEGATIVE_INFINITY };
      this.#answers.set(key, known);
    }
    const what = tcp!.synAck === undefined ? 'ignored' : 'accepted';
    known[what] = Math.max(known[what], first.time);
  }
}

function momentsOf(known: readonly Client[]): number[] {
  return known.flatMap((client) => [
    ...client.spoke,
    ...silencesOf(client).flatMap(({ spans }) => spans.map(({ until }) => until)),
  ]);
}

function silencesOf({ silences }: Client): Silences[] {
  return silences === undefined ? [] : [...silences.values()];
}

/** Two flows fell silent while the other was, and were woken together. */
function isTogether(one: Span, { from, until }: Span): boolean {
  return Math.abs(one.until - until) <= DROWSY && one.from <= (from + until) / 2;
}
