/**
 * A documented name, or a host of a known role, reached by a recognised protocol on a port that no row documents for it.
 * Configurable ports are `configurable.ts`.
 */

import type { EndpointMatch } from '../../catalogue/match.ts';
import { documentsPort } from '../../catalogue/ports.ts';
import { askedPort } from '../../classify/asked-port.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { causeOf } from '../cause.ts';
import { causeDetector } from '../cause-rule.ts';
import { isAnswerUnread, isSentToHttps } from '../clear-text.ts';
import type { ServiceDoubt } from '../detector.ts';
import { isRetired } from '../documented.ts';
import { idsOf, listOf, type ServiceIds } from '../draft.ts';
import { isHeard, mayBeTunnelled } from '../heard.ts';
import { asSureAsService, type Doubtful } from '../service-doubt.ts';
import { documentedPorts } from './documented-ports.ts';

interface Misplaced extends ServiceIds, Doubtful {
  readonly port: number;
}

export const undocumentedPort = causeDetector<'ports/undocumented-port', Misplaced>({
  rule: 'ports/undocumented-port',
  look(flow, { documents }) {
    const { services } = flow;
    if (services.length === 0 || flow.basis !== 'content' || !isHeard(flow)) return undefined;
    const port = askedPort({ protocol: flow.protocol, observations: flow.observations, port: flow.responder.port });
    if (port === undefined || !services.every((match) => isMisplaced(flow, match, port))) return undefined;
    if (isSentToHttps(flow) || isAnswerUnread(flow) || mayBeTunnelled(flow)) return undefined;
    const doubt = isWebByRole(flow) ? BY_ROLE : documents.doubtOf(flow, services[0]);
    const detail = { port, doubt, services: idsOf(services) };
    return { cause: causeOf(flow, documents, `port ${port}`), frames: [flow.first], detail };
  },
  conclude: (signs, { services, protocol }) => ({
    ...asSureAsService(
      'strong',
      signs.map(({ detail }) => detail),
    ),
    parameters: {
      port: signs[0].detail.port,
      documented: listOf(services.flatMap(documentedPorts)),
      protocol,
    },
  }),
});

/** QUIC on a port documented for TCP is the same service as its server offers it: no surprise to a reader. */
function isMisplaced(flow: FlowFacts, match: EndpointMatch, port: number): boolean {
  const { row, host } = match;
  if (match.portDocumented || row.configurablePort === true || isRetired(match)) return false;
  if (match.by !== 'name') return isKnownBySpeech(flow, match);
  return flow.protocol !== 'quic' || !documentsPort(row, 'tcp', port, host);
}

/** A host does more than its role: only what it speaks, and to whom, makes it the service of the row. */
function isKnownBySpeech({ originatorRole }: FlowFacts, match: EndpointMatch): boolean {
  return match.protocolDocumented && (originatorRole !== undefined || match.by === 'client');
}

const BY_ROLE: ServiceDoubt = { why: 'role' };

/** TLS and HTTP to a host of a role may be for another purpose. */
function isWebByRole({ protocol, services: [match] }: FlowFacts): boolean {
  return match.by !== 'name' && (protocol === 'tls' || protocol === 'http');
}
