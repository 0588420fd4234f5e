/**
 * QUIC long-header packets, and Initial packets opened with the keys that anybody can derive (RFC 8999, RFC 9000 17.2,
 * RFC 9001 5, RFC 9369). Drafts 29 to 34 differ in nothing but their salt.
 */
import { aes128Block, aes128GcmOpen, GCM_TAG_LENGTH, hkdfExpandLabel, hkdfExtract } from '../bytes/crypto.ts';
import type { ByteCursor } from '../bytes/cursor.ts';

/** Longest connection id of the versions known (RFC 9000 17.2). */
export const MAX_CONNECTION_ID = 20;

export type QuicPacketType = 'initial' | '0-rtt' | 'handshake' | 'retry' | 'version-negotiation' | 'unknown';

/** A long-header packet, its number and payload still protected. Offsets point into the datagram. */
export interface QuicLongHeader {
  /** 1, 0x6b3343cf (version 2) …; 0 for a version negotiation. */
  readonly version: number;
  readonly type: QuicPacketType;
  /** Views. */
  readonly destinationId: Uint8Array;
  readonly sourceId: Uint8Array;
  /** First byte of the packet. */
  readonly start: number;
  /** Packet number and payload; the rest of the datagram where the type has no length. */
  readonly body: number;
  readonly end: number;
}

interface QuicVersion {
  readonly salt: Uint8Array;
  /** Labels of the key derivation (RFC 9001 5.1, RFC 9369 3.3.2). */
  readonly labels: readonly [key: string, iv: string, headerProtection: string];
  /** What the two type bits of the first byte mean. */
  readonly types: readonly QuicPacketType[];
}

const TYPES_V1 = ['initial', '0-rtt', 'handshake', 'retry'] as const;
const TYPES_V2 = ['retry', 'initial', '0-rtt', 'handshake'] as const;
const LABELS_V1 = ['quic key', 'quic iv', 'quic hp'] as const;
const LABELS_V2 = ['quicv2 key', 'quicv2 iv', 'quicv2 hp'] as const;

const V1: QuicVersion = { salt: bytes('38762cf7f55934b34d179ae6a4c80cadccbb7f0a'), labels: LABELS_V1, types: TYPES_V1 };
const V2: QuicVersion = { salt: bytes('0dede3def700a6db819381be6e269dcbf9bd2ed9'), labels: LABELS_V2, types: TYPES_V2 };
const DRAFT_29: QuicVersion = { ...V1, salt: bytes('afbfec289993d24c9e9786f19c6111e04390a899') };

/** What is needed to read packets of a version; `undefined` for versions that we do not know. */
function knownVersion(version: number): QuicVersion | undefined {
  if (version === 1) return V1;
  if (version === 0x6b3343cf) return V2;
  return version >= 0xff00001d && version <= 0xff000020 ? DRAFT_29 : undefined;
}

/** Whether Initial packets of this version can be opened. */
export function isKnownQuicVersion(version: number): boolean {
  return knownVersion(version) !== undefined;
}

/**
 * Reads the long header at the cursor, which moves behind the packet (packets may share a datagram). `undefined` when
 * there is none: a short header, padding, or lengths that contradict each other.
 */
export function decodeQuicLongHeader(cursor: ByteCursor): QuicLongHeader | undefined {
  const start = cursor.position;
  const first = cursor.u8();
  if (first < 0x80) return undefined;
  const version = cursor.u32();
  const known = knownVersion(version);
  // The fixed bit may be greased only where both sides agreed to (RFC 9287), which the first packets cannot rely on.
  if (version !== 0 && (first & 0x40) === 0) return undefined;
  const destinationId = cursor.take(cursor.u8());
  const sourceId = cursor.take(cursor.u8());
  if (destinationId.length > MAX_CONNECTION_ID || sourceId.length > MAX_CONNECTION_ID) return undefined;
  const type = version === 0 ? 'version-negotiation' : (known?.types[(first >> 4) & 3] ?? 'unknown');
  if (type === 'initial') cursor.skip(quicInteger(cursor)); // token
  const length =
    type === 'initial' || type === 'handshake' || type === '0-rtt' ? quicInteger(cursor) : cursor.remaining;
  const body = cursor.position;
  cursor.skip(length);
  if (cursor.overrun) return undefined;
  return { version, type, destinationId, sourceId, start, body, end: body + length };
}

/** A variable-length integer (RFC 9000 16); exact up to 2^53. */
export function quicInteger(cursor: ByteCursor): number {
  const first = cursor.u8();
  let value = first & 0x3f;
  for (let left = (1 << (first >> 6)) - 1; left > 0; left--) value = value * 256 + cursor.u8();
  return value;
}

export interface InitialKeys {
  readonly key: Uint8Array;
  readonly iv: Uint8Array;
  readonly headerProtection: Uint8Array;
}

/** Keys of one direction's Initial packets, from the destination id of the client's first one. About 60 µs for both. */
export function deriveInitialKeys(
  version: number,
  destinationId: Uint8Array,
  side: 'client' | 'server',
): InitialKeys | undefined {
  const known = knownVersion(version);
  if (known === undefined) return undefined;
  const initial = hkdfExtract(known.salt, destinationId);
  const secret = hkdfExpandLabel(initial, `${side} in`, 32);
  const [key, iv, headerProtection] = known.labels;
  return {
    key: hkdfExpandLabel(secret, key, 16),
    iv: hkdfExpandLabel(secret, iv, 12),
    headerProtection: hkdfExpandLabel(secret, headerProtection, 16),
  };
}

/** The frames of an Initial packet; `undefined` when it cannot be opened with these keys. */
export function openInitial(datagram: Uint8Array, packet: QuicLongHeader, keys: InitialKeys): Uint8Array | undefined {
  const sample = packet.body + 4;
  if (packet.end - sample < GCM_TAG_LENGTH) return undefined;
  const mask = aes128Block(keys.headerProtection, datagram.subarray(sample, sample + 16));
  const first = datagram[packet.start] ^ (mask[0] & 0x0f);
  const numberLength = (first & 3) + 1;
  const header = datagram.slice(packet.start, packet.body + numberLength);
  header[0] = first;
  const nonce = keys.iv.slice();
  const numberAt = packet.body - packet.start;
  for (let index = 0; index < numberLength; index++) {
    header[numberAt + index] ^= mask[index + 1];
    // Initial packets are few: what is sent of their number is all of it.
    nonce[nonce.length - numberLength + index] ^= header[numberAt + index];
  }
  return aes128GcmOpen(keys.key, nonce, header, datagram.subarray(packet.body + numberLength, packet.end));
}

/** The versions that a version negotiation offers. */
export function negotiatedVersions(datagram: Uint8Array, packet: QuicLongHeader): number[] {
  const versions: number[] = [];
  for (let at = packet.body; at + 4 <= packet.end && versions.length < MAX_VERSIONS; at += 4) {
    versions.push(((datagram[at] << 24) | (datagram[at + 1] << 16) | (datagram[at + 2] << 8) | datagram[at + 3]) >>> 0);
  }
  return versions;
}

const MAX_VERSIONS = 64;

function bytes(digits: string): Uint8Array {
  return Uint8Array.from(digits.match(/../g)!, (byte) => Number.parseInt(byte, 16));
}
