/** TLS record layer: header checks on bytes in place (RFC 8446 5.1, RFC 5246 6.2). Reassembly is `probe/tls.ts`. */

/** Content types. */
export const RECORD = {
  changeCipherSpec: 20,
  alert: 21,
  handshake: 22,
  applicationData: 23,
  heartbeat: 24,
} as const;

export const RECORD_HEADER_LENGTH = 5;

/** Longest body: 2^14 plus what TLS 1.2 allows for compression and protection (RFC 5246 6.2.3). */
export const MAX_RECORD_BODY = 16_384 + 2048;

/** Longest body of TLS 1.3 (RFC 8446 5.2), and of whatever else AEAD suites send. */
const MAX_RECORD_BODY_13 = 16_384 + 256;

/** The body's length by the header at `at`, which must lie within `bytes`. */
export function recordBodyLength(bytes: Uint8Array, at: number): number {
  return (bytes[at + 3] << 8) | bytes[at + 4];
}

/**
 * Whether the bytes from `at` may be a record header: a known type, version 3.0 to 3.4, a length that the type allows.
 * Judges as much of the header as lies before `end`.
 */
export function isRecordHeader(bytes: Uint8Array, at: number, end: number): boolean {
  const have = end - at;
  const type = bytes[at];
  if (have > 0 && (type < RECORD.changeCipherSpec || type > RECORD.heartbeat)) return false;
  if (have > 1 && bytes[at + 1] !== 3) return false;
  if (have > 2 && bytes[at + 2] > 4) return false;
  if (have < RECORD_HEADER_LENGTH) return true;
  const length = recordBodyLength(bytes, at);
  // Only application data may be empty (RFC 5246 6.2.1).
  return length <= MAX_RECORD_BODY && (length > 0 || type === RECORD.applicationData);
}

/**
 * Whether records follow one another from `at`: a header whose record ends exactly at `end`, or behind which a second
 * header stands. `undefined`: the record reaches beyond `end`. Finds the way back into a stream whose start is lost.
 */
export function recordsLineUp(bytes: Uint8Array, at: number, end: number): boolean | undefined {
  if (!isRecordHeader(bytes, at, end)) return false;
  if (end - at < RECORD_HEADER_LENGTH) return undefined;
  const length = recordBodyLength(bytes, at);
  if (bytes[at] === RECORD.applicationData && length > MAX_RECORD_BODY_13) return false;
  const next = at + RECORD_HEADER_LENGTH + length;
  if (next === end) return true;
  if (next + RECORD_HEADER_LENGTH > end)
    return next > end ? undefined : isRecordHeader(bytes, next, end) ? undefined : false;
  return isRecordHeader(bytes, next, end) && bytes[next + 2] === bytes[at + 2];
}
