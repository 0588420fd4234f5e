/** One unknown authority signs for hosts that have nothing to do with each other: one device answers for them all. */
import type { FlowFacts } from '../../classify/flow-facts.ts';
import type { CauseTable, Sign } from '../cause-table.ts';
import type { DetectorContext } from '../context.ts';
import type { Detector, DetectorSession, FindingDraft } from '../detector.ts';
import { draftOf, firstExhibit, idsOf, listOf, type ServiceIds } from '../draft.ts';
import { hostOwner } from '../issuer/host-owner.ts';
import type { RuleParameters } from '../parameters.ts';
import { type ServerChain, serverChain } from '../server-chain.ts';
import { unknownIssuer } from '../survey/unknown-issuers.ts';
import { Resumptions } from './resumptions.ts';

export const sharedIssuer: Detector = {
  rule: 'inspection/shared-issuer',
  hearsAll: true,
  open: (context) => new SharedIssuerSession(context),
};

interface Signed extends ServiceIds {
  readonly name: string;
  readonly chain: ServerChain;
}

class SharedIssuerSession implements DetectorSession {
  readonly #table: CauseTable<Signed>;
  readonly #met: Resumptions<ServerChain>;

  constructor(context: DetectorContext) {
    this.#table = context.causes();
    this.#met = new Resumptions(context.overflow.survey, context.live);
  }

  /** Hosts without a service are heard as well: they are what makes a host of Apple or Jamf one of many. */
  flow(flow: FlowFacts): boolean {
    this.#table.drop(flow.id);
    const shown = serverChain(flow);
    const chain = shown ?? this.#met.of(flow);
    const issuer = chain && unknownIssuer(flow, chain);
    if (shown !== undefined) this.#met.remember(flow, issuer === undefined ? undefined : shown);
    if (issuer === undefined || flow.serverName === undefined) return false;
    const detail = { name: flow.serverName, chain: chain!, services: idsOf(flow.services) };
    return this.#table.keep(issuer, flow, [shown?.at ?? flow.first], detail);
  }

  conclude(): readonly FindingDraft[] {
    return this.#table.drafts(draft);
  }
}

/** Where no documented host is among them, inspection does what it should: that is worth knowing, and no fault. */
function draft(issuer: string, signs: readonly Sign<Signed>[]): FindingDraft | undefined {
  const names = new Set(signs.map(({ detail }) => detail.name));
  const owners = new Set([...names].map(hostOwner));
  if (owners.size < 2 || firstExhibit(signs) === undefined) return undefined;
  const documented = listOf(signs.flatMap(({ detail }) => (detail.services.length > 0 ? detail.name : [])).sort());
  const parameters = {
    issuer,
    hosts: listOf([...names].sort()),
    owners: owners.size,
    documented,
  } satisfies RuleParameters['inspection/shared-issuer'];
  const finding = draftOf('inspection/shared-issuer', issuer, signs, { confidence: 'conclusive', parameters });
  return documented.length > 0 ? finding : { ...finding, severity: 'info', confidence: 'strong' };
}
