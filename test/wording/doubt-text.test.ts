import { expect, it } from 'vitest';
import type { ServiceDoubt } from '../../src/detect/detector.ts';
import { doubtText } from '../../src/wording/doubt-text.ts';

it.each<[ServiceDoubt, string]>([
  [{ why: 'no-name' }, 'No server name was seen'],
  [{ why: 'several-names', names: ['a.example', 'b.example'] }, '(a.example and b.example)'],
  [{ why: 'name-elsewhere' }, 'such as an answer of the DNS'],
  [{ why: 'role' }, 'known by its role'],
])('%o', (doubt, reason) => {
  expect(doubtText(doubt)).toContain(reason);
  expect(doubtText(doubt)).toMatch(/: that keeps the verdict from being surer\.$/);
});

it('is harmless', () => {
  expect(doubtText({ why: 'several-names', names: ['a\u001b[2J'] })).not.toContain('\u001b');
});
