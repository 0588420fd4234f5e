/** A push name leads to an address that is not Apple's: somebody takes the device elsewhere, by DNS or on the path. */

import { expectedIssuer } from '../../catalogue/expected-issuers.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { causeOf } from '../cause.ts';
import { causeDetector } from '../cause-rule.ts';
import { contentFrames } from '../content-frames.ts';
import { idsOf, type ServiceIds } from '../draft.ts';
import { isHeard } from '../heard.ts';
import { judgement } from '../issuer/foreign-issuer.ts';
import { ownNetworkOf } from '../own-network.ts';
import { isAstray } from '../push-destination.ts';
import { serverChain } from '../server-chain.ts';
import { asSureAsService, type Doubtful } from '../service-doubt.ts';
import type { AnsweredBy } from './parameters.ts';

interface Astray extends ServiceIds, Doubtful {
  readonly network: string;
  readonly answeredBy: AnsweredBy;
}

export const redirected = causeDetector<'inspection/redirected', Astray>({
  rule: 'inspection/redirected',
  look(flow, { documents }) {
    const { services, responder } = flow;
    if (services[0]?.by !== 'name' || !isAstray(flow)) return undefined;
    // Silence and refusals are `blocked/`: nobody has answered there.
    if (!isHeard(flow) || flow.basis !== 'content') return undefined;
    if (documents.isDeclaredServer(responder.address)) return undefined;
    const detail = {
      network: ownNetworkOf(responder.address),
      answeredBy: answeredBy(flow),
      doubt: flow.nameFrom === 'sni' ? undefined : ({ why: 'name-elsewhere' } as const),
      services: idsOf(services),
    };
    return { cause: causeOf(flow, documents, responder.address), frames: contentFrames(flow), detail };
  },
  // A name from the DNS alone may be another client's for that address.
  conclude(signs) {
    const details = signs.map(({ detail }) => detail);
    const known = details.find((detail) => detail.answeredBy !== 'unknown') ?? details[0];
    return {
      ...asSureAsService('strong', details),
      parameters: { network: details[0].network, answeredBy: known.answeredBy },
    };
  },
});

function answeredBy(flow: FlowFacts): AnsweredBy {
  const leaf = serverChain(flow)?.certificates[0];
  const expected = expectedIssuer(flow.serverName!);
  if (leaf === undefined || expected === undefined) return 'unknown';
  return judgement(expected, leaf) === 'expected' ? 'apple' : 'other';
}
