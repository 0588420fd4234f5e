/** What one flow from Jamf Pro to APNs shows of the client's certificate, and how the server took it. */
import { namesApns } from '../../catalogue/push-identity.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';
import type { FrameAt } from '../../flow/direction.ts';
import { TLS_VERSION } from '../../wire/tls-names.ts';
import type { Certificate } from '../../wire/x509.ts';
import {
  CERTIFICATE_ALERTS,
  type CertificateTalk,
  certificateTalk,
  LARGE,
  MISSING_ALERTS,
  sealedRefusal,
} from '../certificate-talk.ts';

/** The connection that demands the push certificate (S4). */
const PROVIDER = 'jamf-pro-apns';

export interface ClientCertificate {
  /** As negotiated. */
  readonly version: number;
  /** `undefined`: TLS 1.3 hides it. Empty: the client has none to show. */
  readonly chain: readonly Certificate[] | undefined;
  readonly at: FrameAt;
  readonly appleAsks: boolean;
  /** The server ended the handshake over it. */
  readonly refusal: { readonly alertCode: number | undefined; readonly at: FrameAt } | undefined;
}

/** `undefined`: another service, no certificate of the client, one that cannot be read, or TLS 1.3 that nobody refused. */
export function clientCertificate(flow: FlowFacts): ClientCertificate | undefined {
  const [service] = flow.services;
  if (service?.row.id !== PROVIDER) return undefined;
  const talk = certificateTalk(flow);
  if (talk === undefined) return undefined;
  if (talk.version >= TLS_VERSION.tls13) return service.by === 'name' ? hiddenCertificate(flow, talk) : undefined;
  const { version, chain, shownAt: at, authorities, alert } = talk;
  if (chain === undefined || at === undefined) return undefined;
  const says = chain.length === 0 ? [...CERTIFICATE_ALERTS, ...MISSING_ALERTS] : [...CERTIFICATE_ALERTS];
  const refused = !flow.succeeded && alert !== undefined && says.includes(alert.code);
  const refusal = refused ? { alertCode: alert.code, at: alert.at } : undefined;
  return { version, chain, at, appleAsks: namesApns(authorities), refusal };
}

/**
 * TLS 1.3: a first sealed record of the client as large as a certificate, and then one of the server as short as an alert, which is
 * its last. Not after the client has said good-bye or left: then the server's is the answer to that.
 */
function hiddenCertificate(flow: FlowFacts, talk: CertificateTalk): ClientCertificate | undefined {
  const [certificate] = talk.client;
  if (flow.succeeded || certificate === undefined || certificate.length < LARGE) return undefined;
  const answer = sealedRefusal(flow, talk);
  if (answer === undefined) return undefined;
  const refusal = { alertCode: undefined, at: answer.at };
  return { version: talk.version, chain: undefined, at: certificate.at, appleAsks: false, refusal };
}
