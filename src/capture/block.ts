/** The pcapng block at hand (draft-ietf-opsawg-pcapng 3.1), in place: one object a reader, moved from block to block. */
import { utf8Text } from '../bytes/text.ts';

/** Numbers of the blocks that are read; all others are passed over. */
export const BLOCK = {
  interfaceDescription: 1,
  obsoletePacket: 2,
  simplePacket: 3,
  nameResolution: 4,
  interfaceStatistics: 5,
  enhancedPacket: 6,
  journal: 9,
  decryptionSecrets: 10,
  custom: 0x0bad,
  customNotCopied: 0x4000_0bad,
  sectionHeader: 0x0a0d_0d0a,
  darwinProcess: 0x8000_0001,
} as const;

export class Block {
  bytes: Uint8Array = new Uint8Array(0);
  view: DataView = new DataView(new ArrayBuffer(0));
  /** Byte order of the section. */
  little = true;
  type = 0;
  /** Offset of the body, between the two lengths. */
  start = 0;
  /** Offset after the body. */
  end = 0;

  attach(bytes: Uint8Array, end: number): void {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, end);
  }

  get length(): number {
    return this.end - this.start;
  }

  u16(at: number): number {
    return this.view.getUint16(at, this.little);
  }

  u32(at: number): number {
    return this.view.getUint32(at, this.little);
  }

  /** As a double: exact up to 2^53, which no count of packets reaches. */
  u64(at: number): number {
    const first = this.u32(at);
    const second = this.u32(at + 4);
    return this.little ? second * 2 ** 32 + first : first * 2 ** 32 + second;
  }

  /** Printable text up to the first NUL: some writers count one in, the standard does not. */
  text(start: number, end: number): string {
    const nul = this.bytes.subarray(start, end).indexOf(0);
    return utf8Text(this.bytes.subarray(start, nul < 0 ? end : start + nul));
  }
}
