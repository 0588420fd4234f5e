/** A service that its owner has switched off is still contacted: a finding by itself, whether anything answers or not. */
import { lifecycleAt } from '../../catalogue/lifecycle.ts';
import type { EndpointMatch } from '../../catalogue/match.ts';
import { portsOf } from '../../catalogue/ports.ts';
import type { ServiceRow } from '../../catalogue/service-row.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { RESPONDER } from '../../flow/direction.ts';
import { causeOf } from '../cause.ts';
import { CauseTable } from '../cause-table.ts';
import type { DetectorContext } from '../context.ts';
import type { CaptureFacts, Detector, DetectorSession, FindingDraft } from '../detector.ts';
import { isLeftover, isRetired } from '../documented.ts';
import { draftsOf, idsOf, type ServiceIds } from '../draft.ts';

export const retired: Detector = { rule: 'ports/retired', open: (context) => new RetiredSession(context) };

interface Leftover extends ServiceIds {
  readonly answered: boolean;
}

class RetiredSession implements DetectorSession {
  readonly #table: CauseTable<Leftover>;
  readonly #context: DetectorContext;

  constructor(context: DetectorContext) {
    this.#context = context;
    this.#table = new CauseTable(context.overflow.faults);
  }

  flow(flow: FlowFacts): boolean {
    this.#table.drop(flow.id);
    const { services } = flow;
    if (flow.transport !== 'tcp' || !isLeftover(services)) return false;
    const answered = flow.bytes[RESPONDER] > 0;
    return this.#table.keep(causeOf(flow, this.#context.documents), flow, [flow.first], {
      answered,
      services: idsOf(services.filter(isRetired)),
    });
  }

  conclude({ startedAt }: CaptureFacts): readonly FindingDraft[] {
    return draftsOf('ports/retired', this.#table.causes(), (signs, { services: [match], responder }) => {
      if (!wasRetired(match, startedAt)) return undefined;
      const replacement = replacementOf(match, this.#context.documents.rows);
      const parameters = {
        port: responder.port,
        retiredSince: lifecycleOf(match).since ?? 'an unknown date',
        ...(replacement === undefined ? {} : { replacement }),
        answered: signs.some(({ detail }) => detail.answered),
      };
      return { confidence: 'strong', parameters };
    });
  }
}

function lifecycleOf({ row, host }: EndpointMatch) {
  return host?.lifecycle ?? row.lifecycle;
}

/** A capture is judged by what held when it was taken; without its date, by what holds now. */
function wasRetired(match: EndpointMatch, startedAt: string | undefined): boolean {
  return startedAt === undefined || lifecycleAt({ lifecycle: lifecycleOf(match) }, startedAt) === 'retired';
}

/** The active row between the same two roles: `Jamf Pro to APNs (HTTP/2): api.push.apple.com, TCP 443 or 2197`. */
function replacementOf({ row }: EndpointMatch, rows: readonly ServiceRow[]): string | undefined {
  const successor = rows.find(
    ({ to, from, lifecycle }) => to === row.to && from.join() === row.from.join() && lifecycle.state === 'active',
  );
  if (successor === undefined || successor.hosts.length === 0) return undefined;
  const [host] = successor.hosts;
  return `${successor.title}: ${host.name}, TCP ${(portsOf(successor, host).tcp ?? []).join(' or ')}`;
}
