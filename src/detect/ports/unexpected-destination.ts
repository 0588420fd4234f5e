/**
 * A documented name or port at an address that its row excludes: a public name on the site's own network, push beyond Apple's
 * addresses. A push name on a foreign address is `inspection/redirected`.
 */

import { addressBytes } from '../../catalogue/address-bytes.ts';
import { ADDRESS_RANGES } from '../../catalogue/address-ranges.ts';
import { documentsPort } from '../../catalogue/ports.ts';
import { rangesAt } from '../../catalogue/range-index.ts';
import type { ServiceRow } from '../../catalogue/service-row.ts';
import { ROWS } from '../../catalogue/tables.ts';
import { isProxied } from '../../classify/asked-port.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { familyOf } from '../address-family.ts';
import { causeOf } from '../cause.ts';
import { causeDetector } from '../cause-rule.ts';
import { contentFrames } from '../content-frames.ts';
import { isRetired } from '../documented.ts';
import { idsOf, listOf, type ServiceIds } from '../draft.ts';
import { isHeard, mayBeTunnelled } from '../heard.ts';
import { ownNetworkOf } from '../own-network.ts';
import { isPushName, isTranslated } from '../push-destination.ts';
import { asSureAsService, type Doubtful } from '../service-doubt.ts';
import { isOpenedByNodes } from '../survey/nodes.ts';

interface Stray extends ServiceIds, Doubtful {
  /** What the address belongs to, such as `private network`; empty for a public one. */
  readonly network: string;
  /** Blocks that hold all servers of the row; empty where they may be anywhere in the internet. */
  readonly documented: readonly string[];
}

export const unexpectedDestination = causeDetector<'ports/unexpected-destination', Stray>({
  rule: 'ports/unexpected-destination',
  hearsAll: true,
  look(flow, { documents }) {
    if (flow.services.length === 0 && flow.originatorRole !== 'jamf-pro') return undefined;
    // Silence is `blocked/`, and an answer of the DNS alone `blocked/dns`.
    if (!isHeard(flow) || flow.basis !== 'content' || isProxied(flow) || mayBeTunnelled(flow)) return undefined;
    const detail = strayFromPush(flow, documents.rows) ?? strayInside(flow);
    if (detail === undefined || documents.isDeclaredServer(flow.responder.address)) return undefined;
    const { address, port } = flow.responder;
    const cause =
      flow.services.length > 0 ? causeOf(flow, documents, address) : `${detail.services[0]} ${address}:${port}`;
    return { cause, frames: contentFrames(flow), detail };
  },
  conclude(signs) {
    const { network, documented } = signs[0].detail;
    const sureness = asSureAsService(
      'strong',
      signs.map(({ detail }) => detail),
    );
    return { ...sureness, parameters: { network, documented } };
  },
});

/** Of APNs alone all addresses are published (Apple 102266). */
const isPush = ({ ranges }: ServiceRow) => ranges?.includes('apns') === true;
/** Port of everything. */
const WEB = 443;

/** The device protocol by its ALPN, or the port of the provider API opened by Jamf Pro, to a server that is not Apple's. */
function strayFromPush(flow: FlowFacts, rows: readonly ServiceRow[]): Stray | undefined {
  if (isPushName(flow.serverName)) return undefined;
  const told = flow.services.find(({ row }) => isPush(row))?.row;
  const row = told ?? (isFromJamfPro(flow) ? rows.find((one) => isProviderPort(one, flow)) : undefined);
  if (row === undefined || isTranslated(flow.responder.address)) return undefined;
  if (networksOf(flow).some((name) => row.ranges!.includes(name))) return undefined;
  return {
    services: [row.id],
    network: ownNetworkOf(flow.responder.address),
    documented: blocksOf(row, flow.responder.address),
    doubt: told === undefined ? { why: 'no-name' } : undefined,
  };
}

/** Without a service: neither name nor address says where it goes. */
function isFromJamfPro({ services, originatorRole, protocol, responder }: FlowFacts): boolean {
  return services.length === 0 && originatorRole === 'jamf-pro' && protocol === 'tls' && responder.port !== WEB;
}

/** A server that runs Jamf Pro opens this port for one purpose; what else a device opens nobody knows. */
function isProviderPort(row: ServiceRow, { transport, responder }: FlowFacts): boolean {
  const isOpen = row.lifecycle.state === 'active' && documentsPort(row, transport, responder.port);
  return isOpen && isPush(row) && isOpenedByNodes(row);
}

/** A name that the documents know, and thus a public one, on the site's own network. */
function strayInside(flow: FlowFacts): Stray | undefined {
  const [match] = flow.services;
  const network = match?.by === 'name' ? ownNetworkOf(flow.responder.address) : '';
  if (network === '' || isPushName(flow.serverName)) return undefined;
  const services = flow.services.filter((one) => PUBLIC.has(one.row) && !isRetired(one));
  if (services.length === 0) return undefined;
  const doubt = IN_CONTENT.has(flow.nameFrom) ? undefined : ({ why: 'name-elsewhere' } as const);
  return { services: idsOf(services), network, documented: [], doubt };
}

/** Rows of plug-ins may name hosts of the site. */
const PUBLIC: ReadonlySet<ServiceRow> = new Set(ROWS);
/** The client itself names the server: an address may have had that name for somebody else. */
const IN_CONTENT: ReadonlySet<string | undefined> = new Set(['sni', 'host']);

function networksOf({ responder }: FlowFacts) {
  const bytes = addressBytes(responder.address);
  return bytes === undefined ? [] : rangesAt(bytes).map(({ range }) => range.name);
}

/** The row's blocks of the address's own family: its ranges go from the least to the widest. */
function blocksOf({ ranges = [] }: ServiceRow, address: string): string[] {
  const family = familyOf(address);
  const blocks = ranges.map((name) => ADDRESS_RANGES.find((range) => range.name === name)!.cidrs);
  return listOf(
    blocks.map((cidrs) => cidrs.filter((cidr) => familyOf(cidr) === family)).findLast((cidrs) => cidrs.length > 0) ??
      [],
  );
}
