/** Signs that only full-size packets vanish: an MTU black hole (RFC 2923 2.1), or a device that cannot read a ClientHello in two packets. */
import type { FlowFacts, IcmpSeen } from '../../classify/flow-facts.ts';
import { DIRECTIONS, type Direction, ORIGINATOR, RESPONDER } from '../../flow/direction.ts';

/** Bytes of payload: what fits one packet on a path of 1500 bytes, less some for a tunnel. */
export const ONE_PACKET = 1400;
/** Bytes by which a full segment may fall short of the MSS: TCP options of each packet. */
const OPTIONS = 40;
/** Bytes: every IPv6 path takes packets of 1280 (RFC 8200 5). Smaller ones do not vanish for their size. */
const SMALLEST_MSS = 1220;

/** The first data of `side` were not acknowledged, and the flow itself tells that their size is why. */
export function isLostForSize(flow: FlowFacts, side: Direction): boolean {
  if (tailAcknowledged(flow, side) !== undefined || isTailOnly(flow, side)) return true;
  return tooBig(flow, side) !== undefined && firstSegment(flow, side) >= SMALLEST_MSS;
}

/** Where the other side acknowledges what follows the first segment of `side`, a full one, and not that segment. */
export function tailAcknowledged(flow: FlowFacts, side: Direction) {
  const { selectiveAck, firstDataAcked } = flow.tcp!;
  return firstDataAcked[side] || firstSegment(flow, side) < fullSize(flow) ? undefined : selectiveAck[side];
}

/** Seen behind the place of the loss: what follows a full first segment came, that segment did not, and nobody acknowledges it. */
export function isTailOnly(flow: FlowFacts, side: Direction): boolean {
  const { firstDataAcked, missingBytes } = flow.tcp!;
  return !firstDataAcked[side] && missingBytes[side] >= fullSize(flow);
}

/** A router says that the packet of `side` is too big: ICMP "fragmentation needed" (RFC 1191), ICMPv6 "packet too big" (RFC 8201). */
export function tooBig({ icmp }: FlowFacts, side: Direction): IcmpSeen | undefined {
  return icmp.find(
    ({ version, type, code, quotes }) => quotes === side && (version === 4 ? type === 3 && code === 4 : type === 2),
  );
}

/** The side whose first data are lost for their size: the client's hello, or the server's answer to it. */
export function lostSide(flow: FlowFacts): Direction {
  return isLostForSize(flow, RESPONDER) ? RESPONDER : ORIGINATOR;
}

/** Copies of a segment, and ns between the first and the last of them: not one lost packet. */
const STALL_COPIES = 3;
const STALL = 3e9;

/**
 * The side whose first full-size packet is sent again in vain, behind smaller ones that arrived. Where as much as a full packet holds was
 * acknowledged before, one may have got through, and only a router's word tells.
 */
export function stalledSide(flow: FlowFacts): Direction | undefined {
  return DIRECTIONS.find((side) => isStalled(flow, side));
}

function isStalled(flow: FlowFacts, side: Direction): boolean {
  const { stalled, midStream, handshakeDone, firstDataAcked } = flow.tcp!;
  const stall = stalled[side];
  if (stall === undefined || midStream || handshakeDone === undefined || !firstDataAcked[side]) return false;
  if (stall.bytes < fullSize(flow) || stall.count < STALL_COPIES) return false;
  if (stall.copies[stall.copies.length - 1].time - stall.copies[0].time < STALL) return false;
  return stall.before < fullSize(flow) || tooBig(flow, side) !== undefined;
}

/**
 * Bytes of the side's first segment, or of all that is missing in front of the first that was captured; a capture on the sender may show
 * more than one segment at once (segmentation offload).
 */
export function firstSegment({ tcp }: FlowFacts, side: Direction): number {
  return tcp!.missingBytes[side] || tcp!.firstDataBytes[side];
}

function fullSize({ tcp }: FlowFacts): number {
  const sizes = tcp!.options.flatMap((options) => options?.mss ?? []);
  return Math.max(SMALLEST_MSS, sizes.length === 0 ? 0 : Math.min(...sizes)) - OPTIONS;
}

const RECORD_HEADER = 5;

/** Bytes of the hello that was read, with its record header. */
export function helloBytesRead({ observations }: FlowFacts): number | undefined {
  const seen = observations.find((observation) => observation.kind === 'tls-client-hello');
  return seen === undefined ? undefined : seen.hello.length + RECORD_HEADER;
}

/** The same; where it was not read, what the client sent, less the copies that were counted with it, and what did not come. */
export function helloBytes(flow: FlowFacts): number {
  const copies = flow.tcp!.firstDataResent[ORIGINATOR].length;
  return helloBytesRead(flow) ?? Math.round(flow.bytes[ORIGINATOR] / (1 + copies)) + flow.tcp!.missingBytes[ORIGINATOR];
}

/** Groups with ML-KEM (draft-ietf-tls-ecdhe-mlkem) and Kyber, whose key shares fill a packet. */
const POST_QUANTUM: ReadonlySet<number> = new Set([0x11eb, 0x11ec, 0x11ed, 0x6399, 0x639a]);

/** The hello brings a post-quantum key share. */
export function isPostQuantum({ observations }: FlowFacts): boolean {
  return observations.some(
    (seen) => seen.kind === 'tls-client-hello' && seen.hello.keyShareGroups.some((group) => POST_QUANTUM.has(group)),
  );
}
