/** What one flow from Jamf Pro to APNs shows of the client's certificate, and how the server took it. */
import { namesApns } from '../../catalogue/push-identity.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';
import type { Direction, FrameAt } from '../../flow/direction.ts';
import { ORIGINATOR, RESPONDER } from '../../flow/direction.ts';
import { TLS_VERSION } from '../../wire/tls-names.ts';
import type { Certificate } from '../../wire/x509.ts';

/** The connection that demands the push certificate (S4). */
const PROVIDER = 'jamf-pro-apns';

/** RFC 5246 7.2.2 and RFC 8446 6.2: what a server says of a client's certificate, its chain or its key. */
const CERTIFICATE_ALERTS: ReadonlySet<number> = new Set([42, 43, 44, 45, 46, 48, 49, 51]);
/** What it says where a certificate is missing (40 up to TLS 1.2; 41 in SSL 3.0; 116 since TLS 1.3). */
const MISSING_ALERTS: ReadonlySet<number> = new Set([40, 41, 116]);

/** A sealed alert: 2 bytes, 1 of type, 16 of tag; 35 from servers in Java, which pad it. */
const SEALED_ALERTS: ReadonlySet<number> = new Set([19, 35]);
/** Bytes of a first sealed record of the client that holds its certificate: a Finished takes 53 or 69, an empty certificate 25. */
const LARGE = 300;

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
  const talk = readTalk(flow);
  if (talk === undefined) return undefined;
  if (talk.version >= TLS_VERSION.tls13) return service.by === 'name' ? hiddenCertificate(flow, talk) : undefined;
  const { version, chain, at, appleAsks, alert } = talk;
  if (chain === undefined || at === undefined) return undefined;
  const says = chain.length === 0 ? [...CERTIFICATE_ALERTS, ...MISSING_ALERTS] : [...CERTIFICATE_ALERTS];
  const refused = !flow.succeeded && alert !== undefined && says.includes(alert.code);
  const refusal = refused ? { alertCode: alert.code, at: alert.at } : undefined;
  return { version, chain, at, appleAsks, refusal };
}

/**
 * TLS 1.3: a first sealed record of the client as large as a certificate, and then one of the server as short as an alert, which is
 * its last. Not after the client has said good-bye or left: then the server's is the answer to that.
 */
function hiddenCertificate(flow: FlowFacts, { version, client, server, left }: Talk): ClientCertificate | undefined {
  const [certificate] = client;
  if (flow.succeeded || certificate === undefined || certificate.length < LARGE) return undefined;
  const after = server.filter((record) => record.order > certificate.order);
  const [answer] = after;
  if (after.length !== 1 || !SEALED_ALERTS.has(answer.length)) return undefined;
  const goodbye = client.some((record) => SEALED_ALERTS.has(record.length) && record.order < answer.order);
  if (goodbye || (left !== undefined && left.time < answer.at.time)) return undefined;
  const refusal = { alertCode: undefined, at: answer.at };
  return { version, chain: undefined, at: certificate.at, appleAsks: false, refusal };
}

interface Sealed {
  readonly length: number;
  readonly at: FrameAt;
  /** Position among all that was seen of the flow. */
  readonly order: number;
}

interface Talk {
  readonly version: number;
  /** The client's Certificate message. */
  chain: readonly Certificate[] | undefined;
  at: FrameAt | undefined;
  appleAsks: boolean;
  /** The server's first, after the client's Certificate. */
  alert: { readonly code: number; readonly at: FrameAt } | undefined;
  readonly client: Sealed[];
  readonly server: Sealed[];
  /** The client's first FIN or RST. */
  readonly left: FrameAt | undefined;
}

/** `undefined` without a ServerHello, and where bytes are missing. */
function readTalk(flow: FlowFacts): Talk | undefined {
  let talk: Talk | undefined;
  let server: Direction = RESPONDER;
  for (const [order, seen] of flow.observations.entries()) {
    if (seen.kind === 'tls-gap') return undefined;
    if (seen.kind === 'tls-server-hello') {
      server = seen.from;
      if (!seen.hello.helloRetryRequest) talk ??= newTalk(seen.hello.version, clientEnd(flow));
      continue;
    }
    if (talk === undefined) continue;
    const fromServer = seen.from === server;
    if (seen.kind === 'tls-certificate-request' && fromServer) talk.appleAsks ||= namesApns(seen.request.authorities);
    else if (seen.kind === 'tls-certificates' && !fromServer) {
      // A chain of which nothing can be read is not the same as none.
      if (seen.certificates.length === 0 && seen.unreadable > 0) return undefined;
      talk.chain ??= seen.certificates;
      talk.at ??= seen.at;
    } else if (seen.kind === 'tls-alert' && fromServer && talk.at !== undefined) {
      if (seen.code !== CLOSE_NOTIFY) talk.alert ??= { code: seen.code, at: seen.at };
    } else if (seen.kind === 'tls-protected-record')
      (fromServer ? talk.server : talk.client).push({ length: seen.length, at: seen.at, order });
  }
  return talk;
}

const CLOSE_NOTIFY = 0;

function newTalk(version: number, left: FrameAt | undefined): Talk {
  return { version, chain: undefined, at: undefined, appleAsks: false, alert: undefined, client: [], server: [], left };
}

function clientEnd({ tcp }: FlowFacts): FrameAt | undefined {
  if (tcp === undefined) return undefined;
  const reset = tcp.resets.find(({ from }) => from === ORIGINATOR)?.at;
  return [tcp.fin[ORIGINATOR], reset].flatMap((at) => at ?? []).toSorted((one, other) => one.time - other.time)[0];
}
