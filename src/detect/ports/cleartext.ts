/** Clear text on a port documented as TLS: HTTP on 443, LDAP without StartTLS on 636. Being sent on to HTTPS is no fault. */

import type { FlowFacts } from '../../classify/flow-facts.ts';
import { causeOf } from '../cause.ts';
import { causeDetector } from '../cause-rule.ts';
import { clearTextStanding, isAnswerUnread, isSentToHttps, staysInClear } from '../clear-text.ts';
import { contentFrames } from '../content-frames.ts';
import { documentedServices } from '../documented.ts';
import { idsOf, listOf, type ServiceIds } from '../draft.ts';
import { isHeard } from '../heard.ts';
import { asSureAsService, type Doubtful } from '../service-doubt.ts';

interface Spoken extends ServiceIds, Doubtful {
  readonly statuses: readonly number[];
}

/** 400 is how HTTPS servers answer plain HTTP, 426 asks for the upgrade (RFC 9110 15.5.22): the client alone is at fault. */
const REFUSALS: ReadonlySet<number> = new Set([400, 426]);

export const cleartext = causeDetector<'ports/cleartext', Spoken>({
  rule: 'ports/cleartext',
  look(flow, { documents }) {
    if (flow.services.length === 0 || !isHeard(flow)) return undefined;
    if (clearTextStanding(flow) !== 'forbidden' || !staysInClear(flow) || isSentToHttps(flow) || isAnswerUnread(flow))
      return undefined;
    const services = documentedServices(flow);
    const doubt = documents.doubtOf(flow, services[0]);
    const detail = { services: idsOf(services), doubt, statuses: statusesOf(flow) };
    return { cause: causeOf(flow, documents, `port ${flow.responder.port}`), frames: contentFrames(flow), detail };
  },
  conclude: (signs, { responder, protocol }) => ({
    ...surenessOf(signs.map(({ detail }) => detail)),
    parameters: {
      port: responder.port,
      protocol,
      statuses: listOf(signs.flatMap(({ detail }) => detail.statuses)),
    },
  }),
});

/** A server that refuses every time offers no clear text, whatever the client tried. */
function surenessOf(details: readonly Spoken[]) {
  const taken = details.filter((detail) => !isRefused(detail));
  return asSureAsService(taken.length > 0 ? 'strong' : 'moderate', taken);
}

function isRefused({ statuses }: Spoken): boolean {
  return statuses.length > 0 && statuses.every((status) => REFUSALS.has(status));
}

function statusesOf(flow: FlowFacts): number[] {
  return listOf(flow.observations.flatMap((seen) => (seen.kind === 'http-response' ? [seen.status] : [])));
}
