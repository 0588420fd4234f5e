/** Mutual TLS as a flow shows it: the client's certificate, and what the server says behind it. Direction and order tell whose refusal it is. */
import type { FlowFacts } from '../classify/flow-facts.ts';
import type { Direction, FrameAt } from '../flow/direction.ts';
import { RESPONDER } from '../flow/direction.ts';
import { TLS_VERSION } from '../wire/tls-names.ts';
import type { Certificate } from '../wire/x509.ts';
import { clientEnd } from './refusal.ts';

/** RFC 5246 7.2.2, RFC 8446 6.2: what a server says of a client's certificate, its chain or its key. */
export const CERTIFICATE_ALERTS: ReadonlySet<number> = new Set([42, 43, 44, 45, 46, 48, 49, 51]);
/** What it says where none is acceptable (40 up to TLS 1.2; 41 in SSL 3.0; 116 since TLS 1.3). 50 answers whoever connects and leaves. */
export const MISSING_ALERTS: ReadonlySet<number> = new Set([40, 41, 116]);
/** The client's first sealed record holds a certificate from so many bytes on; a Finished takes 53 to 85. */
export const LARGE = 300;

/** A sealed alert: 2 bytes, 1 of type, 16 of tag; Java pads by 16, CCM_8 has 8 of tag. */
const SEALED_ALERTS: ReadonlySet<number> = new Set([19, 35, 11]);
/** GnuTLS sends the alert that matters and then its goodbye. */
const MOST_ALERTS = 2;
const CLOSE_NOTIFY = 0;

/** An encrypted record. */
export interface Sealed {
  readonly length: number;
  readonly at: FrameAt;
  /** Position among all that was seen of the flow. */
  readonly order: number;
}

export interface CertificateTalk {
  /** As negotiated; drafts of TLS 1.3 are TLS 1.3. */
  readonly version: number;
  /** The server was seen to ask, and for certificates of these issuers. */
  asked: boolean;
  authorities: readonly string[];
  /** The client's Certificate message, leaf first; `undefined` where TLS 1.3 hides it, or none was sent. */
  chain: readonly Certificate[] | undefined;
  shownAt: FrameAt | undefined;
  /** The server's first readable alert behind it, other than a goodbye. */
  alert: { readonly code: number; readonly at: FrameAt } | undefined;
  readonly client: Sealed[];
  readonly server: Sealed[];
}

/** `undefined` without a ServerHello, where a session is resumed, where bytes are missing, and where the certificate cannot be read. */
export function certificateTalk({ observations }: FlowFacts): CertificateTalk | undefined {
  let talk: CertificateTalk | undefined;
  let server: Direction = RESPONDER;
  for (const [order, seen] of observations.entries()) {
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

/**
 * TLS 1.3: the server's first record behind the client's flight, where that and perhaps one more are as short as an alert and all that it
 * still says. A client that has said goodbye or left before gets its goodbye back: that is no refusal.
 */
export function sealedRefusal(flow: FlowFacts, { client, server }: CertificateTalk): Sealed | undefined {
  const [first] = client;
  if (first === undefined) return undefined;
  const answers = server.filter(({ order }) => order > first.order);
  const [answer] = answers;
  if (answer === undefined || answers.length > MOST_ALERTS) return undefined;
  if (answers.some(({ length }) => !SEALED_ALERTS.has(length))) return undefined;
  const goodbye = client.some(({ length, order }) => SEALED_ALERTS.has(length) && order < answer.order);
  const left = clientEnd(flow);
  return goodbye || (left !== undefined && left.time < answer.at.time) ? undefined : answer;
}

function newTalk(version: number): CertificateTalk {
  const nothing = { asked: false, authorities: [], chain: undefined, shownAt: undefined, alert: undefined };
  return { version: Math.min(version, TLS_VERSION.tls13), ...nothing, client: [], server: [] };
}
