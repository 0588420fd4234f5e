import { expect, it } from 'vitest';
import { inputName } from '../../src/wording/input-name.ts';

it.each([
  ['-', 'standard input'],
  ['office.pcapng', 'office.pcapng'],
  ['./-', './-'],
])('%s is %s', (path, name) => {
  expect(inputName(path)).toBe(name);
});
