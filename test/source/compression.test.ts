import { expect, test } from 'vitest';
import { sniffCompression } from '../../src/source/compression.ts';
import { hex } from '../support/capture-bytes.ts';

test.each([
  ['1f8b0800', 'gzip'],
  ['1f8b0700', 'none'],
  ['28b52ffd', 'zstd'],
  ['502a4d18', 'zstd'],
  ['5f2a4d18', 'zstd'],
  ['602a4d18', 'none'],
  ['d4c3b2a1', 'none'],
  ['28b52f', 'none'],
  ['', 'none'],
])('%j begins %s', (digits, compression) => {
  expect(sniffCompression(hex(digits))).toBe(compression);
});
