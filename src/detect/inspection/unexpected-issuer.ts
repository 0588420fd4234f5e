/** A public host's certificate signed by nobody who should: somebody in the path answered. */
import type { ExpectedIssuer } from '../../catalogue/expected-issuers.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { causeOf } from '../cause.ts';
import { CauseTable } from '../cause-table.ts';
import type { DetectorContext } from '../context.ts';
import type { Detector, DetectorSession, FindingDraft } from '../detector.ts';
import { draftsOf, idsOf, listOf, type ServiceIds } from '../draft.ts';
import { type ForeignIssuer, foreignIssuer } from './foreign-issuer.ts';

/** Unknown issuers remembered with the hosts that they signed for. */
const MAX_ISSUERS = 1024;
const MAX_HOSTS = 64;

export const unexpectedIssuer: Detector = {
  rule: 'inspection/unexpected-issuer',
  open: (context) => new UnexpectedIssuerSession(context),
};

interface Signed extends ServiceIds {
  readonly foreign: ForeignIssuer;
}

class UnexpectedIssuerSession implements DetectorSession {
  readonly #table: CauseTable<Signed>;
  /** Issuer -> host -> its owner. */
  readonly #hosts = new Map<string, Map<string, string>>();
  readonly #context: DetectorContext;

  constructor(context: DetectorContext) {
    this.#context = context;
    this.#table = new CauseTable(context.overflow.faults);
  }

  /** Hosts without a service are heard as well: the same issuer on the hosts of several owners is proof. */
  flow(flow: FlowFacts): boolean {
    this.#table.drop(flow.id);
    const foreign = foreignIssuer(flow);
    if (foreign === undefined) return false;
    this.#remember(foreign, flow);
    const [service] = flow.services;
    // Where the site declares the host its own, anybody may sign for it.
    if (service === undefined || service.by === 'role') return false;
    const cause = causeOf(flow, this.#context.documents, foreign.leaf.issuerText);
    return this.#table.keep(cause, flow, [foreign.chain.at], { foreign, services: idsOf(flow.services) });
  }

  conclude(): readonly FindingDraft[] {
    return draftsOf('inspection/unexpected-issuer', this.#table.causes(), ([{ detail }]) => {
      const { leaf, expected } = detail.foreign;
      const sharedWith = this.#sharedWith(leaf.issuerText, ownerOf(expected));
      const parameters = {
        issuer: leaf.issuerText,
        subject: leaf.subjectText,
        sha256: leaf.sha256,
        expected: ownerOf(expected) === 'apple' ? 'Apple Inc.' : 'a public authority',
        sharedWith,
      };
      return { confidence: sharedWith.length > 0 ? 'conclusive' : 'strong', parameters };
    });
  }

  #remember({ leaf, expected }: ForeignIssuer, { serverName: name, first }: FlowFacts): void {
    let hosts = this.#hosts.get(leaf.issuerText);
    if (hosts === undefined) {
      if (this.#hosts.size >= MAX_ISSUERS) {
        this.#context.overflow.survey(first);
        return;
      }
      hosts = new Map();
      this.#hosts.set(leaf.issuerText, hosts);
    }
    if (hosts.size < MAX_HOSTS) hosts.set(name!, ownerOf(expected));
    else if (!hosts.has(name!)) this.#context.overflow.survey(first);
  }

  /** Hosts of other owners, by name. */
  #sharedWith(issuer: string, owner: string): string[] {
    const hosts = [...(this.#hosts.get(issuer) ?? [])];
    return listOf(hosts.flatMap(([name, other]) => (other === owner ? [] : name)).sort());
  }
}

/** Whose host it is: all of Apple's may get a new authority at once. */
function ownerOf({ id }: ExpectedIssuer): string {
  return id.startsWith('ap') ? 'apple' : id;
}
