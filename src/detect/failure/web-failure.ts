/** How a flow of HTTP or SOCKS failed, in the words of who answered. */
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { type ForeignAnswer, foreignAnswer } from '../../classify/foreign-answer.ts';
import { type WebExchange, webExchanges } from '../../classify/web-exchanges.ts';
import { type ProxyOutcome, proxyFailure } from './proxy-failure.ts';

export type WebFailure = ProxyOutcome | ForeignAnswer['kind'];

/** `flow` has not succeeded. */
export function webFailure(flow: FlowFacts): WebFailure | undefined {
  return proxyFailure(flow)?.outcome ?? foreignExchange(flow)?.answer.kind;
}

/** The first answer that the asked server cannot have given. */
export function foreignExchange(
  flow: FlowFacts,
): { readonly exchange: WebExchange; readonly answer: ForeignAnswer } | undefined {
  if (flow.protocol !== 'http') return undefined;
  for (const exchange of webExchanges(flow.observations)) {
    const answer = foreignAnswer(exchange);
    if (answer !== undefined) return { exchange, answer };
  }
  return undefined;
}
