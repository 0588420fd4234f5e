/** What client and server agreed on, for rules that hold it against a floor. */
import type { FlowFacts } from '../../classify/flow-facts.ts';
import type { FrameAt } from '../../flow/direction.ts';
import type { ClientHello } from '../../wire/tls-client-hello.ts';
import type { ServerHello } from '../../wire/tls-server-hello.ts';

export interface Negotiated {
  readonly client: ClientHello;
  readonly server: ServerHello;
  /** The ServerHello. */
  readonly at: FrameAt;
}

/** The server's choice among what the client offered; `undefined` where one of the two was not captured. */
export function negotiated(flow: FlowFacts): Negotiated | undefined {
  let client: ClientHello | undefined;
  for (const seen of flow.observations) {
    if (seen.kind === 'tls-client-hello') client = seen.hello;
    if (seen.kind !== 'tls-server-hello' || seen.hello.helloRetryRequest) continue;
    return client && { client, server: seen.hello, at: seen.at };
  }
  return undefined;
}
