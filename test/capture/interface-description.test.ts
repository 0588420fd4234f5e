import { expect, test } from 'vitest';
import { decodeInterfaceDescription } from '../../src/capture/interface-description.ts';
import { OptionWalk } from '../../src/capture/options.ts';
import { blockOf, damaged } from '../support/block-of.ts';
import { ByteWriter, block, interfaceBlock, type OptionBytes, textOption } from '../support/capture-bytes.ts';

const options = new OptionWalk();

function offset(seconds: bigint, little: boolean): OptionBytes {
  return { code: 14, value: new ByteWriter(little).u64(seconds).bytes() };
}

test.each(['little', 'big'] as const)('all that is told, %s-endian', (order) => {
  const own = [textOption(2, 'en0\x1b'), textOption(3, 'Wi-Fi'), offset(-5n, order === 'little')];
  expect(decodeInterfaceDescription(blockOf(interfaceBlock(113, 9, own), order), options)).toEqual({
    linkType: 113,
    snapLength: 0,
    unit: { base: 10, exponent: 9, offset: -5n },
    name: 'en0\\x1b',
    description: 'Wi-Fi',
  });
});

test('µs since 1970 unless told; the top bit of the resolution means powers of two', () => {
  const unit = (resolution?: number) =>
    decodeInterfaceDescription(blockOf(interfaceBlock(1, resolution)), options)?.unit;
  expect(unit()).toEqual({ base: 10, exponent: 6, offset: 0n });
  expect(unit(0x8a)).toEqual({ base: 2, exponent: 10, offset: 0n });
});

test('the snaplen', () => {
  const described = block(1, (out) => out.u16(1).u16(0).u32(96));
  expect(decodeInterfaceDescription(blockOf(described), options)?.snapLength).toBe(96);
});

test('damaged ones are decoded or not, without a throw', () => {
  for (const block of damaged(interfaceBlock(1, 9, [textOption(2, 'en0'), offset(1n, true)]))) {
    expect(decodeInterfaceDescription(block, options) === undefined).toBe(block.length < 8);
  }
});
