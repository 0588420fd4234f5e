import { describe, expect, it } from 'vitest';
import { asciiText, hexText, printable, utf8Text, utf16leText } from '../../src/bytes/text.ts';
import { concat, hex } from '../support/hex.ts';

describe('printable', () => {
  it.each([
    ['plain ~ text', 'plain ~ text'],
    ['Zoë 日本 \u{1f34e}', 'Zoë 日本 \u{1f34e}'],
    ['\x1b[31mred', '\\x1b[31mred'],
    ['a\r\nb\tc\0', 'a\\x0d\\x0ab\\x09c\\x00'],
    ['\x7f\x9b', '\\x7f\\x9b'],
    ['gpj.\u202eexe', 'gpj.\\u{202e}exe'], // right-to-left override
    ['pay\u200bpal', 'pay\\u{200b}pal'], // zero-width space
    ['a\u2028b\u2029c', 'a\\u{2028}b\\u{2029}c'],
    ['\u2066\u2069\u061c\ufeff', '\\u{2066}\\u{2069}\\u{61c}\\u{feff}'],
    ['lone \ud800 and \udc00', 'lone \\u{d800} and \\u{dc00}'],
    ['', ''],
  ])('makes %j harmless', (text, expected) => expect(printable(text)).toBe(expected));

  it('leaves no control character of Latin-1 in place', () => {
    for (let code = 0; code < 0x100; code++) {
      const isControl = code < 0x20 || (code >= 0x7f && code < 0xa0);
      expect(printable(String.fromCharCode(code)).length).toBe(isControl ? 4 : 1);
    }
  });
});

describe('utf8Text', () => {
  it.each([
    ['two bytes', hex`63 61 66 c3 a9`, 'café'],
    ['an ill-formed sequence', hex`61 ff 62`, 'a\ufffdb'],
    ['an overlong escape character', hex`c0 9b`, '\ufffd\ufffd'],
    ['a sequence cut off', hex`61 e2 82`, 'a\ufffd'],
    ['a control character', hex`61 1b`, 'a\\x1b'],
    ['nothing', hex``, ''],
  ])('reads %s', (_what, bytes, expected) => expect(utf8Text(bytes)).toBe(expected));
});

describe('asciiText', () => {
  it('reads one character a byte, between start and end', () => {
    expect(asciiText(concat('GET / HTTP'))).toBe('GET / HTTP');
    expect(asciiText(concat('GET / HTTP'), 4, 5)).toBe('/');
    expect(asciiText(concat('GET'), 3)).toBe('');
  });

  it('reads the upper half as Latin-1, without its controls', () => {
    expect(asciiText(hex`e9 20 85 00`)).toBe('é \\x85\\x00');
  });

  it('reads texts of any length', () => {
    const letters = 'abcdefghijklmnopqrstuvwxyz';
    for (let length = 0; length <= letters.length; length++)
      expect(asciiText(concat(letters), 1, length)).toBe(letters.slice(1, length));
    expect(asciiText(concat('12345678\n1234567\n'))).toBe('12345678\\x0a1234567\\x0a');
  });
});

describe('hexText', () => {
  it('writes two lower-case digits a byte', () => {
    expect(hexText(hex`00 0f a0 ff`)).toBe('000fa0ff');
    expect(hexText(hex``)).toBe('');
  });
});

describe('utf16leText', () => {
  it.each([
    ['two letters', hex`5c00 e900`, '\\é'],
    ['a pair of surrogates', hex`3cd8 4edf`, '\u{1f34e}'],
    ['a lone surrogate', hex`3cd8 4100`, '\\u{d83c}A'],
    ['a control character', hex`4100 0000`, 'A\\x00'],
    ['an odd byte at the end', hex`4100 42`, 'A'],
  ])('reads %s', (_what, bytes, expected) => expect(utf16leText(bytes)).toBe(expected));

  it('reads between start and end', () => {
    expect(utf16leText(hex`ff 4100 4200 4300`, 1, 5)).toBe('AB');
  });
});
