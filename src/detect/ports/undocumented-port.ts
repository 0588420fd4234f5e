/** A documented name, reached by a recognised protocol on a port that no row documents for it. Configurable ports are left alone. */

import type { EndpointMatch } from '../../catalogue/match.ts';
import { documentsPort, portsOf } from '../../catalogue/ports.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { RESPONDER } from '../../flow/direction.ts';
import { askedPort } from '../asked-port.ts';
import { causeOf } from '../cause.ts';
import { CauseTable } from '../cause-table.ts';
import type { Detector, DetectorSession, FindingDraft } from '../detector.ts';
import { isCertain, isRetired } from '../documented.ts';
import { draftOf, listOf } from '../draft.ts';
import type { RuleParameters } from '../parameters.ts';

export const undocumentedPort: Detector = {
  rule: 'ports/undocumented-port',
  open: () => new UndocumentedPortSession(),
};

interface Misplaced {
  readonly port: number;
  readonly certain: boolean;
}

class UndocumentedPortSession implements DetectorSession {
  readonly #table = new CauseTable<Misplaced>();

  flow(flow: FlowFacts): boolean {
    this.#table.drop(flow.id);
    const [service] = flow.services;
    if (service?.by !== 'name' || flow.basis !== 'content' || flow.bytes[RESPONDER] === 0) return false;
    const port = askedPort(flow);
    if (port === undefined || !flow.services.every((match) => isMisplaced(flow, match, port))) return false;
    const cause = causeOf(service, flow, `port ${port}`);
    return this.#table.keep(cause, flow, [flow.first], { port, certain: isCertain(flow, service) });
  }

  conclude(): readonly FindingDraft[] {
    const drafts: FindingDraft[] = [];
    for (const [cause, signs] of this.#table.causes()) {
      const flow = signs.find((sign) => sign.exhibit !== undefined)?.exhibit?.flow;
      if (flow === undefined) continue;
      const parameters = {
        port: signs[0].detail.port,
        documented: listOf(flow.services.flatMap(documentedPorts)),
        protocol: flow.protocol,
      } satisfies RuleParameters['ports/undocumented-port'];
      const confidence = signs.some(({ detail }) => detail.certain) ? 'strong' : 'moderate';
      const services = flow.services.map((match) => match.row.id);
      drafts.push(draftOf('ports/undocumented-port', cause, signs, services, { confidence, parameters }));
    }
    return drafts;
  }
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
