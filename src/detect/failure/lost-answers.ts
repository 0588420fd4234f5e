/** SYNs that are accepted, and a client that does not hear of it: what a capture at the server shows of a way back that loses packets. */
import type { FlowFacts, IcmpSeen, TcpFacts } from '../../classify/flow-facts.ts';
import { RESPONDER } from '../../flow/direction.ts';
import { isAdministrativelyProhibited, isUnreachable } from '../../wire/icmp-codes.ts';
import { isBesideServer } from './vantage.ts';

/** Both sides repeat themselves: nothing of what the server says arrives. */
export function answersAreLost(flow: FlowFacts, tcp: TcpFacts): boolean {
  if (tcp.synAck === undefined || tcp.handshakeDone !== undefined) return false;
  // Capital letters are the client's: an acknowledgement, data, FIN or RST of it would be among them, however often it tries.
  const saysOnlySyn = !/[ADFR]/.test(flow.history);
  const repeated = tcp.syns.length > 1 && flow.packets[RESPONDER] > 1;
  return saysOnlySyn && repeated && tcp.fin[RESPONDER] === undefined && isBesideServer(tcp);
}

/** Somebody on the way back says that the answer gets no further. */
export function refusalOfAnswer({ icmp }: FlowFacts): IcmpSeen | undefined {
  return icmp.find(
    ({ quotes, version, type, code }) =>
      quotes === RESPONDER && (isAdministrativelyProhibited(version, type, code) || isUnreachable(version, type, code)),
  );
}
