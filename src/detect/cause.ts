/** What makes flows one cause: service, server name pattern and discriminator, never the client (REPORT.md). */
import type { FlowFacts } from '../classify/flow-facts.ts';
import type { Documents } from './documented.ts';

/**
 * Service and pattern are those of the name, whoever asks for it: the rows of a flow follow the client's role as well. Where no
 * name decided, the role of the server, its address and its port stand for them. `flow` has a service.
 */
export function causeOf(flow: FlowFacts, documents: Documents, discriminator = ''): string {
  const [match] = flow.services;
  const place =
    match.by === 'name'
      ? (placeOfName(flow.serverName, documents) ?? `${match.row.id} ${match.on}`)
      : placeOfServer(flow);
  return discriminator === '' ? place : `${place} ${discriminator}`;
}

/** `undefined` for a name that nothing documents, or of a retired service. A host that the site declares stands for itself. */
export function placeOfName(name: string | undefined, documents: Documents): string | undefined {
  const match = name === undefined ? undefined : documents.servicesOfName(name)[0];
  if (match === undefined) return undefined;
  return match.by === 'name' ? `${match.row.id} ${match.on}` : `${match.row.to} ${name}`;
}

function placeOfServer({ services, responder }: FlowFacts): string {
  return `${services[0].row.to} ${responder.address}:${responder.port}`;
}
