/** A certificate of the chain names an inspection product: that product answered, not the server. */
import { expectedIssuer, judgeIssuer } from '../../catalogue/expected-issuers.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { causeOf } from '../cause.ts';
import type { CauseTable } from '../cause-table.ts';
import type { DetectorContext } from '../context.ts';
import type { Confidence, Detector, DetectorSession, FindingDraft } from '../detector.ts';
import { draftsOfEach, idsOf, type ServiceIds } from '../draft.ts';
import { attributesOf } from '../issuer/issuer-attributes.ts';
import { type VendorMatch, vendorName, vendorOf } from '../issuer/vendor-match.ts';
import { type ServerChain, serverChain } from '../server-chain.ts';
import { Resumptions } from './resumptions.ts';

const SURENESS: readonly Confidence[] = ['conclusive', 'strong', 'moderate'];

export const knownVendor: Detector = {
  rule: 'inspection/known-vendor',
  open: (context) => new KnownVendorSession(context),
};

interface Answered extends ServiceIds {
  readonly match: VendorMatch;
  readonly chain: ServerChain;
  readonly confidence: Confidence;
}

class KnownVendorSession implements DetectorSession {
  readonly #table: CauseTable<Answered>;
  readonly #met: Resumptions<Answered>;
  readonly #context: DetectorContext;

  constructor(context: DetectorContext) {
    this.#context = context;
    this.#table = context.causes();
    this.#met = new Resumptions(context.overflow.survey, context.live);
  }

  flow(flow: FlowFacts): boolean {
    this.#table.drop(flow.id);
    if (flow.services.length === 0) return false;
    const chain = serverChain(flow);
    const answered = chain === undefined ? this.#met.of(flow) : answeredBy(flow, chain);
    if (chain !== undefined) this.#met.remember(flow, answered);
    if (answered === undefined) return false;
    const cause = causeOf(flow, this.#context.documents, answered.match.issuer);
    return this.#table.keep(cause, flow, [chain?.at ?? flow.first], answered);
  }

  conclude(): readonly FindingDraft[] {
    return draftsOfEach('inspection/known-vendor', this.#table, (signs) => {
      const { match, chain } = signs[0].detail;
      const [leaf] = chain.certificates;
      const parameters = {
        vendor: vendorName(match.vendor),
        issuer: match.issuer,
        matched: match.matched,
        subject: leaf.subjectText,
        sha256: leaf.sha256,
      };
      return {
        confidence: SURENESS.find((each) => signs.some(({ detail }) => detail.confidence === each))!,
        parameters,
      };
    });
  }
}

function answeredBy(flow: FlowFacts, chain: ServerChain): Answered | undefined {
  const match = vendorOf(chain.certificates);
  const confidence = match && confidenceOf(flow, match, chain);
  return confidence && { match: match!, chain, confidence, services: idsOf(flow.services) };
}

/**
 * On a public host the product's own name is proof. A vendor's word that others may write as well needs an issuer that
 * does not belong there; and on the customer's own server, where any issuer may be, the name of a product is a hint.
 */
function confidenceOf(flow: FlowFacts, { vendor }: VendorMatch, chain: ServerChain): Confidence | undefined {
  const strong = vendor.strength === 'strong';
  if (flow.services[0].by === 'role') return strong ? 'moderate' : undefined;
  if (strong) return 'conclusive';
  const expected = flow.serverName === undefined ? undefined : expectedIssuer(flow.serverName);
  if (expected === undefined) return undefined;
  return judgeIssuer(expected, attributesOf(chain.certificates[0].issuer)) === 'foreign' ? 'strong' : undefined;
}
