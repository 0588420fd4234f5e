import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type JsonText, readJson } from '../../src/catalogue/json-text.ts';

const read = (text: string) => readJson(text) as JsonText;

describe('what is JSON', () => {
  test('has the value that JSON.parse gives it', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 2), (json, indent) => {
        const text = JSON.stringify(JSON.parse(json), null, indent);
        expect(read(text).value).toEqual(JSON.parse(text));
      }),
    );
  });

  test('may begin with a byte order mark', () => {
    expect(read('\ufeff{"a": 1}').value).toEqual({ a: 1 });
    expect(read('\ufeff{"a": 1}').placeOf(['a'])).toEqual({ line: 1, column: 2 });
  });

  test('may hold a key like those that objects have', () => {
    const { value } = read('{"__proto__": {"host": 1}, "toString": 2}');
    expect(Object.keys(value as object)).toEqual(['__proto__', 'toString']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  test('names the places of keys and items', () => {
    const { placeOf } = read('{\n  "ldap": [\n    "10.1.1.1",\n    { "host": "dc",\r\n      "ports": [389] }\n  ]\n}');
    expect(placeOf([])).toEqual({ line: 1, column: 1 });
    expect(placeOf(['ldap'])).toEqual({ line: 2, column: 3 });
    expect(placeOf(['ldap', 0])).toEqual({ line: 3, column: 5 });
    expect(placeOf(['ldap', 1, 'ports', 0])).toEqual({ line: 5, column: 17 });
    // What is missing stands where it should be.
    expect(placeOf(['ldap', 1, 'name', 'x'])).toEqual({ line: 4, column: 5 });
  });

  test('may name a key twice, which is told', () => {
    expect(read('{"a": 1, "b": {"c": 1, "c": 2}, "a": 3}').repeated).toEqual([['b', 'c'], ['a']]);
  });
});

test.each<[string, number, number, string]>([
  ['', 1, 1, 'found the end of the file, expected a value'],
  ['{"a": 1', 1, 8, 'found the end of the file, expected a comma or }'],
  ['{"a" 1}', 1, 6, 'found 1, expected a colon behind the key "a"'],
  ['{"a": 1 "b": 2}', 1, 9, 'found ", expected a comma or }'],
  ['{\n  "a": [1, 2,],\n}', 2, 13, 'a comma before ], where JSON has none'],
  ['{\n  "a": 1,\n}', 2, 9, 'a comma before }, where JSON has none'],
  ['{a: 1}', 1, 2, 'found a, expected a key in double quotes'],
  ["{'a': 1}", 1, 2, "found a ' (text stands in double quotes), expected a key in double quotes"],
  ['{"a": yes}', 1, 7, 'found yes, expected a value'],
  ['{"a": 012}', 1, 7, 'found 012, expected a value'],
  ['{"a": "x\ny"}', 1, 7, 'a text that does not end on its line, or has a wrong \\ escape'],
  ['{"a": "C:\\dir"}', 1, 7, 'a text that does not end on its line, or has a wrong \\ escape'],
  ['{\n  // hosts\n  "a": 1 }', 2, 3, 'found a comment, which JSON has not, expected a key in double quotes'],
  ['{} {}', 1, 4, 'found {, expected the end of the file'],
  ['['.repeat(100_000), 1, 66, 'nested deeper than 64 levels'],
])('%j fails at its line and column', (text, line, column, fault) => {
  expect(readJson(text)).toEqual({ line, column, fault });
  expect(() => JSON.parse(text)).toThrow();
});

test('every prefix of JSON, and every text with one character changed, is answered', () => {
  const text = '{"ldap": ["10.1.1.1", {"host": "dc", "ports": [389, -1.5e3]}], "a": [true, null]}';
  for (let at = 0; at < text.length; at++) {
    expect(readJson(text.slice(0, at))).toHaveProperty('fault');
    for (const other of '{}[]",:\\ x0\n') {
      const changed = text.slice(0, at) + other + text.slice(at + 1);
      const known = (() => {
        try {
          return { value: JSON.parse(changed) };
        } catch {
          return undefined;
        }
      })();
      const answer = readJson(changed);
      expect('fault' in answer).toBe(known === undefined);
      if (known !== undefined) expect(answer).toMatchObject(known);
    }
  }
});
