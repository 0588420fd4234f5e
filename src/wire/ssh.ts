/** SSH packets before encryption (RFC 4253 6), and the messages that agree on keys (RFC 4253 7 and 11.1). */
import { ByteCursor } from '../bytes/cursor.ts';
import { asciiText } from '../bytes/text.ts';

export const SSH_MESSAGE = { disconnect: 1, keyExchangeInit: 20, newKeys: 21 } as const;

/** The longest packet that all must take (RFC 4253 6.1), with its length field. */
export const MAX_SSH_PACKET = 35_000;
/** Length, padding length and message number: what `sshPacketLength` needs. */
export const SSH_PACKET_HEADER = 6;

const BLOCK = 8;
const SHORTEST = 16;
const LENGTH_FIELD = 4;
const MIN_PADDING = 4;
/** Cookie of a KEXINIT. */
const COOKIE = 16;
/** Names kept of one list: OpenSSH sends 20 at most. */
const MAX_NAMES = 64;

/** The bytes that the packet at `at` takes with its length field; -1 where no packet in clear can begin so. */
export function sshPacketLength(bytes: Uint8Array, at: number): number {
  const cursor = new ByteCursor(bytes, at);
  const length = cursor.u32() + LENGTH_FIELD;
  const padding = cursor.u8();
  const type = cursor.u8();
  if (cursor.overrun || length < SHORTEST || length > MAX_SSH_PACKET || length % BLOCK !== 0) return -1;
  return padding < MIN_PADDING || padding > length - SSH_PACKET_HEADER || type === 0 ? -1 : length;
}

/** The algorithms that a side offers, those it likes best first. */
export interface SshKeyExchangeInit {
  readonly keyExchange: readonly string[];
  readonly hostKeys: readonly string[];
  readonly ciphersToServer: readonly string[];
  readonly ciphersToClient: readonly string[];
}

/** RFC 4253 7.1. `start` is behind the message number, `end` may stand before the packet's padding or behind it. */
export function decodeSshKeyExchangeInit(
  bytes: Uint8Array,
  start: number,
  end: number,
): SshKeyExchangeInit | undefined {
  const cursor = new ByteCursor(bytes, start, end);
  cursor.skip(COOKIE);
  const offer = {
    keyExchange: nameList(cursor),
    hostKeys: nameList(cursor),
    ciphersToServer: nameList(cursor),
    ciphersToClient: nameList(cursor),
  };
  return cursor.overrun ? undefined : offer;
}

/** RFC 4251 5: names in ASCII, with commas between. */
function nameList(cursor: ByteCursor): string[] {
  const names = asciiText(cursor.take(cursor.u32()));
  return names === '' ? [] : names.split(',', MAX_NAMES);
}

/** What both sides can do; `undefined` where they have nothing in common, and the server ends the flow. */
export interface SshAgreement {
  readonly keyExchange: string | undefined;
  readonly hostKey: string | undefined;
  /** From client to server. */
  readonly cipher: string | undefined;
}

/** The client's first choice that the server has too (RFC 4253 7.1). */
export function agreeOnSsh(client: SshKeyExchangeInit, server: SshKeyExchangeInit): SshAgreement {
  return {
    keyExchange: firstCommon(client.keyExchange, server.keyExchange),
    hostKey: firstCommon(client.hostKeys, server.hostKeys),
    cipher: firstCommon(client.ciphersToServer, server.ciphersToServer),
  };
}

/** Marks of extensions in the list of methods (RFC 8308 2.1, OpenSSH PROTOCOL 1.10) are spelled differently by the sides. */
function firstCommon(client: readonly string[], server: readonly string[]): string | undefined {
  return client.find((name) => server.includes(name));
}

/** RFC 4250 4.2.2. */
const DISCONNECT_REASONS = [
  undefined,
  'host-not-allowed-to-connect',
  'protocol-error',
  'key-exchange-failed',
  'reserved',
  'mac-error',
  'compression-error',
  'service-not-available',
  'protocol-version-not-supported',
  'host-key-not-verifiable',
  'connection-lost',
  'by-application',
  'too-many-connections',
  'auth-cancelled-by-user',
  'no-more-auth-methods-available',
  'illegal-user-name',
] as const;

/** The reason's name, or its number. */
export function sshDisconnectName(code: number): string {
  return DISCONNECT_REASONS[code] ?? String(code);
}
