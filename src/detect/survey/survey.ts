/** What the capture as a whole shows beside a flow that fails: noted once, for all detectors of one analysis. */

import type { Hosting } from '../../catalogue/site.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';
import type { Overflow } from '../memory.ts';
import { Clocks } from './clocks.ts';
import { HelloSizes } from './hello-sizes.ts';
import { HostingEvidence } from './hosting.ts';
import { Liveness } from './liveness.ts';
import { Moments } from './moments.ts';
import { Nodes } from './nodes.ts';
import { Proxies } from './proxies.ts';
import { PushFallback } from './push-fallback.ts';
import { Reached } from './reached.ts';
import { ServerAnswers } from './server-answers.ts';
import { Servers } from './servers.ts';
import { Successes } from './successes.ts';
import { SynAcks } from './syn-acks.ts';
import { TlsSuccesses } from './tls-successes.ts';
import { UnknownIssuers } from './unknown-issuers.ts';

export class Survey {
  readonly servers: Servers;
  readonly successes: Successes;
  readonly handshakes: TlsSuccesses;
  readonly answers: ServerAnswers;
  readonly issuers: UnknownIssuers;
  readonly synAcks: SynAcks;
  readonly sizes: HelloSizes;
  readonly fallback: PushFallback;
  readonly nodes: Nodes;
  readonly reached: Reached;
  readonly hosting: HostingEvidence;
  readonly clocks: Clocks;
  /** Who went to which row's hosts, by its id, successful or not. */
  readonly visits: Moments;
  readonly proxies: Proxies;
  readonly liveness: Liveness;

  /** `hosting`: where the site says so. `live`: the capture goes on. */
  constructor(overflow: Overflow, hosting?: Hosting, live = false) {
    this.servers = new Servers(overflow, live);
    this.successes = new Successes(overflow, live);
    this.handshakes = new TlsSuccesses(overflow, live);
    this.answers = new ServerAnswers(overflow, live);
    this.issuers = new UnknownIssuers(overflow, live);
    this.synAcks = new SynAcks(overflow, live);
    this.sizes = new HelloSizes(overflow, live);
    this.fallback = new PushFallback(overflow, live);
    this.nodes = new Nodes(overflow, live);
    this.reached = new Reached(overflow, live);
    this.visits = new Moments(overflow, live);
    this.hosting = new HostingEvidence(hosting);
    this.clocks = new Clocks(overflow, live);
    this.proxies = new Proxies(overflow, live);
    this.liveness = new Liveness(overflow, live);
  }

  /** The engine tells it of every flow that it shows to detectors, before they hear of it. */
  note(flow: FlowFacts): void {
    this.servers.note(flow);
    this.hosting.note(flow);
    this.clocks.note(flow);
    this.issuers.note(flow);
    this.synAcks.note(flow);
    for (const { row } of flow.services) this.visits.note(row.id, flow.originator.address, flow.first);
    this.proxies.note(flow);
    this.liveness.note(flow);
    if (!flow.succeeded) return;
    this.handshakes.note(flow);
    if (flow.services.length === 0) return;
    this.answers.note(flow);
    this.sizes.note(flow);
    this.successes.note(flow);
    this.fallback.note(flow);
    this.nodes.note(flow);
    this.reached.note(flow);
  }
}
