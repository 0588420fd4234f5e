/** A documented name, reached by a recognised protocol on a port that no row documents for it. Configurable ports are left alone. */

import type { EndpointMatch } from '../../catalogue/match.ts';
import { documentsPort, portsOf } from '../../catalogue/ports.ts';
import { askedPort } from '../../classify/asked-port.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { RESPONDER } from '../../flow/direction.ts';
import { causeOf } from '../cause.ts';
import { CauseTable } from '../cause-table.ts';
import type { DetectorContext } from '../context.ts';
import type { Detector, DetectorSession, FindingDraft } from '../detector.ts';
import { isRetired } from '../documented.ts';
import { draftOf, firstExhibit, idsOf, listOf, type ServiceIds } from '../draft.ts';
import type { RuleParameters } from '../parameters.ts';

export const undocumentedPort: Detector = {
  rule: 'ports/undocumented-port',
  open: (context) => new UndocumentedPortSession(context),
};

interface Misplaced extends ServiceIds {
  readonly port: number;
  readonly certain: boolean;
}

class UndocumentedPortSession implements DetectorSession {
  readonly #table: CauseTable<Misplaced>;
  readonly #context: DetectorContext;

  constructor(context: DetectorContext) {
    this.#context = context;
    this.#table = new CauseTable(context.overflow.faults);
  }

  flow(flow: FlowFacts): boolean {
    this.#table.drop(flow.id);
    const [service] = flow.services;
    if (service?.by !== 'name' || flow.basis !== 'content' || flow.bytes[RESPONDER] === 0) return false;
    const port = askedPort({ protocol: flow.protocol, observations: flow.observations, port: flow.responder.port });
    if (port === undefined || isUpgrade(flow) || !flow.services.every((match) => isMisplaced(flow, match, port)))
      return false;
    const cause = causeOf(flow, this.#context.documents, `port ${port}`);
    return this.#table.keep(cause, flow, [flow.first], {
      port,
      certain: this.#context.documents.isCertain(flow, service),
      services: idsOf(flow.services),
    });
  }

  conclude(): readonly FindingDraft[] {
    const drafts: FindingDraft[] = [];
    for (const [cause, signs] of this.#table.causes()) {
      const flow = firstExhibit(signs);
      if (flow === undefined) continue;
      const parameters = {
        port: signs[0].detail.port,
        documented: listOf(flow.services.flatMap(documentedPorts)),
        protocol: flow.protocol,
      } satisfies RuleParameters['ports/undocumented-port'];
      const confidence = signs.some(({ detail }) => detail.certain) ? 'strong' : 'moderate';
      drafts.push(draftOf('ports/undocumented-port', cause, signs, { confidence, parameters }));
    }
    return drafts;
  }
}

/** Plain HTTP that is sent on to HTTPS, as every server does for those who type the name. */
function isUpgrade(flow: FlowFacts): boolean {
  if (flow.protocol !== 'http') return false;
  const answers = flow.observations.filter((seen) => seen.kind === 'http-response');
  return answers.length > 0 && answers.every((seen) => seen.location?.startsWith('https://'));
}

/** QUIC on a port documented for TCP is the same service as its server offers it: no surprise to a reader. */
function isMisplaced(flow: FlowFacts, match: EndpointMatch, port: number): boolean {
  const { row, host } = match;
  if (row.configurablePort === true || isRetired(match)) return false;
  if (documentsPort(row, flow.transport, port, host)) return false;
  return flow.protocol !== 'quic' || !documentsPort(row, 'tcp', port, host);
}

/** `TCP 443`, `UDP 123`, `TCP 49152-65535`. */
function documentedPorts({ row, host }: EndpointMatch): string[] {
  const ports = portsOf(row, host);
  return (['tcp', 'udp'] as const).flatMap((transport) =>
    (ports[transport] ?? []).map(
      (span) => `${transport.toUpperCase()} ${typeof span === 'number' ? span : `${span[0]}-${span[1]}`}`,
    ),
  );
}
