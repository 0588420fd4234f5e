/** Clear text on a port documented as TLS: HTTP on 443, LDAP without StartTLS on 636. Being sent on to HTTPS is no fault. */
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { causeOf } from '../cause.ts';
import { CauseTable, type Sign } from '../cause-table.ts';
import { clearTextStanding, isAnswerUnread, isSentToHttps, staysInClear } from '../clear-text.ts';
import { contentFrames } from '../content-frames.ts';
import type { DetectorContext } from '../context.ts';
import type { Confidence, Detector, DetectorSession, FindingDraft } from '../detector.ts';
import { documentedServices } from '../documented.ts';
import { draftsOf, idsOf, listOf, type ServiceIds } from '../draft.ts';
import { isHeard } from '../heard.ts';

export const cleartext: Detector = { rule: 'ports/cleartext', open: (context) => new CleartextSession(context) };

interface Spoken extends ServiceIds {
  readonly certain: boolean;
  readonly statuses: readonly number[];
}

/** 400 is how HTTPS servers answer plain HTTP, 426 asks for the upgrade (RFC 9110 15.5.22): the client alone is at fault. */
const REFUSALS: ReadonlySet<number> = new Set([400, 426]);

class CleartextSession implements DetectorSession {
  readonly #table: CauseTable<Spoken>;
  readonly #context: DetectorContext;

  constructor(context: DetectorContext) {
    this.#context = context;
    this.#table = new CauseTable(context.overflow.faults);
  }

  flow(flow: FlowFacts): boolean {
    this.#table.drop(flow.id);
    if (flow.services.length === 0 || !isHeard(flow)) return false;
    if (clearTextStanding(flow) !== 'forbidden' || !staysInClear(flow) || isSentToHttps(flow) || isAnswerUnread(flow))
      return false;
    const services = documentedServices(flow);
    const cause = causeOf(flow, this.#context.documents, `port ${flow.responder.port}`);
    return this.#table.keep(cause, flow, contentFrames(flow), {
      services: idsOf(services),
      certain: this.#context.documents.isCertain(flow, services[0]),
      statuses: statusesOf(flow),
    });
  }

  conclude(): readonly FindingDraft[] {
    return draftsOf('ports/cleartext', this.#table.causes(), (signs, { responder, protocol }) => ({
      confidence: confidenceOf(signs),
      parameters: {
        port: responder.port,
        protocol,
        statuses: listOf(signs.flatMap(({ detail }) => detail.statuses)),
      },
    }));
  }
}

/** A server that refuses every time offers no clear text, whatever the client tried. */
function confidenceOf(signs: readonly Sign<Spoken>[]): Confidence {
  return signs.some(({ detail }) => detail.certain && !isRefused(detail)) ? 'strong' : 'moderate';
}

function isRefused({ statuses }: Spoken): boolean {
  return statuses.length > 0 && statuses.every((status) => REFUSALS.has(status));
}

function statusesOf(flow: FlowFacts): number[] {
  return listOf(flow.observations.flatMap((seen) => (seen.kind === 'http-response' ? [seen.status] : [])));
}
