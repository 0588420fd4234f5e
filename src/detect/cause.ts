/** What makes flows one cause: service, server name pattern and discriminator, never the client (REPORT.md). */
import type { FlowFacts } from '../classify/flow-facts.ts';
import { servicesOfName } from './documented.ts';

/**
 * Service and pattern are those of the name, whoever asks for it: the rows of a flow follow the client's role as well. Where no
 * name decided, the role of the server, its address and its port stand for them. `flow` has a service.
 */
export function causeOf(flow: FlowFacts, discriminator = ''): string {
  const [match] = flow.services;
  const place =
    match.by === 'name' ? (placeOfName(flow.serverName) ?? `${match.row.id} ${match.on}`) : placeOfServer(flow);
  return discriminator === '' ? place : `${place} ${discriminator}`;
}

/** `undefined` for a name that nothing documents, or of a retired service. */
export function placeOfName(name: string | undefined): string | undefined {
  const match = name === undefined ? undefined : servicesOfName(name)[0];
  return match && `${match.row.id} ${match.on}`;
}

function placeOfServer({ services, responder }: FlowFacts): string {
  return `${services[0].row.to} ${responder.address}:${responder.port}`;
}
