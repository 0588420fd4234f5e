/** Content of another protocol than all rows document for this host and port. Content that is not recognised is no mismatch. */

import { inSpans } from '../../catalogue/ports.ts';
import type { ServiceRow } from '../../catalogue/service-row.ts';
import { isProxied } from '../../classify/asked-port.ts';
import { causeOf } from '../cause.ts';
import { causeDetector } from '../cause-rule.ts';
import { clearTextStanding } from '../clear-text.ts';
import { contentFrames } from '../content-frames.ts';
import { documentedServices } from '../documented.ts';
import { idsOf, listOf, type ServiceIds } from '../draft.ts';
import { isHeard } from '../heard.ts';
import { asSureAsService, type Doubtful } from '../service-doubt.ts';

interface Mismatch extends ServiceIds, Doubtful {
  readonly expected: readonly string[];
}

export const protocolMismatch = causeDetector<'ports/protocol-mismatch', Mismatch>({
  rule: 'ports/protocol-mismatch',
  look(flow, { documents }) {
    const { port } = flow.responder;
    if (flow.services.length === 0 || flow.basis !== 'content' || !isHeard(flow)) return undefined;
    if (flow.services.some((match) => match.portDocumented && match.protocolDocumented)) return undefined;
    const services = documentedServices(flow).filter(({ row }) => !isDynamic(row, port));
    // Clear text in the place of TLS is `cleartext.ts`.
    if (services.length === 0 || isProxied(flow) || clearTextStanding(flow) !== undefined) return undefined;
    const expected = listOf(services.flatMap(({ row }) => expectedProtocols(row, port)));
    const detail = { expected, services: idsOf(services), doubt: documents.doubtOf(flow, services[0]) };
    return { cause: causeOf(flow, documents, `port ${port}`), frames: contentFrames(flow), detail };
  },
  conclude: (signs, { responder, protocol }) => ({
    ...asSureAsService(
      'strong',
      signs.map(({ detail }) => detail),
    ),
    parameters: { port: responder.port, expected: signs[0].detail.expected, protocol },
  }),
});

/** Dynamic ports belong to nobody (RFC 6335 6): within a row's range of them anything may be met. */
function isDynamic({ ports }: ServiceRow, port: number): boolean {
  return port >= FIRST_DYNAMIC && !ports.tcp?.includes(port);
}

const FIRST_DYNAMIC = 49_152;

/** A row that knows HTTP beside TLS means it for its clear-text ports. */
function expectedProtocols({ protocols, cleartext }: ServiceRow, port: number): readonly string[] {
  const clear = !protocols.includes('tls') || inSpans(cleartext?.ports, port);
  return clear ? protocols : protocols.filter((protocol) => protocol !== 'http');
}
