/** A service whose port the administrator chooses, met by its content on another port than the suggested one: no fault, but to be known. */
import type { EndpointMatch } from '../../catalogue/match.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { causeOf } from '../cause.ts';
import { CauseTable } from '../cause-table.ts';
import type { DetectorContext } from '../context.ts';
import type { Detector, DetectorSession, FindingDraft } from '../detector.ts';
import { draftOf, firstExhibit, idsOf, listOf, type ServiceIds } from '../draft.ts';
import type { RuleParameters } from '../parameters.ts';
import { contentFrames } from './content-frames.ts';
import { documentedPorts } from './documented-ports.ts';
import { isHeard } from './heard.ts';

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
    const drafts: FindingDraft[] = [];
    for (const [cause, signs] of this.#table.causes()) {
      const flow = firstExhibit(signs);
      if (flow === undefined) continue;
      const parameters = {
        port: flow.responder.port,
        suggested: signs[0].detail.suggested,
        protocol: flow.protocol,
      } satisfies RuleParameters['ports/configurable'];
      const confidence = GENERAL.has(flow.protocol) ? 'moderate' : 'strong';
      drafts.push(draftOf('ports/configurable', cause, signs, { confidence, parameters }));
    }
    return drafts;
  }
}

function isMoved({ row, protocolDocumented }: EndpointMatch): boolean {
  return row.configurablePort === true && protocolDocumented;
}
