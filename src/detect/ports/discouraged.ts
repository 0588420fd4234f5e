/**
 * Documented, and better done otherwise: clear text where the row offers TLS (a password in an LDAP bind, packages over HTTP, mail),
 * or a port that the documents leave to servers elsewhere (2197 and 25, from Jamf Cloud).
 */
import type { EndpointMatch } from '../../catalogue/match.ts';
import { inSpans, portsOf } from '../../catalogue/ports.ts';
import type { PortSpan, ServiceRow } from '../../catalogue/service-row.ts';
import type { Hosting } from '../../catalogue/site.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';
import type { FrameAt } from '../../flow/direction.ts';
import type { Observation } from '../../probe/registry.ts';
import { causeOf } from '../cause.ts';
import type { CauseTable, Sign } from '../cause-table.ts';
import { clearTextStanding, isSentToHttps, standingIn, staysInClear } from '../clear-text.ts';
import { contentFrames } from '../content-frames.ts';
import type { DetectorContext } from '../context.ts';
import type { Detector, DetectorSession, FindingDraft } from '../detector.ts';
import { documentedServices } from '../documented.ts';
import { type Conclusion, draftsOfEach, idsOf, listOf, type ServiceIds } from '../draft.ts';
import { isHeard } from '../heard.ts';
import { asSureAsService, type Doubtful } from '../service-doubt.ts';
import type { Opener } from '../survey/hosting.ts';
import type { DiscouragedReason } from './parameters.ts';

export const discouraged: Detector = { rule: 'ports/discouraged', open: (context) => new DiscouragedSession(context) };

/** What there is to say against a flow. */
interface Objection {
  readonly reason: DiscouragedReason;
  readonly services: readonly EndpointMatch[];
  readonly frames: readonly FrameAt[];
  /** The port is for Jamf Pro servers that run there. */
  readonly only?: Hosting;
}

interface Discouraged extends ServiceIds, Doubtful, Pick<Objection, 'reason' | 'only'> {
  readonly instead: readonly string[];
  readonly opener: Opener;
}

class DiscouragedSession implements DetectorSession {
  readonly #table: CauseTable<Discouraged>;
  readonly #context: DetectorContext;

  constructor(context: DetectorContext) {
    this.#context = context;
    this.#table = context.causes();
  }

  flow(flow: FlowFacts): boolean {
    this.#table.drop(flow.id);
    if (flow.services.length === 0) return false;
    const spoken = this.#keep(flow, clearTextIn(flow));
    const placed = this.#keep(flow, portForOthers(flow));
    return spoken || placed;
  }

  conclude(): readonly FindingDraft[] {
    return draftsOfEach('ports/discouraged', this.#table, conclusionOf, (signs) =>
      signs.filter(({ detail }) => this.#holds(detail)),
    );
  }

  #keep(flow: FlowFacts, objection: Objection | undefined): boolean {
    if (objection === undefined) return false;
    const { documents } = this.#context;
    const { services, frames, reason } = objection;
    const { address } = flow.originator;
    return this.#table.keep(causeOf(flow, documents, reason), flow, frames, {
      reason,
      ...(objection.only === undefined ? {} : { only: objection.only }),
      services: idsOf(services),
      instead: listOf(services.flatMap((match) => portsBeside(match, reason))),
      doubt: documents.doubtOf(flow, services[0]),
      opener: { address, role: flow.originatorRole },
    });
  }

  /** Where Jamf Pro runs may show later than the flow; while nothing tells, the port is as good as any. */
  #holds({ only, opener }: Discouraged): boolean {
    if (only === undefined) return true;
    const hosting = this.#context.survey.hosting.of(opener);
    return hosting !== undefined && hosting !== only;
  }
}

function conclusionOf(
  signs: readonly Sign<Discouraged>[],
  { responder, protocol }: FlowFacts,
): Conclusion<'ports/discouraged'> {
  const { reason, instead, only } = signs[0].detail;
  const sureness = asSureAsService(
    'strong',
    signs.map(({ detail }) => detail),
  );
  const whose = only === undefined ? {} : { only };
  return { ...sureness, parameters: { port: responder.port, protocol, reason, instead, ...whose } };
}

function clearTextIn(flow: FlowFacts): Objection | undefined {
  if (!isHeard(flow) || clearTextStanding(flow) !== 'discouraged') return undefined;
  const frames = exposedIn(flow);
  if (frames.length === 0) return undefined;
  const services = documentedServices(flow).filter((match) => standingIn(match, flow) === 'discouraged');
  return { reason: flow.protocol === 'ldap' ? 'simple-bind' : 'clear-text', services, frames };
}

/** The frames that somebody in the path can read to harm: a directory answers much in clear that is no secret. */
function exposedIn(flow: FlowFacts): FrameAt[] {
  switch (flow.protocol) {
    case 'ldap':
      return flow.observations.flatMap((seen) =>
        seen.kind === 'ldap-bind' && seen.cleartextCredentials ? [seen.at] : [],
      );
    case 'smtp':
      return flow.observations.flatMap((seen) => (isMail(seen) ? [seen.at] : []));
    default:
      return staysInClear(flow) && !isSentToHttps(flow) ? contentFrames(flow) : [];
  }
}

/** A login, or a mail that the server took or refused; nothing is seen of either behind STARTTLS. */
function isMail(seen: Observation): boolean {
  return seen.kind === 'smtp-authentication' || (seen.kind === 'smtp-reply' && MAIL_COMMANDS.has(seen.command));
}

const MAIL_COMMANDS: ReadonlySet<string | undefined> = new Set(['MAIL', 'message']);

/** An attempt is enough: it is no reason to open the port. */
function portForOthers(flow: FlowFacts): Objection | undefined {
  if (flow.services.every(({ row }) => row.conditions === undefined)) return undefined;
  const services = documentedServices(flow).filter(({ row }) => conditionOn(row, flow.responder.port) !== undefined);
  if (services.length === 0) return undefined;
  const { hosting } = conditionOn(services[0].row, flow.responder.port)!;
  return { reason: 'hosting', services, frames: [flow.first], only: hosting };
}

function conditionOn({ conditions = [] }: ServiceRow, port: number) {
  return conditions.find(({ ports }) => ports?.includes(port));
}

/** The ports of the row to which there is no such objection, such as `TCP 636`. */
function portsBeside({ row, host }: EndpointMatch, reason: DiscouragedReason): string[] {
  const isFree = (span: PortSpan) =>
    typeof span === 'number' &&
    (reason === 'hosting' ? conditionOn(row, span) === undefined : !inSpans(row.cleartext?.ports, span));
  return (portsOf(row, host).tcp ?? []).filter(isFree).map((port) => `TCP ${port}`);
}
