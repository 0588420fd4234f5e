/** Compressed data that end early or contradict themselves. Whatever was decompressed before was delivered. */
export class DecompressionError extends Error {
  override readonly name = 'DecompressionError';
  readonly code: 'compression-cut' | 'compression-corrupt';

  constructor(code: 'compression-cut' | 'compression-corrupt', message: string) {
    super(message);
    this.code = code;
  }
}
