import { describe, expect, test } from 'vitest';
import {
  asked,
  completed,
  MAX_TYPED,
  type Prompt,
  recalled,
  stemOf,
  typed,
  withoutCharacter,
  withoutWord,
} from '../../src/ui/prompt.ts';
import type { Completion } from '../../src/ui/query/completion.ts';

const completion = (...texts: string[]): Completion => ({
  candidates: texts.map((text) => ({ text, label: text })),
  hint: '',
});

test('typing and erasing', () => {
  const prompt = asked('filter', 'a');
  expect(prompt).toEqual({ purpose: 'filter', text: 'a', before: 'a' });
  expect(typed(prompt, (text) => `${text}b`)).toEqual({ ...prompt, text: 'ab' });
  expect(typed(prompt, () => 'x'.repeat(500)).text.length).toBe(MAX_TYPED);
  expect(['ab', '', 'a👍'].map(withoutCharacter)).toEqual(['a', '', 'a']);
  expect(['a b', 'a b  ', 'ab', ''].map(withoutWord)).toEqual(['a ', 'a ', '', '']);
});

describe('completion', () => {
  const three = completion('pa', 'pb', 'pc');
  const stepped = (prompt: Prompt, ...steps: (1 | -1)[]) =>
    steps.reduce((last, by) => completed(last, three, by), prompt);

  test('goes round the candidates of what was typed, both ways', () => {
    const prompt = asked('filter', 'p');
    expect([stepped(prompt, 1).text, stepped(prompt, 1, 1).text, stepped(prompt, 1, 1, 1, 1).text]).toEqual([
      'pa',
      'pb',
      'pa',
    ]);
    expect([stepped(prompt, -1).text, stepped(prompt, 1, 1, -1).text]).toEqual(['pc', 'pa']);
    expect([stemOf(prompt), stemOf(stepped(prompt, 1, 1))]).toEqual(['p', 'p']);
  });

  test('ends when something is typed', () => {
    const next = typed(stepped(asked('filter', 'p'), 1), (text) => `${text}!`);
    expect([next.text, stemOf(next)]).toEqual(['pa!', 'pa!']);
  });

  test('of an only candidate goes on from it', () => {
    const next = completed(asked('filter', 'ver'), completion('verdict:'), 1);
    expect([next.text, stemOf(next)]).toEqual(['verdict:', 'verdict:']);
  });

  test('of nothing does nothing', () => {
    const prompt = asked('filter', 'p');
    expect(completed(prompt, completion(), 1)).toBe(prompt);
    expect(completed(prompt, completion('x'.repeat(500)), 1)).toBe(prompt);
  });
});

test('filters kept before come back, and what was typed after them', () => {
  const prompt = asked('filter', 'typed');
  const one = recalled(prompt, ['old', 'new'], 1);
  const two = recalled(one, ['old', 'new'], 1);
  expect([one.text, two.text, recalled(two, ['old', 'new'], 1).text]).toEqual(['new', 'old', 'old']);
  expect(recalled(recalled(two, ['old', 'new'], -1), ['old', 'new'], -1).text).toBe('typed');
  expect(recalled(prompt, [], 1)).toBe(prompt);
});
