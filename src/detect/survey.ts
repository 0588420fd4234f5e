/** What the capture as a whole shows beside a flow that fails: noted once, for all detectors of one analysis. */
import type { FlowFacts } from '../classify/flow-facts.ts';
import { PushFallback } from './blocked/push-fallback.ts';
import type { Overflow } from './memory.ts';
import { Servers } from './servers.ts';
import { Successes } from './successes.ts';
import { TlsSuccesses } from './tls-successes.ts';

export class Survey {
  readonly servers: Servers;
  readonly successes: Successes;
  readonly handshakes: TlsSuccesses;
  readonly fallback: PushFallback;
  #latest: FlowFacts | undefined;

  constructor(overflow: Overflow) {
    this.servers = new Servers(overflow);
    this.successes = new Successes(overflow);
    this.handshakes = new TlsSuccesses(overflow);
    this.fallback = new PushFallback(overflow);
  }

  /** Each detector tells it of the flow that it hears of: the first counts. */
  note(flow: FlowFacts): void {
    if (flow === this.#latest) return;
    this.#latest = flow;
    this.servers.note(flow);
    if (!flow.succeeded) return;
    this.handshakes.note(flow);
    if (flow.services.length === 0) return;
    this.successes.note(flow);
    this.fallback.note(flow);
  }
}
