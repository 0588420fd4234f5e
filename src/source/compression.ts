/** How an input is compressed, by its first four bytes: never by its name. */
export type Compression = 'none' | 'gzip' | 'zstd';

/** First bytes that decide. */
export const COMPRESSION_MAGIC_LENGTH = 4;

export function sniffCompression(head: Uint8Array): Compression {
  if (head[0] === 0x1f && head[1] === 0x8b && head[2] === 8) return 'gzip';
  if (head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd) return 'zstd';
  return isSkippableFrame(head) ? 'zstd' : 'none';
}

/** RFC 8878 3.1.2: what parallel compressors put before the data. */
function isSkippableFrame(head: Uint8Array): boolean {
  return (head[0] & 0xf0) === 0x50 && head[1] === 0x2a && head[2] === 0x4d && head[3] === 0x18;
}
