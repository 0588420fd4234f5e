/** Zeek's conn_state of a flow, after `conn_state` in base/protocols/conn/main.zeek. */
import { ORIGINATOR, RESPONDER } from './direction.ts';
import { FLAG } from './row-layout.ts';
import { endpointState } from './tcp-state.ts';
import { ENDPOINT } from './tcp-words.ts';

export type ConnState =
  | 'S0'
  | 'S1'
  | 'SF'
  | 'REJ'
  | 'S2'
  | 'S3'
  | 'RSTO'
  | 'RSTR'
  | 'RSTOS0'
  | 'RSTRH'
  | 'SH'
  | 'SHR'
  | 'OTH';

/** `flags` is the row's FLAGS word; `packets` counts per side (UDP), `bytes` is the payload of both sides (TCP). */
export function connState(flags: number, packets: readonly [number, number], bytes: number): ConnState {
  if (flags & FLAG.udp) {
    if (packets[ORIGINATOR] > 0) return packets[RESPONDER] > 0 ? 'SF' : 'S0';
    return packets[RESPONDER] > 0 ? 'SHR' : 'OTH';
  }
  const originator = endpointState(flags, ORIGINATOR);
  const responder = endpointState(flags, RESPONDER);
  const noOriginator = originator <= ENDPOINT.partial;
  const noResponder = responder <= ENDPOINT.partial;
  if (responder === ENDPOINT.reset) {
    const refused = originator === ENDPOINT.synSent || originator === ENDPOINT.synAckSent;
    if (refused || (originator === ENDPOINT.reset && bytes === 0)) return 'REJ';
    return noOriginator ? 'RSTRH' : 'RSTR';
  }
  if (originator === ENDPOINT.reset) return noResponder ? 'RSTOS0' : 'RSTO';
  if (responder === ENDPOINT.closed && originator === ENDPOINT.closed) return 'SF';
  if (originator === ENDPOINT.closed) return noResponder ? 'SH' : 'S2';
  if (responder === ENDPOINT.closed) return noOriginator ? 'SHR' : 'S3';
  if (originator === ENDPOINT.synSent && responder === ENDPOINT.inactive) return 'S0';
  if (originator === ENDPOINT.established && responder === ENDPOINT.established) return 'S1';
  return 'OTH';
}
