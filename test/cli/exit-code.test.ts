import { expect, it } from 'vitest';
import { EXIT, exitCodeOf } from '../../src/cli/exit-code.ts';

it.each([
  [[], 0],
  [[EXIT.ok], 0],
  [[EXIT.incomplete, EXIT.findings], EXIT.findings],
  [[EXIT.findings, EXIT.input], EXIT.input],
  [[EXIT.input, EXIT.usage], EXIT.usage],
  [[EXIT.usage, EXIT.defect], EXIT.defect],
  [[EXIT.findings, EXIT.interrupted, EXIT.incomplete], EXIT.interrupted],
  [[EXIT.incomplete, EXIT.ok], EXIT.incomplete],
] as const)('of %j the one that counts is %i', (codes, expected) => {
  expect(exitCodeOf(codes)).toBe(expected);
});
