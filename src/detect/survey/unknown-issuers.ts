/** Authorities that nobody knows, and the public hosts that they signed for: Firefox calls it an interception when the hosts are unrelated. */
import { RecentSets } from '../../bytes/recent-map.ts';
import { expectedIssuer } from '../../catalogue/expected-issuers.ts';
import { publicIssuer } from '../../catalogue/public-issuers.ts';
import { isProxied } from '../../classify/asked-port.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';
import type { Certificate } from '../../wire/x509.ts';
import { judgement } from '../issuer/foreign-issuer.ts';
import { hostOwner } from '../issuer/host-owner.ts';
import { attributesOf } from '../issuer/issuer-attributes.ts';
import { vendorOf } from '../issuer/vendor-match.ts';
import { bounded, type Overflow } from '../memory.ts';
import { ownNetworkOf } from '../own-network.ts';
import { type ServerChain, serverChain } from '../server-chain.ts';

/** Unknown issuers remembered, the hosts of each, and clients that met one. */
const MAX_ISSUERS = 1024;
const MAX_HOSTS = 64;
const MAX_CLIENTS = 20_000;

export class UnknownIssuers {
  /** Issuer -> host names. */
  readonly #hosts: RecentSets<string, string>;
  /** Client -> the names for which somebody else answered, vendors included. */
  readonly #clients: RecentSets<string, string>;

  constructor(overflow: Overflow, live = false) {
    this.#hosts = new RecentSets(bounded(MAX_ISSUERS, live), MAX_HOSTS, overflow);
    this.#clients = new RecentSets(bounded(MAX_CLIENTS, live), MAX_HOSTS, overflow);
  }

  note(flow: FlowFacts): void {
    if (flow.serverName === undefined) return;
    const chain = serverChain(flow);
    if (chain === undefined) return;
    const issuer = unknownIssuer(flow, chain);
    if (issuer !== undefined) this.#hosts.add(issuer, flow.serverName);
    if (issuer !== undefined || vendorOf(chain.certificates) !== undefined)
      this.#clients.add(flow.originator.address, flow.serverName);
  }

  /** Hosts of the issuer, of other owners than `name`. */
  sharedWith(issuer: string, name: string): string[] {
    const owner = hostOwner(name);
    return this.#hosts
      .of(issuer)
      .filter((host) => hostOwner(host) !== owner)
      .sort();
  }

  /** Names, other than these, for which somebody else answered the client. */
  inspectedNames(client: string, but: ReadonlySet<string>): string[] {
    return this.#clients.of(client).filter((name) => !but.has(name));
  }
}

/** The issuer, if neither the owner of this public host nor a public authority signs so; `undefined` for a known product. */
export function unknownIssuer(flow: FlowFacts, { certificates }: ServerChain): string | undefined {
  const [leaf] = certificates;
  const expected = flow.serverName === undefined ? undefined : expectedIssuer(flow.serverName);
  if (flow.services[0]?.by === 'role' || vendorOf(certificates) !== undefined) return undefined;
  if (expected !== undefined) return judgement(expected, leaf) === 'foreign' ? leaf.issuerText : undefined;
  // Public authorities are more than the list has, but all of them log; what is self-signed is shared by name alone.
  if (leaf.hasSct || leaf.issuerText === leaf.subjectText || isPubliclySigned(leaf)) return undefined;
  if (flow.observations.some((seen) => seen.kind === 'tls-server-hello' && seen.hello.certificateTimestamps))
    return undefined;
  const isPublic = ownNetworkOf(flow.responder.address) === '' && !isProxied(flow);
  return isPublic && flow.serverName !== undefined ? leaf.issuerText : undefined;
}

/** Certificates are shared between flows: each is judged once. */
const publiclySigned = new WeakMap<Certificate, boolean>();

function isPubliclySigned(leaf: Certificate): boolean {
  const known = publiclySigned.get(leaf) ?? publicIssuer(attributesOf(leaf.issuer)) !== undefined;
  publiclySigned.set(leaf, known);
  return known;
}
