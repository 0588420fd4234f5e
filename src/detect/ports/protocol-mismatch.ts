/** Content of another protocol than all rows document for this host and port. Content that is not recognised is no mismatch. */
import { inSpans } from '../../catalogue/ports.ts';
import type { ServiceRow } from '../../catalogue/service-row.ts';
import { isProxied } from '../../classify/asked-port.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { causeOf } from '../cause.ts';
import { CauseTable } from '../cause-table.ts';
import { clearTextStanding } from '../clear-text.ts';
import { contentFrames } from '../content-frames.ts';
import type { DetectorContext } from '../context.ts';
import type { Detector, DetectorSession, FindingDraft } from '../detector.ts';
import { documentedServices } from '../documented.ts';
import { draftsOf, idsOf, listOf, type ServiceIds } from '../draft.ts';
import { isHeard } from '../heard.ts';

export const protocolMismatch: Detector = {
  rule: 'ports/protocol-mismatch',
  open: (context) => new ProtocolMismatchSession(context),
};

interface Mismatch extends ServiceIds {
  readonly expected: readonly string[];
  readonly certain: boolean;
}

class ProtocolMismatchSession implements DetectorSession {
  readonly #table: CauseTable<Mismatch>;
  readonly #context: DetectorContext;

  constructor(context: DetectorContext) {
    this.#context = context;
    this.#table = new CauseTable(context.overflow.faults);
  }

  flow(flow: FlowFacts): boolean {
    this.#table.drop(flow.id);
    if (flow.services.length === 0 || flow.basis !== 'content' || !isHeard(flow)) return false;
    if (flow.services.some((match) => match.portDocumented && match.protocolDocumented)) return false;
    const services = documentedServices(flow).filter(({ row }) => !isDynamic(row, flow.responder.port));
    // Clear text in the place of TLS is `cleartext.ts`.
    if (services.length === 0 || isProxied(flow) || clearTextStanding(flow) !== undefined) return false;
    return this.#table.keep(
      causeOf(flow, this.#context.documents, `port ${flow.responder.port}`),
      flow,
      contentFrames(flow),
      {
        expected: listOf(services.flatMap(({ row }) => expectedProtocols(row, flow.responder.port))),
        services: idsOf(services),
        certain: this.#context.documents.isCertain(flow, services[0]),
      },
    );
  }

  conclude(): readonly FindingDraft[] {
    return draftsOf('ports/protocol-mismatch', this.#table.causes(), (signs, { responder, protocol }) => ({
      confidence: signs.some(({ detail }) => detail.certain) ? 'strong' : 'moderate',
      parameters: { port: responder.port, expected: signs[0].detail.expected, protocol },
    }));
  }
}

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
