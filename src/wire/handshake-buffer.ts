/** TLS handshake messages out of the bytes of records: a message may span records, and a record hold messages (RFC 8446 5.1). */

/** Longest message read. A TLS 1.2 certificate chain has 3 to 8 kB, a request naming a whole trust store 20 kB. */
export const MAX_HANDSHAKE_BYTES = 128 * 1024;

export const HANDSHAKE_HEADER_LENGTH = 4;

/** Gets each message's type and where its body lies; the bytes are valid until it returns. */
export type HandshakeSink = (type: number, bytes: Uint8Array, start: number, end: number) => void;

/** Holds the unfinished message of one direction; whole ones are passed on where they lie, without copying. */
export class HandshakeBuffer {
  #held = EMPTY;
  #length = 0;

  /** Whether part of a message is held. */
  get pending(): boolean {
    return this.#length > 0;
  }

  /** Takes the next bytes. False when a message says that it is longer than `MAX_HANDSHAKE_BYTES`. */
  feed(bytes: Uint8Array, start: number, end: number, sink: HandshakeSink): boolean {
    let at = start;
    while (at < end) {
      if (this.#length === 0) {
        const length = messageLength(bytes, at, end);
        if (tooLong(length)) return false;
        if (at + length <= end) {
          sink(bytes[at], bytes, at + HANDSHAKE_HEADER_LENGTH, at + length);
          at += length;
          continue;
        }
      }
      at = this.#hold(bytes, at, end);
      if (!this.#deliver(sink)) return false;
    }
    return true;
  }

  clear(): void {
    this.#held = EMPTY;
    this.#length = 0;
  }

  /** Copies up to the end of the held message's header, or of the message; returns the position behind it. */
  #hold(bytes: Uint8Array, at: number, end: number): number {
    const length = messageLength(this.#held, 0, this.#length);
    const taken = Math.min((length === UNKNOWN ? HANDSHAKE_HEADER_LENGTH : length) - this.#length, end - at);
    // Room grows with what has arrived, never with what a length field claims.
    if (this.#length + taken > this.#held.length)
      this.#grow(Math.max(2 * this.#held.length, this.#length + taken, 256));
    this.#held.set(bytes.subarray(at, at + taken), this.#length);
    this.#length += taken;
    return at + taken;
  }

  #deliver(sink: HandshakeSink): boolean {
    const length = messageLength(this.#held, 0, this.#length);
    if (tooLong(length)) return false;
    if (length > this.#length) return true;
    const message = this.#held;
    this.clear();
    sink(message[0], message, HANDSHAKE_HEADER_LENGTH, length);
    return true;
  }

  #grow(capacity: number): void {
    const grown = new Uint8Array(capacity);
    grown.set(this.#held.subarray(0, this.#length));
    this.#held = grown;
  }
}

const EMPTY = new Uint8Array(0);

/** The header is not whole yet. */
const UNKNOWN = Number.POSITIVE_INFINITY;

function tooLong(length: number): boolean {
  return length > MAX_HANDSHAKE_BYTES && length !== UNKNOWN;
}

/** Bytes of the message at `at` with its header. */
function messageLength(bytes: Uint8Array, at: number, end: number): number {
  if (end - at < HANDSHAKE_HEADER_LENGTH) return UNKNOWN;
  return HANDSHAKE_HEADER_LENGTH + ((bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]);
}
