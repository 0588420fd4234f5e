/** Blocks of a pcapng file as bytes (draft-ietf-opsawg-pcapng 3.1, 3.5): little-endian, in one buffer that is used again. */
import { OPTION_END, padded } from './options.ts';

/** Bytes of an option's value: its length has 16 bits. */
export const MAX_OPTION_LENGTH = 0xffff;

const FIRST_SIZE = 64 * 1024;
/** Room for whatever is written without asking: a header, the end of options, a length. */
const SLACK = 64;

const utf8 = new TextEncoder();

export class BlockWriter {
  #bytes = new Uint8Array(FIRST_SIZE);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;
  #block = 0;
  #hasOptions = false;

  /** Bytes written since they were taken. */
  get length(): number {
    return this.#length;
  }

  begin(type: number): void {
    this.#reserve(SLACK);
    this.#block = this.#length;
    this.#hasOptions = false;
    this.u32(type);
    this.u32(0);
  }

  /** Ends the options, where there are some, and states the block's length at both ends. */
  end(): void {
    this.#reserve(SLACK);
    if (this.#hasOptions) this.u32(OPTION_END);
    const length = this.#length + 4 - this.#block;
    this.#view.setUint32(this.#block + 4, length, true);
    this.u32(length);
  }

  u16(value: number): void {
    this.#view.setUint16(this.#length, value, true);
    this.#length += 2;
  }

  u32(value: number): void {
    this.#view.setUint32(this.#length, value, true);
    this.#length += 4;
  }

  /** `bytes[start, end)`, padded to 32 bits. */
  data(bytes: Uint8Array, start = 0, end = bytes.length): void {
    this.#reserve(end - start + SLACK);
    this.#bytes.set(start === 0 && end === bytes.length ? bytes : bytes.subarray(start, end), this.#length);
    this.#pad(end - start);
  }

  /** An option of one 32-bit number. */
  numberOption(code: number, value: number): void {
    this.#option(code, 4);
    this.u32(value);
  }

  bytesOption(code: number, value: Uint8Array): void {
    const length = Math.min(value.length, MAX_OPTION_LENGTH);
    this.#option(code, length);
    this.data(value, 0, length);
  }

  /** Text beyond `MAX_OPTION_LENGTH` bytes is cut behind a whole character. */
  textOption(code: number, text: string): void {
    this.#option(code, 0);
    this.#reserve(MAX_OPTION_LENGTH + SLACK);
    const { written } = utf8.encodeInto(text, this.#bytes.subarray(this.#length, this.#length + MAX_OPTION_LENGTH));
    this.#view.setUint16(this.#length - 2, written, true);
    this.#pad(written);
  }

  /** Bytes written since the last time; valid until something is written again. */
  take(): Uint8Array {
    const taken = this.#bytes.subarray(0, this.#length);
    this.#length = 0;
    return taken;
  }

  #option(code: number, length: number): void {
    this.#reserve(SLACK);
    this.#hasOptions = true;
    this.u16(code);
    this.u16(length);
  }

  #pad(length: number): void {
    this.#bytes.fill(0, this.#length + length, this.#length + padded(length));
    this.#length += padded(length);
  }

  #reserve(more: number): void {
    const needed = this.#length + more;
    if (needed <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, 2 * this.#bytes.length));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
    this.#view = new DataView(grown.buffer);
  }
}
