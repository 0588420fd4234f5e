import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { openPage } from '../../../src/report/text/page.ts';

const page = openPage({ color: false, width: 80, ascii: false });
const plain = openPage({ color: false, width: 80, ascii: true });

describe('page', () => {
  it('is never narrower than can be read', () => {
    expect(openPage({ color: false, width: 0, ascii: false }).width).toBe(40);
    expect(page.width).toBe(80);
  });

  it('paints only where there is colour', () => {
    expect(page.paint('bad', 'x')).toBe('x');
    expect(openPage({ color: true, width: 80, ascii: false }).paint('bad', 'x')).toBe('\u001b[31mx\u001b[0m');
  });

  it.each([
    ['✖ a → b · c…', 'x a -> b | c...'],
    ['例', '\\u{4f8b}'],
    ['\u001b[2J', '\\x1b[2J'],
  ])('writes %j in ASCII as %j', (text, ascii) => {
    expect(plain.text(text)).toBe(ascii);
  });

  it.each([
    ['one two three', 7, ['one two', 'three']],
    ['one two three', 3, ['one', 'two', 'thr', 'ee']],
    ['', 5, ['']],
    ['日本語の名前', 4, ['日本', '語の', '名前']],
    ['http://www.example.com/a', 10, ['http://www', '.example.c', 'om/a']],
  ])('wraps %j at %i', (text, width, lines) => {
    expect(page.wrap(text, width)).toEqual(lines);
  });

  it.each([
    'a'.repeat(65_536),
    `${'a'.repeat(65_535)}例`,
    '例'.repeat(21_845),
    `a${'\u0301'.repeat(65_535)}`,
    '😀'.repeat(32_768),
  ])('cuts a word of 64 kB before it is measured (%#)', (word) => {
    const lines = page.wrap(`to ${word} on`, 80);
    expect(lines.length).toBeLessThan(40);
    expect(lines.join('')).toMatch(/… on$/);
    expect(lines.join('')).not.toMatch(/\p{Surrogate}/u);
    expect(stringWidth(page.fit(word, 30))).toBe(30);
  });

  it.each([
    ['abc', 5, 'abc  '],
    ['abcdef', 5, 'abcd…'],
    ['日本語', 5, '日本…'],
    ['日本語', 4, '日… '],
  ])('fits %j into %i columns', (text, width, cell) => {
    expect(page.fit(text, width)).toBe(cell);
  });

  it('counts as string-width does where it need not ask', () => {
    for (let code = 0x20; code < 0x2800; code++) {
      const character = String.fromCharCode(code);
      const [line] = page.wrap(`${character.repeat(9)}x`, 8);
      // Nine of one column do not fit into eight; the line that was cut shows how wide they were taken to be.
      if (/[\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2190-\u21ff]/.test(character))
        expect([character, stringWidth(line)]).toEqual([character, 8]);
    }
  });

  it('cuts with three dots in ASCII', () => {
    expect(plain.fit('abcdefgh', 6)).toBe('abc...');
  });
});
