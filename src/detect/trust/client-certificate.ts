/**
 * How a server refuses the certificate with which a client proves itself (mutual TLS). Direction and order tell it from a client's
 * refusal: the client's certificate comes first, and the server ends it.
 */
import type { FlowFacts } from '../../classify/flow-facts.ts';
import type { Direction, FrameAt } from '../../flow/direction.ts';
import { RESPONDER } from '../../flow/direction.ts';
import { TLS_VERSION } from '../../wire/tls-names.ts';
import type { Certificate } from '../../wire/x509.ts';
import { clientEnd } from '../refusal.ts';

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

/** RFC 5246 7.2.2, RFC 8446 6.2: what a server says of a certificate, its chain or its key. */
export const NAMED: ReadonlySet<number> = new Set([42, 43, 44, 45, 46, 48, 49, 51]);
/** What may mean it: no acceptable one (40; 41 in SSL 3.0; 116 of TLS 1.3). 50 answers whoever connects and leaves. */
const GENERAL: ReadonlySet<number> = new Set([40, 41, 116]);
/** A sealed alert: 2 bytes, 1 of type, 16 of tag; Java pads by 16, CCM_8 has 8 of tag. */
const SEALED_ALERTS: ReadonlySet<number> = new Set([19, 35, 11]);
/** A sealed Certificate without certificates: 8 bytes, 1 of type, 16 of tag; Java pads by 16. */
const SEALED_EMPTY: ReadonlySet<number> = new Set([25, 41]);
/** The client's first sealed record holds a certificate from so many bytes on; a Finished takes 53 to 85. */
const LARGE = 300;

/** GnuTLS sends the alert that matters and then its goodbye. */
const MOST_ALERTS = 2;

/** `undefined`: no certificate was asked for, it was accepted, or the handshake ended in another way. */
export function clientCertificateRefusal(flow: FlowFacts): ClientCertificateRefusal | undefined {
  if (flow.succeeded || flow.tcp === undefined || flow.tcp.dataAfterReset !== undefined) return undefined;
  const talk = readTalk(flow);
  if (talk === undefined) return undefined;
  return talk.version >= TLS_VERSION.tls13 ? sealedRefusal(talk, clientEnd(flow)) : readableRefusal(talk);
}

function readableRefusal({
  version,
  chain,
  shownAt,
  asked,
  authorities,
  alert,
}: Talk): ClientCertificateRefusal | undefined {
  if (chain === undefined || shownAt === undefined || alert === undefined) return undefined;
  if (!NAMED.has(alert.code) && !GENERAL.has(alert.code)) return undefined;
  const { at, code: alertCode } = alert;
  return { how: 'alert', at, shownAt, missing: chain.length === 0, chain, alertCode, asked, authorities, version };
}

/**
 * TLS 1.3: the client's first sealed record is as large as a certificate, or as small as the lack of one; then one of the server as
 * short as an alert, or two, and nothing else of it. A client that has said goodbye or left before gets its goodbye back.
 */
function sealedRefusal(
  { version, client, server }: Talk,
  left: FrameAt | undefined,
): ClientCertificateRefusal | undefined {
  const [first] = client;
  if (first === undefined) return undefined;
  const missing = SEALED_EMPTY.has(first.length);
  if (!missing && first.length < LARGE) return undefined;
  const answers = server.filter(({ order }) => order > first.order);
  const [answer] = answers;
  if (answer === undefined || answers.length > MOST_ALERTS) return undefined;
  if (answers.some(({ length }) => !SEALED_ALERTS.has(length))) return undefined;
  const goodbye = client.some(({ length, order }) => SEALED_ALERTS.has(length) && order < answer.order);
  if (goodbye || (left !== undefined && left.time < answer.at.time)) return undefined;
  const hidden = { chain: undefined, alertCode: undefined, asked: false, authorities: [] } as const;
  return { how: 'encrypted-alert', at: answer.at, shownAt: first.at, missing, ...hidden, version };
}

interface Sealed {
  readonly length: number;
  readonly at: FrameAt;
  /** Position among all that was seen of the flow. */
  readonly order: number;
}

interface Talk {
  readonly version: number;
  asked: boolean;
  authorities: readonly string[];
  chain: readonly Certificate[] | undefined;
  shownAt: FrameAt | undefined;
  /** The server's first, behind the client's certificate. */
  alert: { readonly code: number; readonly at: FrameAt } | undefined;
  readonly client: Sealed[];
  readonly server: Sealed[];
}

/** `undefined` without a ServerHello, where a session is resumed, and where bytes are missing. */
function readTalk(flow: FlowFacts): Talk | undefined {
  let talk: Talk | undefined;
  let server: Direction = RESPONDER;
  for (const [order, seen] of flow.observations.entries()) {
    if (seen.kind === 'tls-gap') return undefined;
    if (seen.kind === 'tls-server-hello') {
      if (seen.resumed) return undefined;
      server = seen.from;
      if (!seen.hello.helloRetryRequest) talk ??= newTalk(seen.hello.version);
      continue;
    }
    if (talk === undefined) continue;
    const fromServer = seen.from === server;
    if (seen.kind === 'tls-certificate-request' && fromServer) {
      talk.asked = true;
      talk.authorities = seen.request.authorities;
    } else if (seen.kind === 'tls-certificates' && !fromServer) {
      // A certificate that cannot be read is not the lack of one.
      if (seen.certificates.length === 0 && seen.unreadable > 0) return undefined;
      talk.chain ??= seen.certificates;
      talk.shownAt ??= seen.at;
    } else if (seen.kind === 'tls-alert' && fromServer && talk.shownAt !== undefined) {
      if (seen.code !== CLOSE_NOTIFY) talk.alert ??= { code: seen.code, at: seen.at };
    } else if (seen.kind === 'tls-protected-record')
      (fromServer ? talk.server : talk.client).push({ length: seen.length, at: seen.at, order });
  }
  return talk;
}

const CLOSE_NOTIFY = 0;

function newTalk(version: number): Talk {
  const nothing = { asked: false, authorities: [], chain: undefined, shownAt: undefined, alert: undefined };
  return { version: Math.min(version, TLS_VERSION.tls13), ...nothing, client: [], server: [] };
}
