import { expect, test } from 'vitest';
import { decodeInterfaceStatistics } from '../../src/capture/interface-statistics.ts';
import { OptionWalk } from '../../src/capture/options.ts';
import { blockOf, damaged } from '../support/block-of.ts';
import { ByteWriter, block } from '../support/capture-bytes.ts';

const options = new OptionWalk();

function statistics(counters: readonly [code: number, value: bigint][], little = true) {
  const own = counters.map(([code, value]) => ({ code, value: new ByteWriter(little).u64(value).bytes() }));
  return block(5, (out) => out.u32(2).u64(0n), own);
}

test.each([
  [
    'interface and system together',
    [
      [4, 900n],
      [5, 3n],
      [7, 4n],
    ],
    7,
  ],
  ['one of them', [[7, 4n]], 4],
  ['none', [[4, 900n]], undefined],
  ['unknown ones', [[5, 2n ** 64n - 1n]], undefined],
] as const)('%s', (_name, counters, dropped) => {
  expect(decodeInterfaceStatistics(blockOf(statistics(counters as never)), options)).toEqual({
    interfaceId: 2,
    dropped,
  });
});

test('big-endian', () => {
  const block = blockOf(statistics([[5, 2n ** 33n]], false), 'big');
  expect(decodeInterfaceStatistics(block, options)).toEqual({ interfaceId: 2, dropped: 2 ** 33 });
});

test('damaged ones are decoded or not, without a throw', () => {
  for (const block of damaged(statistics([[5, 3n]]))) {
    expect(decodeInterfaceStatistics(block, options) === undefined).toBe(block.length < 12);
  }
});
