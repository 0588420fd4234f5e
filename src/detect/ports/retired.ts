/** A service that its owner has switched off is still contacted: a finding by itself, whether anything answers or not. */

import { lifecycleAt } from '../../catalogue/lifecycle.ts';
import type { EndpointMatch } from '../../catalogue/match.ts';
import { portsOf } from '../../catalogue/ports.ts';
import type { ServiceRow } from '../../catalogue/service-row.ts';
import { RESPONDER } from '../../flow/direction.ts';
import { causeOf } from '../cause.ts';
import { causeDetector } from '../cause-rule.ts';
import { isLeftover, isRetired } from '../documented.ts';
import { idsOf, type ServiceIds } from '../draft.ts';

interface Leftover extends ServiceIds {
  readonly answered: boolean;
}

export const retired = causeDetector<'ports/retired', Leftover>({
  rule: 'ports/retired',
  look(flow, { documents }) {
    const { services } = flow;
    if (flow.transport !== 'tcp' || !isLeftover(services)) return undefined;
    const detail = { answered: flow.bytes[RESPONDER] > 0, services: idsOf(services.filter(isRetired)) };
    return { cause: causeOf(flow, documents), frames: [flow.first], detail };
  },
  conclude(signs, { services: [match], responder }, { documents }, { startedAt }) {
    if (!wasRetired(match, startedAt)) return undefined;
    const replacement = replacementOf(match, documents.rows);
    const parameters = {
      port: responder.port,
      retiredSince: lifecycleOf(match).since ?? 'an unknown date',
      ...(replacement === undefined ? {} : { replacement }),
      answered: signs.some(({ detail }) => detail.answered),
    };
    return { confidence: 'strong', parameters };
  },
});

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
