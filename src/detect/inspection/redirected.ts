/** A push name leads to an address that is not Apple's: somebody takes the device elsewhere, by DNS or on the path. */
import { expectedIssuer } from '../../catalogue/expected-issuers.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { causeOf } from '../cause.ts';
import { CauseTable } from '../cause-table.ts';
import { contentFrames } from '../content-frames.ts';
import type { DetectorContext } from '../context.ts';
import type { Detector, DetectorSession, FindingDraft } from '../detector.ts';
import { draftsOf, idsOf, type ServiceIds } from '../draft.ts';
import { isHeard } from '../heard.ts';
import { judgement } from '../issuer/foreign-issuer.ts';
import { ownNetworkOf } from '../own-network.ts';
import { isAstray } from '../push-destination.ts';
import { serverChain } from '../server-chain.ts';
import type { AnsweredBy } from './parameters.ts';

export const redirected: Detector = {
  rule: 'inspection/redirected',
  open: (context) => new RedirectedSession(context),
};

interface Astray extends ServiceIds {
  readonly network: string;
  readonly answeredBy: AnsweredBy;
  readonly named: boolean;
}

class RedirectedSession implements DetectorSession {
  readonly #table: CauseTable<Astray>;
  readonly #context: DetectorContext;

  constructor(context: DetectorContext) {
    this.#context = context;
    this.#table = new CauseTable(context.overflow.faults);
  }

  flow(flow: FlowFacts): boolean {
    this.#table.drop(flow.id);
    const { services, responder } = flow;
    if (services[0]?.by !== 'name' || !isAstray(flow)) return false;
    // Silence and refusals are `blocked/`: nobody has answered there.
    if (!isHeard(flow) || flow.basis !== 'content') return false;
    if (this.#context.documents.isDeclaredServer(responder.address)) return false;
    return this.#table.keep(causeOf(flow, this.#context.documents, responder.address), flow, contentFrames(flow), {
      network: ownNetworkOf(responder.address),
      answeredBy: answeredBy(flow),
      named: flow.nameFrom === 'sni',
      services: idsOf(services),
    });
  }

  /** A name from the DNS alone may be another client's for that address. */
  conclude(): readonly FindingDraft[] {
    return draftsOf('inspection/redirected', this.#table.causes(), (signs) => {
      const details = signs.map(({ detail }) => detail);
      const confidence = details.some(({ named }) => named) ? 'strong' : 'moderate';
      const known = details.find((detail) => detail.answeredBy !== 'unknown') ?? details[0];
      return { confidence, parameters: { network: details[0].network, answeredBy: known.answeredBy } };
    });
  }
}

function answeredBy(flow: FlowFacts): AnsweredBy {
  const leaf = serverChain(flow)?.certificates[0];
  const expected = expectedIssuer(flow.serverName!);
  if (leaf === undefined || expected === undefined) return 'unknown';
  return judgement(expected, leaf) === 'expected' ? 'apple' : 'other';
}
