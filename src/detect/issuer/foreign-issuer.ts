/** A public host's certificate that neither its owner's nor any public authority signed. */
import { type ExpectedIssuer, expectedIssuer, judgeIssuer } from '../../catalogue/expected-issuers.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';
import type { Certificate } from '../../wire/x509.ts';
import { type ServerChain, serverChain } from '../server-chain.ts';
import { attributesOf } from './issuer-attributes.ts';
import { vendorOf } from './vendor-match.ts';

export interface ForeignIssuer {
  readonly chain: ServerChain;
  readonly leaf: Certificate;
  readonly expected: ExpectedIssuer;
}

/** `undefined`: nothing is expected of the host, the issuer is as it should be, or it is a known product (another rule). */
export function foreignIssuer(flow: FlowFacts): ForeignIssuer | undefined {
  const chain = flow.serverName === undefined ? undefined : serverChain(flow);
  const expected = chain && expectedIssuer(flow.serverName!);
  if (expected === undefined) return undefined;
  const [leaf] = chain!.certificates;
  if (judgement(expected, leaf) !== 'foreign' || vendorOf(chain!.certificates) !== undefined) return undefined;
  return { chain: chain!, leaf, expected };
}

/** Certificates are shared between flows, and so are the judgements of those that are seen for their own hosts. */
const judged = new WeakMap<Certificate, Map<ExpectedIssuer, ReturnType<typeof judgeIssuer>>>();

export function judgement(expected: ExpectedIssuer, leaf: Certificate): ReturnType<typeof judgeIssuer> {
  const known = judged.get(leaf) ?? new Map();
  if (known.size === 0) judged.set(leaf, known);
  const before = known.get(expected);
  if (before !== undefined) return before;
  const judgementNow = judgeIssuer(expected, attributesOf(leaf.issuer));
  known.set(expected, judgementNow);
  return judgementNow;
}
