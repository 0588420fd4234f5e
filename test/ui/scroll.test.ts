import { expect, test } from 'vitest';
import { findScroll, scrolled, scrollText } from '../../src/ui/scroll.ts';
import { FakeTerminal } from '../support/fake-terminal.ts';

const WIDTH = 100;
const line = (text: string) => text.padEnd(WIDTH - 1, '.');
/** A title, `count` rows of a list from `from` on, and a footer. */
function list(from: number, count: number): string[] {
  const rows = Array.from({ length: count }, (_, index) => line(`flow ${from + index}`));
  return [line('title'), ...rows, line('footer')];
}

/** What a terminal that shows `before` has on it after the scrolling. */
function onTerminal(before: readonly string[], text: string): string[] {
  const terminal = new FakeTerminal(WIDTH, before.length);
  terminal.stdout.write(before.map((row, index) => `\x1b[${index + 1};1H${row}`).join(''));
  terminal.stdout.write(text);
  return terminal.frame().split('\n');
}

test.each([1, 3, -1, -7])('a list that moved by %i rows is scrolled, and what is around it stays', (by) => {
  const before = list(50, 30);
  const after = list(50 + by, 30);
  const scroll = findScroll(before, after);
  expect(scroll).toEqual({ top: 1, bottom: 30, by });
  const shown = scrolled(before, scroll!);
  expect(shown.filter((row, index) => row !== after[index])).toEqual(new Array(Math.abs(by)).fill(''));
  expect(onTerminal(before, scrollText(scroll!))).toEqual(shown);
});

test('a list up to the last row of the terminal is scrolled', () => {
  const before = list(1, 30).slice(0, -1);
  const scroll = findScroll(before, list(2, 30).slice(0, -1));
  expect(scroll).toEqual({ top: 1, bottom: 30, by: 1 });
  expect(onTerminal(before, scrollText(scroll!))).toEqual(scrolled(before, scroll!));
});

test('a chosen row that changes its colours on the way does not hinder it', () => {
  const before = list(1, 30);
  const after = list(2, 30);
  before[30] = `\x1b[7m${before[30]}\x1b[27m`;
  after[30] = `\x1b[7m${after[30]}\x1b[27m`;
  const scroll = findScroll(before, after)!;
  expect(scrolled(before, scroll).filter((row, index) => row !== after[index])).toHaveLength(2);
});

test('there is none where it saves nothing: few rows that changed, other rows, or another height', () => {
  const before = list(1, 30);
  expect(findScroll(before, before)).toBeUndefined();
  expect(findScroll(before, before.with(4, line('other')))).toBeUndefined();
  expect(findScroll(before, list(100, 30))).toBeUndefined();
  expect(findScroll(before, list(2, 29))).toBeUndefined();
  expect(findScroll([], before)).toBeUndefined();
});

test('what would move away rows that stand where they are is not taken', () => {
  const before = ['a', 'b', 'c', 'd'].map((name) => line(name.repeat(80)));
  const twice = [...before, ...Array.from({ length: 20 }, (_, row) => line(`steady ${row}`)), ...before];
  const after = [...twice.slice(0, 24), ...Array.from({ length: 4 }, (_, row) => line(`new ${row}`))];
  expect(findScroll(twice, after)).toBeUndefined();
});
