/** A Zstandard frame (RFC 8878 3.1.1) of uncompressed blocks: Node 20 cannot write any. */
import { concat } from './hex.ts';

const BLOCK = 100_000;

export function zstdFrame(content: Uint8Array): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (let at = 0; at === 0 || at < content.length; at += BLOCK) {
    const part = content.subarray(at, at + BLOCK);
    const header = (part.length << 3) | (at + BLOCK >= content.length ? 1 : 0);
    blocks.push(Uint8Array.of(header, header >> 8, header >> 16), part);
  }
  const size = content.length;
  // Single segment, content size in four bytes, no checksum.
  return concat(Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0xa0, size, size >> 8, size >> 16, size >> 24), ...blocks);
}
