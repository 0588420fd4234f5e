import { expect, test } from 'vitest';
import { textWidth } from '../../src/ui/display-text.ts';
import { hintLine } from '../../src/ui/hint-line.ts';
import { asked, type Prompt } from '../../src/ui/prompt.ts';
import type { Typing } from '../../src/ui/screen.ts';
import { PLAIN } from './component.tsx';

const labels = ['blocked', 'intercepted', 'rejected', 'misplaced'];
const TYPING: Typing = {
  completion: {
    candidates: labels.map((label) => ({ text: `verdict:${label}`, label })),
    hint: 'what became of the flow',
  },
  mistake: undefined,
};
const line = (changes: Partial<Typing> = {}, width = 100, prompt: Partial<Prompt> = {}) =>
  hintLine({ ...TYPING, ...changes }, { ...asked('filter', ''), ...prompt }, width, PLAIN);

test('the candidates, then what the field is where there is room', () => {
  expect(line().trimEnd()).toBe(' blocked  intercepted  rejected  misplaced  what became of the flow');
  expect(line({}, 50).trimEnd()).toBe(' blocked  intercepted  rejected  misplaced');
  expect(line({}, 30).trimEnd()).toBe(' blocked  intercepted  …');
  expect(line({ completion: { candidates: [], hint: 'how many bytes' } }).trimEnd()).toBe(' how many bytes');
});

test('the one that was taken is marked and in sight', () => {
  const at = (index: number) => ({ completing: { stem: '', index } });
  expect(line({}, 100, at(1))).toContain(' blocked ▸intercepted ');
  expect(line({}, 30, at(3)).trimEnd()).toBe(' rejected ▸misplaced');
});

test('a mistake comes before all', () => {
  expect(line({ mistake: 'There is no field hots.' }).trimEnd()).toBe(' ! There is no field hots.');
});

test.each([1, 5, 20, 50, 80, 120])('%i cells wide, whatever the capture offers', (width) => {
  const candidates = ['管理サーバー.example.jp', 'right\u202eleft', '\x1b[2J', 'x'.repeat(300)].map((label) => ({
    text: label,
    label,
  }));
  for (const completing of [undefined, 0, 1, 2, 3]) {
    const prompt = completing === undefined ? {} : { completing: { stem: '', index: completing } };
    const drawn = line({ completion: { candidates, hint: 'help' } }, width, prompt);
    expect(textWidth(drawn)).toBe(width);
    expect(drawn).not.toMatch(/[\x1b\u202e]/);
  }
  expect(textWidth(line({ mistake: 'x'.repeat(300) }, width))).toBe(width);
});
