/** Where a flow was captured, and who has to speak first on it: what silence means depends on both. */
import type { FlowFacts, TcpFacts } from '../../classify/flow-facts.ts';
import { ORIGINATOR, RESPONDER } from '../../flow/direction.ts';

/** What systems send packets with (RFC 1700: 64; Windows 128; some devices 255): no router has taken anything off yet. */
export const UNROUTED: ReadonlySet<number> = new Set([64, 128, 255]);
/** The client's leg of the handshake is so much longer than the server's; below 1 ms nothing can be told. */
const FAR = 4;
const MEASURABLE = 1e6;
/** A server may look up its client's name, or let it wait (Postfix `postscreen_greet_wait`: 6 s), before it greets; ns. */
export const GREETING = 10e9;
/** RFC 5321 4.3.1; MySQL's initial handshake packet. With TLS from the first byte the client speaks first. */
const GREETERS: ReadonlySet<string> = new Set(['smtp', 'mysql']);
const TLS_FROM_THE_START = 465;

/** The capture was taken at the server or beside it, and the client is elsewhere. */
export function isSeenAtServer({ syns, synAck, handshakeDone, hopLimits }: TcpFacts): boolean {
  if (syns.length !== 1 || synAck === undefined || handshakeDone === undefined) return false;
  if (!isBesideServer({ hopLimits })) return false;
  const toClient = handshakeDone.time - synAck.time;
  return toClient >= MEASURABLE && toClient >= (synAck.time - syns[0].time) * FAR;
}

/**
 * The server's packets come fresh from it, and the client's have passed routers. Where neither has, the two are neighbours, and nobody can
 * tell at which of them it was.
 */
export function isBesideServer({ hopLimits }: Pick<TcpFacts, 'hopLimits'>): boolean {
  return UNROUTED.has(hopLimits[RESPONDER]) && !UNROUTED.has(hopLimits[ORIGINATOR]);
}

/** The client's packets come fresh from it. */
export function isBesideClient({ hopLimits }: Pick<TcpFacts, 'hopLimits'>): boolean {
  return UNROUTED.has(hopLimits[ORIGINATOR]);
}

/** The documents say that the server of this port speaks first. */
export function awaitsGreeting({ services, responder }: FlowFacts): boolean {
  const [service] = services.filter((match) => match.portDocumented);
  return (
    service !== undefined &&
    responder.port !== TLS_FROM_THE_START &&
    service.row.protocols.some((name) => GREETERS.has(name))
  );
}
