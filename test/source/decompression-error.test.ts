import { expect, test } from 'vitest';
import { DecompressionError } from '../../src/source/decompression-error.ts';

test('says what happened in a code and in words', () => {
  const error = new DecompressionError('compression-cut', 'the gzip data end early');
  expect(error).toBeInstanceOf(Error);
  expect([error.name, error.code, error.message]).toEqual([
    'DecompressionError',
    'compression-cut',
    'the gzip data end early',
  ]);
});
