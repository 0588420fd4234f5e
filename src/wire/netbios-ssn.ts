/** NetBIOS session service packets (RFC 1002 4.3), which also frame SMB over TCP ([MS-SMB2] 2.1): a type and a length. */
import { ByteCursor } from '../bytes/cursor.ts';
import { ipv4Text } from '../bytes/ip-address.ts';
import { decodeNetbiosName, type NetbiosName } from './netbios-name.ts';

export const SESSION_HEADER = 4;

export const SESSION_PACKET = {
  message: 0x00,
  request: 0x81,
  positiveResponse: 0x82,
  negativeResponse: 0x83,
  retarget: 0x84,
  keepAlive: 0x85,
} as const;

const NEGATIVE_CODES: Readonly<Record<number, string>> = {
  128: 'not listening on the called name',
  129: 'not listening for the calling name',
  130: 'called name not present',
  131: 'called name present, but insufficient resources',
  143: 'unspecified error',
};

/** Two names with the longest scopes (RFC 1002 4.3.2). */
const MAX_REQUEST = 2 * 255;

export interface SessionRequest {
  readonly called: NetbiosName;
  readonly calling: NetbiosName;
}

/** Length of the packet whose header is at `at`, without that header; undefined when no packet of this service has such a header. */
export function sessionPacketLength(bytes: Uint8Array, at: number): number | undefined {
  const type = bytes[at];
  const length = (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
  switch (type) {
    case SESSION_PACKET.message:
      return length;
    case SESSION_PACKET.request:
      return length <= MAX_REQUEST ? length : undefined;
    case SESSION_PACKET.positiveResponse:
    case SESSION_PACKET.keepAlive:
      return length === 0 ? 0 : undefined;
    case SESSION_PACKET.negativeResponse:
      return length === 1 ? 1 : undefined;
    case SESSION_PACKET.retarget:
      return length === 6 ? 6 : undefined;
    default:
      return undefined;
  }
}

/** What follows the header of a session request: both names and nothing else. */
export function decodeSessionRequest(bytes: Uint8Array, start: number, end: number): SessionRequest | undefined {
  const cursor = new ByteCursor(bytes, start, end);
  const called = decodeNetbiosName(cursor, start);
  const calling = called && decodeNetbiosName(cursor, start);
  return calling && cursor.remaining === 0 ? { called, calling } : undefined;
}

/** `code 0x90` where RFC 1002 has no name for it. */
export function sessionErrorName(code: number): string {
  return NEGATIVE_CODES[code] ?? `code 0x${code.toString(16)}`;
}

/** A code that RFC 1002 4.3.4 lists. */
export function isSessionError(code: number): boolean {
  return code in NEGATIVE_CODES;
}

/** Address and port to turn to, behind the header of a retarget response. */
export function decodeRetarget(bytes: Uint8Array, start: number): { address: string; port: number } {
  return { address: ipv4Text(bytes, start), port: (bytes[start + 4] << 8) | bytes[start + 5] };
}
