/** How each host answered handshakes that went through: what a handshake that did not is compared with. */
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { TLS_VERSION } from '../../wire/tls-names.ts';
import type { Overflow } from '../memory.ts';
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
  readonly groups: Set<number>;
  /** Bytes of its flight under TLS 1.3. */
  readonly flights: Set<number>;
}

export class ServerAnswers {
  readonly #hosts = new Map<string, KnownAnswers>();
  readonly #overflow: Overflow;

  constructor(overflow: Overflow) {
    this.#overflow = overflow;
  }

  /** `flow` succeeded. */
  note(flow: FlowFacts): void {
    const answer = flow.serverName === undefined ? undefined : tlsAnswer(flow);
    const known = answer && this.#host(flow.serverName!, flow);
    if (known !== undefined) learn(known, answer!);
  }

  /** By server name. */
  of(name: string): KnownAnswers | undefined {
    return this.#hosts.get(name);
  }

  #host(name: string, { first }: FlowFacts): KnownAnswers | undefined {
    const known = this.#hosts.get(name);
    if (known !== undefined) return known;
    if (this.#hosts.size >= MAX_HOSTS) {
      this.#overflow(first);
      return undefined;
    }
    const fresh = { tls13: false, alpn: false, direct: false, groups: new Set<number>(), flights: new Set<number>() };
    this.#hosts.set(name, fresh);
    return fresh;
  }
}

function learn(known: KnownAnswers, { hello, retried, flight }: TlsAnswer): void {
  const tls13 = hello.version >= TLS_VERSION.tls13;
  known.tls13 ||= tls13;
  known.alpn ||= !tls13 && hello.alpn !== undefined;
  known.direct ||= tls13 && !retried;
  if (hello.group !== undefined) add(known.groups, hello.group);
  if (flight > 0) add(known.flights, flight);
}

function add(values: Set<number>, value: number): void {
  if (values.size < MAX_PARAMETER_LIST) values.add(value);
}
