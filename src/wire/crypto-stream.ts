/** Puts the pieces of QUIC's CRYPTO frames in order (RFC 9000 7.5): they come in any order, twice, and overlapping. */

/** Handshake bytes read of one side: a ClientHello with a post-quantum key share has 1.8 kB. */
export const MAX_CRYPTO_BYTES = 16 * 1024;

/** Spans of bytes that are there, apart from one another. */
const MAX_SPANS = 64;

export class CryptoStream {
  #bytes = new Uint8Array(0);
  /** Sorted, neither touching nor overlapping: start and end by turns. */
  #spans: number[] = [];

  /** Takes one frame's data; what lies beyond `MAX_CRYPTO_BYTES` is left out. */
  add(offset: number, data: Uint8Array): void {
    const end = Math.min(offset + data.length, MAX_CRYPTO_BYTES);
    if (end <= offset || this.#spans.length >= 2 * MAX_SPANS) return;
    if (end > this.#bytes.length) this.#grow(end);
    this.#bytes.set(data.subarray(0, end - offset), offset);
    this.#mark(offset, end);
  }

  /** The bytes from the start as far as there is no hole. A view, valid until the next `add`. */
  get contiguous(): Uint8Array {
    return this.#bytes.subarray(0, this.#spans[0] === 0 ? this.#spans[1] : 0);
  }

  #mark(start: number, end: number): void {
    const spans: number[] = [];
    let [from, to] = [start, end];
    for (let index = 0; index < this.#spans.length; index += 2) {
      const [low, high] = [this.#spans[index], this.#spans[index + 1]];
      if (high < from || low > to) spans.push(low, high);
      else [from, to] = [Math.min(from, low), Math.max(to, high)];
    }
    let place = 0;
    while (place < spans.length && spans[place] < from) place += 2;
    spans.splice(place, 0, from, to);
    this.#spans = spans;
  }

  #grow(length: number): void {
    const grown = new Uint8Array(Math.min(MAX_CRYPTO_BYTES, Math.max(length, 2 * this.#bytes.length)));
    grown.set(this.#bytes);
    this.#bytes = grown;
  }
}
