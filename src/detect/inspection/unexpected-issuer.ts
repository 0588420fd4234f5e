/** The certificate of a public host comes from an issuer that neither its owner nor a public authority is: somebody in the path answered. */
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { causeOf } from '../cause.ts';
import type { CauseTable, Sign } from '../cause-table.ts';
import type { DetectorContext } from '../context.ts';
import type { CaptureFacts, Detector, DetectorSession, FindingDraft } from '../detector.ts';
import { draftsOfEach, idsOf, listOf, type ServiceIds } from '../draft.ts';
import { weigh, weighedNames } from '../evidence.ts';
import { foreignIssuer } from '../issuer/foreign-issuer.ts';
import { isApple } from '../issuer/host-owner.ts';
import { serverChain } from '../server-chain.ts';
import { type Issued, issuedOf, issuerSignals } from './issuer-signals.ts';
import { Resumptions } from './resumptions.ts';

export const unexpectedIssuer: Detector = {
  rule: 'inspection/unexpected-issuer',
  open: (context) => new UnexpectedIssuerSession(context),
};

interface Signed extends ServiceIds, Issued {
  readonly name: string;
}

class UnexpectedIssuerSession implements DetectorSession {
  readonly #table: CauseTable<Signed>;
  readonly #met: Resumptions<Issued>;
  readonly #context: DetectorContext;

  constructor(context: DetectorContext) {
    this.#context = context;
    this.#table = context.causes();
    this.#met = new Resumptions(context.overflow.survey, context.live);
  }

  flow(flow: FlowFacts): boolean {
    this.#table.drop(flow.id);
    const [service] = flow.services;
    // Where the site declares the host its own, anybody may sign for it.
    if (service === undefined || service.by === 'role') return false;
    const foreign = foreignIssuer(flow);
    const shown = serverChain(flow) !== undefined;
    const issued = shown ? foreign && issuedOf(flow, foreign) : this.#met.of(flow);
    if (shown) this.#met.remember(flow, issued);
    if (issued === undefined) return false;
    const cause = causeOf(flow, this.#context.documents, issued.leaf.issuerText);
    return this.#table.keep(cause, flow, [foreign?.chain.at ?? flow.first], {
      ...issued,
      name: flow.serverName!,
      services: idsOf(flow.services),
    });
  }

  conclude(capture: CaptureFacts): readonly FindingDraft[] {
    return draftsOfEach('inspection/unexpected-issuer', this.#table, (signs) => this.#conclusion(signs, capture));
  }

  #conclusion(signs: readonly Sign<Signed>[], capture: CaptureFacts) {
    const { leaf, expected, name } = signs[0].detail;
    const sharedWith = listOf(this.#context.survey.issuers.sharedWith(leaf.issuerText, name));
    const all = signs.map(({ detail }) => detail);
    const signals = issuerSignals(all, { sharedWith, startedAt: capture.startedAt });
    const parameters = {
      issuer: leaf.issuerText,
      subject: leaf.subjectText,
      sha256: leaf.sha256,
      expected: isApple(expected.id) ? 'Apple Inc.' : 'a public authority',
      sharedWith,
      signals: weighedNames(signals),
    };
    return { confidence: weigh(signals)!, parameters };
  }
}
