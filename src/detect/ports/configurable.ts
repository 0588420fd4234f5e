/** A service whose port the administrator chooses, met by its content on another port than the suggested one: no fault, but to be known. */
import type { EndpointMatch } from '../../catalogue/match.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { causeOf } from '../cause.ts';
import { CauseTable } from '../cause-table.ts';
import { contentFrames } from '../content-frames.ts';
import type { DetectorContext } from '../context.ts';
import type { Detector, DetectorSession, FindingDraft } from '../detector.ts';
import { draftsOf, idsOf, listOf, type ServiceIds } from '../draft.ts';
import { isHeard } from '../heard.ts';
import { documentedPorts } from './documented-ports.ts';

export const configurable: Detector = {
  rule: 'ports/configurable',
  open: (context) => new ConfigurableSession(context),
};

interface Moved extends ServiceIds {
  readonly suggested: readonly string[];
}

/** Of these the row tells by the host alone: another program may speak them there as well. */
const GENERAL: ReadonlySet<string> = new Set(['tls', 'http']);

class ConfigurableSession implements DetectorSession {
  readonly #table: CauseTable<Moved>;
  readonly #context: DetectorContext;

  constructor(context: DetectorContext) {
    this.#context = context;
    this.#table = new CauseTable(context.overflow.faults);
  }

  flow(flow: FlowFacts): boolean {
    this.#table.drop(flow.id);
    const { services, basis } = flow;
    if (basis !== 'content' || !isHeard(flow) || services.some((match) => match.portDocumented)) return false;
    const moved = services.filter(isMoved);
    if (moved.length === 0) return false;
    const cause = causeOf(flow, this.#context.documents);
    return this.#table.keep(cause, flow, contentFrames(flow), {
      suggested: listOf(moved.flatMap(documentedPorts)),
      services: idsOf(moved),
    });
  }

  conclude(): readonly FindingDraft[] {
    return draftsOf('ports/configurable', this.#table.causes(), ([{ detail }], { responder, protocol }) => ({
      confidence: GENERAL.has(protocol) ? 'moderate' : 'strong',
      parameters: { port: responder.port, suggested: detail.suggested, protocol },
    }));
  }
}

function isMoved({ row, protocolDocumented }: EndpointMatch): boolean {
  return row.configurablePort === true && protocolDocumented;
}
