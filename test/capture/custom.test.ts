import { expect, test } from 'vitest';
import { decodeCustomBlock } from '../../src/capture/custom.ts';
import { blockOf, damaged } from '../support/block-of.ts';
import { block, hex } from '../support/capture-bytes.ts';

const CUSTOM = (out: { u32(value: number): { raw(bytes: Uint8Array): unknown } }) =>
  void out.u32(32473).raw(hex('01020304'));

test('the enterprise number, the data, and whether they may be copied', () => {
  const decoded = { enterprise: 32473, bytes: hex('01020304') };
  expect(decodeCustomBlock(blockOf(block(0xbad, CUSTOM)))).toEqual({ ...decoded, copyable: true });
  expect(decodeCustomBlock(blockOf(block(0x4000_0bad, CUSTOM), 'big'))).toEqual({ ...decoded, copyable: false });
});

test('damaged ones are decoded or not, without a throw', () => {
  for (const damage of damaged(block(0xbad, CUSTOM))) {
    expect(decodeCustomBlock(damage) === undefined).toBe(damage.length < 4);
  }
});
