/** A flow whose client refused a public host of Apple or Jamf, with what it tells of the path. */
import { expectedIssuer } from '../../catalogue/expected-issuers.ts';
import { isProxied } from '../../classify/asked-port.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { ORIGINATOR, RESPONDER } from '../../flow/direction.ts';
import type { ServiceIds } from '../draft.ts';
import { idsOf } from '../draft.ts';
import { judgement } from '../issuer/foreign-issuer.ts';
import { isAstray } from '../push-destination.ts';
import { type Refusal, refusalOf } from '../refusal.ts';
import { type ServerChain, serverChain } from '../server-chain.ts';
import { serverLeg } from '../survey/servers.ts';
import { type TlsAnswer, tlsAnswer } from '../tls-answer.ts';

export interface Refused extends ServiceIds {
  readonly client: string;
  readonly name: string;
  readonly refusal: Refusal;
  /** Where the certificate could be read: it is not the host's. */
  readonly chain: ServerChain | undefined;
  readonly answer: TlsAnswer | undefined;
  /** The address is not the host's. */
  readonly astray: boolean;
  /** ns from SYN to SYN-ACK, and from ClientHello to the answer. */
  readonly delays: { readonly synAck: number; readonly hello: number } | undefined;
}

/** `undefined`: no refusal, the customer's own host or an unknown one, or the genuine certificate. */
export function refusedOf(flow: FlowFacts): Refused | undefined {
  const { services, serverName: name, originator } = flow;
  if (services[0]?.by !== 'name' || name === undefined) return undefined;
  const refusal = refusalOf(flow);
  const expected = refusal && expectedIssuer(name);
  if (expected === undefined) return undefined;
  const chain = serverChain(flow);
  // A client that refuses the genuine certificate has trouble of its own.
  if (chain !== undefined && judgement(expected, chain.certificates[0]) !== 'foreign') return undefined;
  return {
    client: originator.address,
    name,
    refusal: refusal!,
    chain,
    answer: tlsAnswer(flow),
    astray: isAstray(flow),
    delays: delaysOf(flow),
    services: idsOf(services),
  };
}

function delaysOf(flow: FlowFacts): Refused['delays'] {
  const synAck = serverLeg(flow);
  const [asked, answered] = [flow.tcp?.firstData[ORIGINATOR], flow.tcp?.firstData[RESPONDER]];
  if (synAck === undefined || asked === undefined || answered === undefined) return undefined;
  // A hello that had to be sent again was answered late for that reason, and a proxy is nearby as it should be.
  if (flow.tcp!.firstDataResent[ORIGINATOR].length > 0 || isProxied(flow)) return undefined;
  return { synAck, hello: answered.time - asked.time };
}
