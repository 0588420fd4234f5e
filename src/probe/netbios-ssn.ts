/** NetBIOS session service (RFC 1002 4.3): the request by name before SMB, and SMB within what it opens. */
import {
  decodeSessionRequest,
  isSessionError,
  SESSION_HEADER,
  SESSION_PACKET,
  sessionPacketLength,
} from '../wire/netbios-ssn.ts';
import type { Probe, Recognition } from './probe.ts';
import { recogniseSmb, SmbSession } from './smb.ts';
import type { SmbObservation } from './smb-observations.ts';

export const netbiosSsn: Probe<SmbObservation> = {
  name: 'netbios-ssn',
  transports: ['tcp'],
  usualPorts: [139],
  recognise,
  open: (flow, emit) => new SmbSession(flow, emit),
};

/** A request by its two names; an answer that says yes by the SMB message behind it, others by their whole. */
function recognise(head: Uint8Array): Recognition {
  if (head.length === 0) return 'more';
  const isOfService = head[0] >= SESSION_PACKET.request && head[0] < SESSION_PACKET.keepAlive;
  if (!isOfService) return 'reject';
  if (head.length < SESSION_HEADER) return head.length > 1 && head[1] !== 0 ? 'reject' : 'more';
  const length = sessionPacketLength(head, 0);
  if (length === undefined) return 'reject';
  const end = SESSION_HEADER + length;
  if (head[0] === SESSION_PACKET.positiveResponse) return recogniseSmb(head, end);
  if (head.length < end) return 'more';
  if (head[0] === SESSION_PACKET.request) return decodeSessionRequest(head, SESSION_HEADER, end) ? 'match' : 'reject';
  // The server closes behind these.
  if (head.length > end) return 'reject';
  return head[0] === SESSION_PACKET.retarget || isSessionError(head[SESSION_HEADER]) ? 'match' : 'reject';
}
