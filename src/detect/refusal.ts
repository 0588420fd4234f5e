/** How a client refuses the handshake that a server has answered. Direction and position tell. */
import type { FlowFacts } from '../classify/flow-facts.ts';
import type { Direction, FrameAt } from '../flow/direction.ts';
import { ORIGINATOR, RESPONDER } from '../flow/direction.ts';
import { HANDSHAKE, TLS_VERSION } from '../wire/tls-names.ts';
import { firstFailure } from './failure/first-failure.ts';

/** A readable alert; a lone encrypted record of an alert's length (TLS 1.3); or the flow closed right after the certificate. */
export type RejectionForm = 'alert' | 'encrypted-alert' | 'closed';

export interface Refusal {
  readonly how: RejectionForm;
  readonly at: FrameAt;
  /** Of a readable alert. */
  readonly alertCode: number | undefined;
  /** Version number as negotiated. */
  readonly version: number;
}

/** What a client says of a certificate that it does not take (RFC 8446 6.2), and what some say instead. */
const REFUSALS: ReadonlySet<number> = new Set([40, 42, 43, 44, 45, 46, 48, 49, 80, 113]);
/** A sealed alert: 2 bytes, 1 of type, 16 of tag; Java adds 16 of padding, CCM_8 has 8 of tag. */
const SEALED_ALERTS: ReadonlySet<number> = new Set([19, 35, 11]);

/** `undefined`: the handshake went through, was not answered, or ended in another way. */
export function refusalOf(flow: FlowFacts): Refusal | undefined {
  if (flow.succeeded || flow.tcp === undefined) return undefined;
  const talk = readTalk(flow);
  if (talk === undefined || talk.established || talk.serverAlert) return undefined;
  const { version, answered } = talk;
  if (!answered || resetInBetween(flow)) return undefined;
  if (talk.alert !== undefined) {
    return REFUSALS.has(talk.alert.code)
      ? { how: 'alert', at: talk.alert.at, alertCode: talk.alert.code, version }
      : undefined;
  }
  if (version === TLS_VERSION.tls13 && talk.sealed.length === 1 && SEALED_ALERTS.has(talk.sealed[0].length))
    return { how: 'encrypted-alert', at: talk.sealed[0].at, alertCode: undefined, version };
  const end = clientEnd(flow);
  if (end === undefined || talk.sealed.length > 0 || talk.clientContinued) return undefined;
  return { how: 'closed', at: end, alertCode: undefined, version };
}

interface Talk {
  readonly version: number;
  /** The server showed what can be refused: its certificate, or under TLS 1.3 its sealed flight. */
  answered: boolean;
  established: boolean;
  /** The client went on: it sent its key, or changed its cipher under TLS 1.2. */
  clientContinued: boolean;
  serverAlert: boolean;
  alert: { readonly code: number; readonly at: FrameAt } | undefined;
  /** The client's encrypted records. */
  readonly sealed: { readonly length: number; readonly at: FrameAt }[];
}

/** `undefined` without a ServerHello, and where bytes are missing. */
function readTalk(flow: FlowFacts): Talk | undefined {
  let talk: Talk | undefined;
  let server: Direction = RESPONDER;
  for (const seen of flow.observations) {
    if (seen.kind === 'tls-gap') return undefined;
    if (seen.kind === 'tls-server-hello') {
      server = seen.from;
      if (!seen.hello.helloRetryRequest) talk ??= newTalk(seen.hello.version, seen.resumed);
      continue;
    }
    if (talk === undefined) continue;
    const fromServer = seen.from === server;
    const tls13 = talk.version === TLS_VERSION.tls13;
    if (seen.kind === 'tls-established') talk.established = true;
    else if (seen.kind === 'tls-certificates') talk.answered ||= fromServer;
    else if (seen.kind === 'tls-alert') {
      if (fromServer) talk.serverAlert ||= talk.alert === undefined;
      else if (seen.code !== CLOSE_NOTIFY) talk.alert ??= { code: seen.code, at: seen.at };
    } else if (seen.kind === 'tls-protected-record') {
      if (!fromServer) talk.sealed.push({ length: seen.length, at: seen.at });
      else if (tls13) talk.answered = true;
    } else if (!fromServer && !tls13) {
      if (seen.kind === 'tls-change-cipher-spec') talk.clientContinued = true;
      if (seen.kind === 'tls-handshake') talk.clientContinued ||= seen.type === HANDSHAKE.clientKeyExchange;
    }
  }
  return talk;
}

const CLOSE_NOTIFY = 0;

/** A session resumed under TLS 1.2 has no certificate to refuse, and `answered` stays false. */
function newTalk(version: number, resumed: boolean): Talk {
  return {
    // Draft numbers are TLS 1.3.
    version: Math.min(version, TLS_VERSION.tls13),
    answered: false,
    established: resumed && version < TLS_VERSION.tls13,
    clientContinued: false,
    serverAlert: false,
    alert: undefined,
    sealed: [],
  };
}

/** After an injected RST the client answers late data with a RST of its own: no refusal. */
function resetInBetween(flow: FlowFacts): boolean {
  return firstFailure(flow) !== undefined || flow.tcp!.dataAfterReset !== undefined;
}

/** Where the client ended the flow, if it was the first to. */
export function clientEnd({ tcp }: FlowFacts): FrameAt | undefined {
  const { fin, resets } = tcp!;
  const ends = [fin[ORIGINATOR], resets.find((reset) => reset.from === ORIGINATOR)?.at].flatMap((at) => at ?? []);
  const others = [fin[RESPONDER], resets.find((reset) => reset.from === RESPONDER)?.at].flatMap((at) => at ?? []);
  const first = ends.toSorted((one, other) => one.time - other.time)[0];
  return first !== undefined && others.every((at) => at.time >= first.time) ? first : undefined;
}
