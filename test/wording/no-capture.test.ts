import { expect, it } from 'vitest';
import { isNoCapture } from '../../src/wording/no-capture.ts';

it.each([
  ['unknown', 'not-a-capture', true],
  ['unknown', 'empty', true],
  ['unknown', 'permission', false],
  ['pcap', 'empty', false],
] as const)('a file of format %s with the problem %s is no capture: %s', (format, code, expected) => {
  expect(isNoCapture({ format, problems: [{ code, message: 'x' }] })).toBe(expected);
});

it('a capture without a problem is one', () => {
  expect(isNoCapture({ format: 'pcapng', problems: [] })).toBe(false);
});
