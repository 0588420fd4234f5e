/** The part of a TLS hello that does not change from flow to flow, written as bytes to be looked up by. */
import type { ByteCursor } from '../bytes/cursor.ts';
import { GREASE, isGrease } from './tls-names.ts';

/** Longest key; the hello of today's browsers makes one of 200 to 300 bytes. */
export const MAX_HELLO_KEY = 2048;

/** A byte buffer with an end. Writing past it sets `full`, and the key is of no use. */
export class KeyWriter {
  readonly buffer = new Uint8Array(MAX_HELLO_KEY);
  length = 0;
  full = false;

  reset(): void {
    this.length = 0;
    this.full = false;
  }

  u16(value: number): void {
    if (this.#reserve(2)) {
      this.buffer[this.length++] = value >> 8;
      this.buffer[this.length++] = value;
    }
  }

  /** As `u16`, with every GREASE value written alike. */
  code(value: number): void {
    this.u16(isGrease(value) ? GREASE : value);
  }

  /** `length` bytes of the body as a list of codes. */
  codes(body: ByteCursor, length: number): void {
    const from = this.length;
    this.bytes(body, length);
    const { buffer, length: to } = this;
    for (let at = from; at + 1 < to; at += 2) {
      const high = buffer[at];
      if (high === buffer[at + 1] && (high & 0x0f) === 0x0a) buffer[at] = buffer[at + 1] = GREASE & 0xff;
    }
  }

  /** `length` bytes of the body as they are. */
  bytes(body: ByteCursor, length: number): void {
    const from = body.position;
    body.skip(length);
    if (body.overrun || !this.#reserve(length)) return;
    // Locals: with a field that is written for every byte it takes a third longer.
    const { buffer } = this;
    const { bytes } = body;
    let to = this.length;
    for (let at = from; at < from + length; at++) buffer[to++] = bytes[at];
    this.length = to;
  }

  #reserve(length: number): boolean {
    this.full ||= this.length + length > MAX_HELLO_KEY;
    return !this.full;
  }
}
