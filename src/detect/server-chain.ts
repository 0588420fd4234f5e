/** The certificates with which a server answered, where they can be read (up to TLS 1.2). */
import type { FlowFacts } from '../classify/flow-facts.ts';
import type { Direction, FrameAt } from '../flow/direction.ts';
import { RESPONDER } from '../flow/direction.ts';
import type { Certificate } from '../wire/x509.ts';

export interface ServerChain {
  /** Leaf first. */
  readonly certificates: readonly [Certificate, ...Certificate[]];
  readonly at: FrameAt;
}

/** `undefined` where none was sent, none could be read, or the leaf could not. */
export function serverChain(flow: FlowFacts): ServerChain | undefined {
  let server: Direction = RESPONDER;
  for (const seen of flow.observations) {
    // Who answers with a ServerHello is the server, also where the originator of the flow had to be guessed.
    if (seen.kind === 'tls-server-hello') server = seen.from;
    if (seen.kind !== 'tls-certificates' || seen.from !== server) continue;
    const [leaf, ...rest] = seen.certificates;
    if (leaf === undefined || (seen.unreadable > 0 && leaf.isCa)) return undefined;
    return { certificates: [leaf, ...rest], at: seen.at };
  }
  return undefined;
}
