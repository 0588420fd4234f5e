import { expect, test } from 'vitest';
import { OptionWalk } from '../../src/capture/options.ts';
import { decodeSectionHeader, isSupportedVersion, sectionByteOrder } from '../../src/capture/section-header.ts';
import { blockOf, damaged } from '../support/block-of.ts';
import { hex, sectionHeader, textOption } from '../support/capture-bytes.ts';

const options = new OptionWalk();

test('version and system', () => {
  const darwin = sectionHeader([textOption(2, 'arm64'), textOption(3, 'Darwin 25.0.0')]);
  expect(decodeSectionHeader(blockOf(darwin), options)).toEqual({ major: 1, minor: 0, darwin: true });
  const linux = sectionHeader([textOption(3, 'Linux 6.1')], [1, 2]);
  expect(decodeSectionHeader(blockOf(linux, 'big'), options)).toEqual({ major: 1, minor: 2, darwin: false });
});

test.each([
  [1, 0, true],
  [1, 2, true],
  [1, 1, false],
  [2, 0, false],
])('version %d.%d is supported: %s', (major, minor, supported) => {
  expect(isSupportedVersion({ major, minor, darwin: false })).toBe(supported);
});

test('the byte order is told by the mark', () => {
  const order = (digits: string) => sectionByteOrder(new DataView(hex(digits).buffer), 0);
  expect(order('0a0d0d0a 1c000000 4d3c2b1a')).toBe(true);
  expect(order('0a0d0d0a 0000001c 1a2b3c4d')).toBe(false);
  expect(order('0a0d0d0a 0000001c 1a2b3c4e')).toBeUndefined();
});

test('damaged ones are decoded or not, without a throw', () => {
  for (const block of damaged(sectionHeader([textOption(3, 'Darwin')]))) {
    const header = decodeSectionHeader(block, options);
    expect(header === undefined).toBe(block.length < 16);
  }
});
