import { expect, test } from 'vitest';
import { OptionWalk, padded } from '../../src/capture/options.ts';
import { openBlock } from '../support/block-of.ts';
import { hex } from '../support/capture-bytes.ts';

function walk(digits: string): { options: [code: number, value: number[]][]; malformed: boolean } {
  const block = openBlock(hex(`01000000 00000000 ${digits} 00000000`));
  const walk = new OptionWalk();
  const options: [number, number[]][] = [];
  walk.open(block, block.start);
  while (walk.next()) options.push([walk.code, [...block.bytes.subarray(walk.start, walk.end)]]);
  return { options, malformed: walk.malformed };
}

test.each([
  ['no option at all', '', [], false],
  ['one, padded, and the end', '0200 0300 616263 00 0000 0000', [[2, [0x61, 0x62, 0x63]]], false],
  [
    'without an end',
    '0200 0100 61 000000 0300 0000',
    [
      [2, [0x61]],
      [3, []],
    ],
    false,
  ],
  ['nothing behind the end', '0000 0000 0200 0000', [], false],
  ['one too long', '0200 0000 0300 0900 6162636465666768', [[2, []]], true],
  ['half a header', '0200 0000 0300', [[2, []]], false],
] as const)('%s', (_name, digits, options, malformed) => {
  expect(walk(digits)).toEqual({ options, malformed });
});

test('opening again forgets what was wrong before', () => {
  const options = new OptionWalk();
  const block = openBlock(hex('01000000 00000000 02000900 00000000'));
  options.open(block, block.start);
  expect([options.next(), options.malformed]).toEqual([false, true]);
  options.open(block, block.end);
  expect([options.next(), options.malformed]).toEqual([false, false]);
});

test('values are padded to four bytes', () => {
  expect([0, 1, 4, 5].map(padded)).toEqual([0, 4, 4, 8]);
});
