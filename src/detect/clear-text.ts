/** Flows that speak in clear where TLS is documented, and what the documents say of that. */
import type { EndpointMatch } from '../catalogue/match.ts';
import { documentsPort, inSpans } from '../catalogue/ports.ts';
import type { ServiceRow } from '../catalogue/service-row.ts';
import { isProxied } from '../classify/asked-port.ts';
import type { FlowFacts } from '../classify/flow-facts.ts';
import { RESPONDER } from '../flow/direction.ts';
import { documentedServices } from './documented.ts';

/** `forbidden`: TLS is documented on this port. Of several rows the most lenient counts: the flow may be any of them. */
export type ClearTextStanding = 'normal' | 'discouraged' | 'forbidden';

/** Protocols that are spoken in clear as well as inside TLS, which some of them enter by StartTLS. */
const CLEAR: ReadonlySet<string> = new Set(['http', 'http2', 'ldap', 'smtp', 'syslog', 'mqtt']);
/** What a row means that knows nothing but TLS. */
const WEB: readonly string[] = ['http', 'http2'];

/** `undefined`: the flow begins encrypted, asks a proxy, or speaks what its rows do not know (`protocol-mismatch.ts`). */
export function clearTextStanding(flow: FlowFacts): ClearTextStanding | undefined {
  if (!CLEAR.has(flow.protocol) || isProxied(flow)) return undefined;
  let standing: ClearTextStanding | undefined;
  for (const match of documentedServices(flow)) {
    const own = standingIn(match, flow);
    if (own === 'normal') return own;
    if (own !== undefined && standing !== 'discouraged') standing = own;
  }
  return standing;
}

/** By one of the flow's rows; `undefined` where the row does not know the protocol. */
export function standingIn({ row, host }: EndpointMatch, flow: FlowFacts): ClearTextStanding | undefined {
  const { protocol, transport, responder } = flow;
  if (!clearFormsOf(row).includes(protocol)) return undefined;
  const { cleartext } = row;
  if (inSpans(cleartext?.ports, responder.port)) return cleartext!.standing;
  // Of a port that the site declares nobody knows more than of the row.
  if (cleartext !== undefined && !documentsPort(row, transport, responder.port, host)) return cleartext.standing;
  return row.protocols.includes('tls') ? 'forbidden' : undefined;
}

/** What the row's service sounds like without TLS. */
function clearFormsOf({ protocols }: ServiceRow): readonly string[] {
  const own = protocols.filter((protocol) => CLEAR.has(protocol));
  if (own.length === 0) return protocols.includes('tls') ? WEB : [];
  return own.includes('http') ? [...own, 'http2'] : own;
}

/** Neither TLS nor a security layer of SASL takes over: LDAP and SMTP begin in clear (RFC 4511 4.14, RFC 4422 3.7, RFC 3207). */
export function staysInClear({ observations }: FlowFacts): boolean {
  return !observations.some((seen) => seen.via !== undefined || seen.kind === 'ldap-security-layer');
}

/** The server said something, and no answer could be read of it: the snaplen cut it, or packets are missing. */
export function isAnswerUnread({ bytes, protocol, observations }: FlowFacts): boolean {
  return protocol === 'http' && bytes[RESPONDER] > 0 && !observations.some((seen) => seen.kind === 'http-response');
}

/** Plain HTTP that is sent on to HTTPS, as every server does for those who type the name. */
export function isSentToHttps({ observations }: FlowFacts): boolean {
  const answers = observations.filter((seen) => seen.kind === 'http-response');
  return answers.length > 0 && answers.every((seen) => seen.location?.startsWith('https://'));
}
