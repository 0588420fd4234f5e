/** An ICMP error by which a router or host says that there is no way to the server, or nobody there (RFC 792, RFC 4443 3.1). */
import type { FlowFacts, IcmpSeen } from '../../classify/flow-facts.ts';
import { ORIGINATOR, RESPONDER } from '../../flow/direction.ts';
import { isAdministrativelyProhibited, isUnreachable } from '../../wire/icmp-codes.ts';

/** ns: of many datagrams, a host answers one in this time (`icmp_ratelimit` of Linux; RFC 1812 4.3.2.8). */
const LIMITED_RATE = 1e9;

/** The first error that quotes the client, of a flow that did not go on beside or after it. */
export function unreachability(flow: FlowFacts): IcmpSeen | undefined {
  if (flow.icmp.length === 0) return undefined;
  const error = flow.icmp.find(saysUnreachable);
  return error === undefined || wentOn(flow, error) ? undefined : error;
}

/** Of one flow. */
export function unreachableErrors({ icmp }: FlowFacts): readonly IcmpSeen[] {
  return icmp.filter(saysUnreachable);
}

function saysUnreachable({ version, type, code, quotes }: IcmpSeen): boolean {
  return quotes === ORIGINATOR && isUnreachable(version, type, code);
}

/** Such errors may pass, so that TCP goes on trying (RFC 1122 4.2.3.9): whatever the server then says itself is more telling. */
function wentOn({ packets, tcp }: FlowFacts, error: IcmpSeen): boolean {
  if (packets[RESPONDER] === 0) return false;
  if (tcp?.synAck === undefined || tcp.synAck.time > error.at.time) return true;
  const answered = tcp.firstData[RESPONDER] !== undefined || tcp.firstDataAcked[ORIGINATOR];
  return answered || tcp.fin[RESPONDER] !== undefined || tcp.resets.some(({ from }) => from === RESPONDER);
}

/**
 * ICMP says of the latest datagram that nobody took it: the one word on what is never answered, syslog over UDP (RFC 5426 5.4). An error
 * that is older than the datagram stands for a receiver that was started meanwhile.
 */
export function isRefused({ transport, icmp, last }: Pick<FlowFacts, 'transport' | 'icmp' | 'last'>): boolean {
  if (icmp.length === 0 || transport !== 'udp') return false;
  const latest = icmp.findLast(
    (error) => saysUnreachable(error) || isAdministrativelyProhibited(error.version, error.type, error.code),
  );
  return latest !== undefined && latest.quotes === ORIGINATOR && last.time - latest.at.time < LIMITED_RATE;
}

/** What an ICMP error says that it could not reach. */
export type Unreached = 'network' | 'host' | 'protocol' | 'port';

/** What the error's code is about. */
export function unreached({ version, code }: Pick<IcmpSeen, 'version' | 'code'>): Unreached {
  return (version === 4 ? UNREACHED_V4 : UNREACHED_V6)[code] ?? 'network';
}

const UNREACHED_V4: Readonly<Record<number, Unreached>> = {
  1: 'host',
  2: 'protocol',
  3: 'port',
  7: 'host',
  8: 'host',
  12: 'host',
};
const UNREACHED_V6: Readonly<Record<number, Unreached>> = { 3: 'host', 4: 'port' };
