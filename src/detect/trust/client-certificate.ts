/**
 * How a server refuses the certificate with which a client proves itself (mutual TLS). Direction and order tell it from a client's
 * refusal: the client's certificate comes first, and the server ends it.
 */
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

export interface ClientCertificateRefusal {
  readonly how: 'alert' | 'encrypted-alert';
  readonly at: FrameAt;
  /** Where the client's certificate was sent. */
  readonly shownAt: FrameAt;
  /** The client had none to show. */
  readonly missing: boolean;
  /** Leaf first; `undefined` where TLS 1.3 hides it. */
  readonly chain: readonly Certificate[] | undefined;
  /** Of a readable alert. */
  readonly alertCode: number | undefined;
  /** The server was seen to ask, and for these issuers. */
  readonly asked: boolean;
  readonly authorities: readonly string[];
  /** As negotiated. */
  readonly version: number;
}

/** A sealed Certificate without certificates: 8 bytes, 1 of type, 16 of tag; Java pads by 16. */
const SEALED_EMPTY: ReadonlySet<number> = new Set([25, 41]);
/** `undefined`: no certificate was asked for, it was accepted, or the handshake ended in another way. */
export function clientCertificateRefusal(flow: FlowFacts): ClientCertificateRefusal | undefined {
  if (flow.succeeded || flow.tcp === undefined || flow.tcp.dataAfterReset !== undefined) return undefined;
  const talk = certificateTalk(flow);
  if (talk === undefined) return undefined;
  return talk.version >= TLS_VERSION.tls13 ? hiddenRefusal(flow, talk) : readableRefusal(talk);
}

function readableRefusal({
  version,
  chain,
  shownAt,
  asked,
  authorities,
  alert,
}: CertificateTalk): ClientCertificateRefusal | undefined {
  if (chain === undefined || shownAt === undefined || alert === undefined) return undefined;
  if (!CERTIFICATE_ALERTS.has(alert.code) && !MISSING_ALERTS.has(alert.code)) return undefined;
  const { at, code: alertCode } = alert;
  return { how: 'alert', at, shownAt, missing: chain.length === 0, chain, alertCode, asked, authorities, version };
}

/** TLS 1.3: the client's first sealed record is as large as a certificate, or as small as the lack of one, and an alert answers it. */
function hiddenRefusal(flow: FlowFacts, talk: CertificateTalk): ClientCertificateRefusal | undefined {
  const [first] = talk.client;
  if (first === undefined) return undefined;
  const missing = SEALED_EMPTY.has(first.length);
  const answer = missing || first.length >= LARGE ? sealedRefusal(flow, talk) : undefined;
  if (answer === undefined) return undefined;
  const hidden = { chain: undefined, alertCode: undefined, asked: false, authorities: [] } as const;
  return { how: 'encrypted-alert', at: answer.at, shownAt: first.at, missing, ...hidden, version: talk.version };
}
