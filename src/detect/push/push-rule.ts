/** What the rules on push certificates share: the certificates that were presented to APNs, one group a certificate. */
import { timestampText } from '../../bytes/timestamp.ts';
import { isPushIssuer, type PushIdentity, pushIdentity } from '../../catalogue/push-identity.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { alertName } from '../../wire/tls-names.ts';
import type { Certificate } from '../../wire/x509.ts';
import { causeOf } from '../cause.ts';
import type { CauseTable, Sign } from '../cause-table.ts';
import type { DetectorContext } from '../context.ts';
import type { CaptureFacts, Detector, DetectorSession, FindingDraft } from '../detector.ts';
import { idsOf, type ServiceIds } from '../draft.ts';
import { attributesOf } from '../issuer/issuer-attributes.ts';
import type { Rule } from '../rules.ts';
import { type ClientCertificate, clientCertificate } from './client-certificate.ts';
import type { PushCertificate, Reception } from './parameters.ts';

/** One flow on which a certificate was presented, or seen to be refused. */
export interface Presented extends ServiceIds {
  readonly client: string;
  /** The host as the catalogue names it. */
  readonly place: string;
  readonly shown: ClientCertificate;
  /** The handshake went through. */
  readonly accepted: boolean;
}

/** One certificate and the flows on which it was presented, by flow id. */
export interface CertificateUse {
  readonly cause: string;
  readonly signs: readonly Sign<Presented>[];
  /** `undefined`: hidden by TLS 1.3, or the client has none. */
  readonly leaf: Certificate | undefined;
  /** Of the leaf. */
  readonly identity: PushIdentity | undefined;
  /** What is wrong with what was presented, whatever its dates. */
  readonly fault: 'empty' | 'issuer' | 'topic' | undefined;
  /** Latest time at which it was presented, ns. */
  readonly lastUsed: number;
}

/** Concludes from all certificates of the capture. */
export type Conclude = (
  uses: readonly CertificateUse[],
  capture: CaptureFacts,
  context: DetectorContext,
) => readonly FindingDraft[];

export function pushDetector(rule: Rule, conclude: Conclude): Detector {
  return { rule, open: (context) => new PushSession(context, conclude) };
}

class PushSession implements DetectorSession {
  readonly #table: CauseTable<Presented>;
  readonly #context: DetectorContext;
  readonly #conclude: Conclude;

  constructor(context: DetectorContext, conclude: Conclude) {
    this.#context = context;
    this.#table = context.causes();
    this.#conclude = conclude;
  }

  flow(flow: FlowFacts): boolean {
    this.#table.drop(flow.id);
    const shown = clientCertificate(flow);
    if (shown === undefined) return false;
    const cause = causeOf(flow, this.#context.documents, shown.chain?.[0]?.sha256);
    const frames = [shown.at, ...(shown.refusal === undefined ? [] : [shown.refusal.at])];
    return this.#table.keep(`${cause} ${shown.chain === undefined ? 'hidden' : 'shown'}`, flow, frames, {
      client: flow.originator.address,
      place: this.#context.survey.handshakes.placeOf(flow),
      shown,
      accepted: flow.succeeded,
      services: idsOf(flow.services),
    });
  }

  conclude(capture: CaptureFacts): readonly FindingDraft[] {
    if (this.#table.empty) return [];
    return this.#conclude([...this.#table.causes()].map(useOf), capture, this.#context);
  }
}

function useOf([cause, signs]: readonly [string, readonly Sign<Presented>[]]): CertificateUse {
  const { chain } = signs[0].detail.shown;
  const leaf = chain?.[0];
  const identity = leaf && pushIdentity(attributesOf(leaf.subject));
  return {
    cause,
    signs,
    leaf,
    identity,
    fault: chain === undefined ? undefined : faultOf(leaf, identity),
    lastUsed: Math.max(...signs.map(({ detail }) => detail.shown.at.time)),
  };
}

function faultOf(leaf: Certificate | undefined, identity: PushIdentity | undefined): CertificateUse['fault'] {
  if (leaf === undefined) return 'empty';
  if (!isPushIssuer(attributesOf(leaf.issuer))) return 'issuer';
  return identity?.isMdm ? undefined : 'topic';
}

/** Clients of a certificate, each once. */
export function clientsOf({ signs }: CertificateUse): ReadonlySet<string> {
  return new Set(signs.map(({ detail }) => detail.client));
}

/** How APNs took it. `successes`: handshakes that went through with this certificate. */
export function receptionOf({ signs }: CertificateUse): Reception {
  const refusals = signs.flatMap(({ detail }) => detail.shown.refusal ?? []);
  const code = refusals.find(({ alertCode }) => alertCode !== undefined)?.alertCode;
  return {
    ...(code === undefined ? {} : { alertCode: code, alertName: alertName(code) }),
    appleAsks: signs.some(({ detail }) => detail.shown.appleAsks),
    refusals: refusals.length,
    successes: signs.filter(({ detail }) => detail.accepted).length,
  };
}

/** The certificate as a finding names it; `undefined` where it has no dates or no topic. */
export function certificateOf({ leaf, identity }: CertificateUse): PushCertificate | undefined {
  if (leaf?.notBefore === undefined || leaf.notAfter === undefined || identity === undefined) return undefined;
  return {
    topic: identity.topic,
    serial: leaf.serial,
    notBefore: dateText(leaf.notBefore),
    notAfter: dateText(leaf.notAfter),
  };
}

/** RFC 3339 in whole seconds, as certificates know them; `ms` since 1970. */
export function dateText(ms: number): string {
  return timestampText(BigInt(ms) * 1_000_000n, 0);
}
