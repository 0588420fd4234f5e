import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { cleanText, fitText, textWidth, visiblePart, wrapText } from '../../src/ui/display-text.ts';

const HOSTILE = [
  'plain.example.com',
  '\x1b[31mred\x1b[0m',
  '\x1b]0;title\x07',
  'bell\x07 back\b tab\t line\nfeed\r',
  '\u009b31m C1',
  'right\u202eto left',
  'zero\u200bwidth\u200djoiner\ufeff',
  'soft\u00adhyphen \u3164 filler',
  '管理サーバー.example.jp',
  'n\u0303o\u0301 combining',
  `z${'\u0301'.repeat(400)}algo`,
  '\u0301mark first',
  '👩‍👩‍👧 family 🇨🇭 flag ❤️ heart',
  '한국어 \u1112\u1161\u11ab',
  '\ud800 lone surrogate',
];

describe('cleanText', () => {
  test.each(HOSTILE)('%j has no control and no character without a cell', (text) => {
    const clean = cleanText(text, false);
    expect(clean).not.toMatch(/[\u0000-\u001f\u007f-\u009f]|\p{Default_Ignorable_Code_Point}|\p{M}{4}/u);
  });

  test.each(HOSTILE)('%j is ASCII for an ASCII terminal', (text) => {
    expect(cleanText(text, true)).toMatch(/^[\x20-\x7e]*$/);
  });

  test('shows what it replaces', () => {
    expect(cleanText('a\x1b[31m\u202eb\u00ad', false)).toBe('a\\x1b[31m\\u{202e}b\\u{ad}');
    expect(cleanText('3 flows · “x” → y…', true)).toBe('3 flows - "x" > y~');
  });

  test('leaves clean text alone', () => {
    expect(cleanText(cleanText('a\x1bé管', false), false)).toBe('a\\x1bé管');
  });
});

describe('fitText', () => {
  test.each([
    ['abc', 5, 'abc  '],
    ['abc', 3, 'abc'],
    ['abcd', 3, 'ab…'],
    ['abc', 1, '…'],
    ['abc', 0, ''],
    ['管理', 5, '管理 '],
    ['管理者', 5, '管理…'],
    ['管理者', 4, '管 …'], // the second letter would need a cell more
    ['n\u0303o\u0301x', 2, 'n\u0303…'],
  ])('%s in %i cells', (text, width, fitted) => {
    expect(fitText(text, width, '…')).toBe(fitted);
  });

  test('pads on the left for figures', () => {
    expect(fitText('443', 5, '…', 'right')).toBe('  443');
  });

  test('any text takes exactly its cells', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(...HOSTILE),
    );
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 40 }), (text, width) => {
        expect(stringWidth(fitText(cleanText(text, false), width, '…'))).toBe(width);
      }),
      { seed: 1 },
    );
  });
});

test('every character of the first plane, alone and twice, has the width that string-width says', () => {
  const shown = Array.from({ length: 0xd800 - 0x20 }, (_, index) => String.fromCharCode(index + 0x20)).filter(
    (character) => cleanText(character, false) === character,
  );
  expect(shown.length).toBeGreaterThan(50_000);
  const texts = shown.flatMap((character) => [character, character.repeat(2)]);
  // One comparison: a hundred thousand of vitest's own take five seconds.
  expect(texts.filter((text) => textWidth(text) !== stringWidth(text))).toEqual([]);
});

describe('wrapText', () => {
  test('breaks at spaces, and a long word where the line ends', () => {
    expect(wrapText('the quick brown fox', 9)).toEqual(['the quick', 'brown fox']);
    expect(wrapText('an abcdefghij end', 4)).toEqual(['an', 'abcd', 'efgh', 'ij', 'end']);
    expect(wrapText('管理者です', 4)).toEqual(['管理', '者で', 'す']);
    expect(wrapText('', 4)).toEqual(['']);
  });

  test('breaks a long word behind a sign, if that does not waste half a line', () => {
    expect(wrapText('/Volumes/captures/office.pcapng', 20)).toEqual(['/Volumes/captures/', 'office.pcapng']);
    expect(wrapText('a.bcdefghijkl', 8)).toEqual(['a.bcdefg', 'hijkl']);
    expect(wrapText('\\x1b[31mred', 8)).toEqual(['\\x1b[31m', 'red']);
  });

  test('no line is wider, and nothing but spaces is lost', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.integer({ min: 2, max: 30 }), (text, width) => {
        const clean = cleanText(text, false);
        const lines = wrapText(clean, width);
        for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(width);
        expect(lines.join('').replaceAll(' ', '')).toBe(clean.replaceAll(' ', ''));
      }),
      { seed: 1 },
    );
  });
});

test('a long name costs what can be seen of it', () => {
  const long = `${'x'.repeat(65_535)}·${'管'.repeat(20_000)}`;
  expect(visiblePart(long, 80).length).toBeLessThan(1000);
  expect(visiblePart('short', 80)).toBe('short');
  expect(textWidth(`${'x'.repeat(65_535)}·管e\u0301`)).toBe(65_535 + 1 + 2 + 1);
  expect(wrapText(long.slice(65_400), 80)[0]).toHaveLength(80);
});
