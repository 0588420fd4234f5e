import { expect, test } from 'vitest';
import { decodeDecryptionSecrets, SECRETS } from '../../src/capture/decryption-secrets.ts';
import { blockOf, damaged } from '../support/block-of.ts';
import { block, hex } from '../support/capture-bytes.ts';

const TLS = block(10, (out) => out.u32(SECRETS.tlsKeyLog).u32(5).raw(hex('434c49454e')).pad());

test('kind and bytes, without the padding', () => {
  expect(decodeDecryptionSecrets(blockOf(TLS))).toEqual({ kind: 0x544c_534b, bytes: hex('434c49454e') });
  expect(decodeDecryptionSecrets(blockOf(TLS, 'big'))).toEqual({ kind: 0x544c_534b, bytes: hex('434c49454e') });
});

test('one that claims more than its block holds is undefined', () => {
  expect(decodeDecryptionSecrets(blockOf(block(10, (out) => out.u32(1).u32(5).u32(0))))).toBeUndefined();
  expect(decodeDecryptionSecrets(blockOf(block(10, (out) => out.u32(1))))).toBeUndefined();
});

test('damaged ones never throw nor reach beyond', () => {
  for (const block of damaged(TLS)) {
    expect(decodeDecryptionSecrets(block)?.bytes.length ?? 0).toBeLessThanOrEqual(Math.max(0, block.length - 8));
  }
});
