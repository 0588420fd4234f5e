/** A service whose port the administrator chooses, met by its content on another port than the suggested one: no fault, but to be known. */

import type { EndpointMatch } from '../../catalogue/match.ts';
import { causeOf } from '../cause.ts';
import { causeDetector } from '../cause-rule.ts';
import { contentFrames } from '../content-frames.ts';
import { idsOf, listOf, type ServiceIds } from '../draft.ts';
import { isHeard } from '../heard.ts';
import { documentedPorts } from './documented-ports.ts';

interface Moved extends ServiceIds {
  readonly suggested: readonly string[];
}

/** Of these the row tells by the host alone: another program may speak them there as well. */
const GENERAL: ReadonlySet<string> = new Set(['tls', 'http']);

export const configurable = causeDetector<'ports/configurable', Moved>({
  rule: 'ports/configurable',
  look(flow, { documents }) {
    const { services, basis } = flow;
    if (basis !== 'content' || !isHeard(flow) || services.some((match) => match.portDocumented)) return undefined;
    const moved = services.filter(isMoved);
    if (moved.length === 0) return undefined;
    const detail = { suggested: listOf(moved.flatMap(documentedPorts)), services: idsOf(moved) };
    return { cause: causeOf(flow, documents), frames: contentFrames(flow), detail };
  },
  conclude: ([{ detail }], { responder, protocol }) => ({
    confidence: GENERAL.has(protocol) ? 'moderate' : 'strong',
    parameters: { port: responder.port, suggested: detail.suggested, protocol },
  }),
});

function isMoved({ row, protocolDocumented }: EndpointMatch): boolean {
  return row.configurablePort === true && protocolDocumented;
}
