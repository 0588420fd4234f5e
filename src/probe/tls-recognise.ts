/** Tells TLS by the first bytes of a flow, whichever side they are from, also when the capture began midway. */
import { ALERT_LENGTH } from '../wire/tls-alert.ts';
import { decodeSslv2ClientHello } from '../wire/tls-client-hello.ts';
import { HANDSHAKE } from '../wire/tls-names.ts';
import { isRecordHeader, RECORD, RECORD_HEADER_LENGTH, recordBodyLength, recordsLineUp } from '../wire/tls-record.ts';
import type { Recognition } from './probe.ts';

/** Six bytes decide where a handshake or an alert stands in clear; mid-stream, records must line up. */
export function recogniseTls(head: Uint8Array): Recognition {
  const end = head.length;
  if (!isRecordHeader(head, 0, end)) return recogniseSslv2(head);
  if (end <= RECORD_HEADER_LENGTH) return 'more';
  const length = recordBodyLength(head, 0);
  if (head[0] === RECORD.handshake && isHandshakeStart(head)) return 'match';
  if (head[0] === RECORD.changeCipherSpec) return length === 1 && head[5] === 1 ? 'match' : 'reject';
  if (head[0] === RECORD.alert && length === ALERT_LENGTH) return end < 7 ? 'more' : isAlert(head) ? 'match' : 'reject';
  if (head[0] === RECORD.heartbeat) return 'reject';
  if (head[0] !== RECORD.applicationData && length > MAX_SEALED_MESSAGE) return 'reject';
  const linedUp = recordsLineUp(head, 0, end);
  return linedUp === undefined ? 'more' : linedUp ? 'match' : 'reject';
}

/** An encrypted Finished or alert with its nonce, padding and tag has 16 to 100 bytes. */
const MAX_SEALED_MESSAGE = 256;

/** A message that stands in clear, of a length that we would read. */
function isHandshakeStart(head: Uint8Array): boolean {
  return CLEAR_MESSAGES.has(head[5]) && (head.length < 7 || head[6] <= 1);
}

const CLEAR_MESSAGES: ReadonlySet<number> = new Set([
  HANDSHAKE.helloRequest,
  HANDSHAKE.clientHello,
  HANDSHAKE.serverHello,
  HANDSHAKE.newSessionTicket,
  HANDSHAKE.certificate,
  HANDSHAKE.serverKeyExchange,
  HANDSHAKE.certificateRequest,
  HANDSHAKE.serverHelloDone,
  HANDSHAKE.certificateVerify,
  HANDSHAKE.clientKeyExchange,
  HANDSHAKE.certificateStatus,
]);

/** Level warning or fatal, a code that the registry could hold. */
function isAlert(head: Uint8Array): boolean {
  return (head[5] === 1 || head[5] === 2) && head[6] <= 121;
}

/** Clients of before 2010 open with a hello in SSL 2.0 form; it must be there whole. */
function recogniseSslv2(head: Uint8Array): Recognition {
  if (!mayBeSslv2(head)) return 'reject';
  if (head.length < 2 || head.length < sslv2Length(head)) return 'more';
  return decodeSslv2ClientHello(head) === undefined ? 'reject' : 'match';
}

/** Whether bytes that are no record may begin a ClientHello of SSL 2.0 form: under 1 kB, version 2.0 or 3.x. */
export function mayBeSslv2(head: Uint8Array): boolean {
  if (head[0] < 0x80 || head[0] > 0x83) return false;
  if (head.length > 2 && head[2] !== HANDSHAKE.clientHello) return false;
  return head.length <= 3 || head[3] === 3 || head[3] === 0;
}

/** Bytes of the record that `head` begins, with its two header bytes. */
export function sslv2Length(head: Uint8Array): number {
  return (((head[0] & 0x7f) << 8) | head[1]) + 2;
}
