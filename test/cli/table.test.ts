import { expect, test } from 'vitest';
import { table } from '../../src/cli/table.ts';

test('columns are as wide as their widest cell, and nothing trails', () => {
  expect(
    table([
      ['REF', 'TITLE'],
      ['S1', ''],
      ['A:push', 'Push'],
    ]),
  ).toBe('REF     TITLE\nS1\nA:push  Push\n');
});
