/** What makes flows one cause: service, server name pattern and discriminator, never the client (PRODUCT.md 4). */
import type { EndpointMatch } from '../catalogue/match.ts';
import type { FlowFacts } from '../classify/flow-facts.ts';

/** The pattern is the catalogue row's; where none decided, the server's address and port stand for it. */
export function causeOf(match: EndpointMatch, flow: FlowFacts, discriminator = ''): string {
  const place = match.host?.name ?? `${flow.responder.address}:${flow.responder.port}`;
  return discriminator === '' ? `${match.row.id} ${place}` : `${match.row.id} ${place} ${discriminator}`;
}
