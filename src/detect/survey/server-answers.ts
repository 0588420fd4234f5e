/** How each host answered handshakes that went through: what a handshake that did not is compared with. */
import { RecentMap, withRecent } from '../../bytes/recent-map.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { TLS_VERSION } from '../../wire/tls-names.ts';
import { bounded, type Overflow } from '../memory.ts';
import { MAX_PARAMETER_LIST } from '../parameters.ts';
import { type TlsAnswer, tlsAnswer } from '../tls-answer.ts';

/** Host names remembered. */
export const MAX_HOSTS = 20_000;

/** One host's ways. */
export interface KnownAnswers {
  /** It negotiated TLS 1.3. */
  tls13: boolean;
  /** Up to TLS 1.2 it chose one of the application protocols that it was offered. */
  alpn: boolean;
  /** It answered an offer of TLS 1.3 without a HelloRetryRequest. */
  direct: boolean;
  /** Key exchange groups that it chose. */
  groups: readonly number[];
  /** Bytes of its flight under TLS 1.3. */
  flights: readonly number[];
}

export class ServerAnswers {
  readonly #hosts: RecentMap<string, KnownAnswers>;

  constructor(overflow: Overflow, live = false) {
    this.#hosts = new RecentMap(bounded(MAX_HOSTS, live), overflow);
  }

  /** `flow` succeeded. */
  note(flow: FlowFacts): void {
    const answer = flow.serverName === undefined ? undefined : tlsAnswer(flow);
    if (answer !== undefined) learn(this.#host(flow.serverName!), answer);
  }

  /** By server name. */
  of(name: string): KnownAnswers | undefined {
    return this.#hosts.get(name);
  }

  #host(name: string): KnownAnswers {
    const known = this.#hosts.note(name);
    if (known !== undefined) return known;
    const fresh: KnownAnswers = { tls13: false, alpn: false, direct: false, groups: [], flights: [] };
    this.#hosts.set(name, fresh);
    return fresh;
  }
}

function learn(known: KnownAnswers, { hello, retried, flight }: TlsAnswer): void {
  const tls13 = hello.version >= TLS_VERSION.tls13;
  known.tls13 ||= tls13;
  known.alpn ||= !tls13 && hello.alpn !== undefined;
  known.direct ||= tls13 && !retried;
  if (hello.group !== undefined) known.groups = withRecent(known.groups, hello.group, MAX_PARAMETER_LIST);
  if (flight > 0) known.flights = withRecent(known.flights, flight, MAX_PARAMETER_LIST);
}
