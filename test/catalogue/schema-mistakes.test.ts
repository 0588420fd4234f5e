import { expect, test } from 'vitest';
import { z } from 'zod';
import { checkSchema, foundText, keyText, meantText } from '../../src/catalogue/schema-mistakes.ts';

const port = z.int().min(1).max(65_535).describe('a port');
const entry = z
  .union([
    z.string().min(1).describe('a host'),
    z.strictObject({ host: z.string(), ports: z.array(port).min(1).optional() }),
  ])
  .describe('a host or an object');
const schema = z
  .strictObject({
    hosts: z.array(entry).optional().describe('a list of hosts'),
    where: z.enum(['here', 'there']).optional(),
    level: z.enum(['a', 'b', 'c', 'd', 'e', 'f', 'seventh']).optional(),
    rules: z.record(z.string(), z.enum(['on', 'off'])).optional(),
    day: z.iso.date().describe('a day'),
  })
  .describe('an object');

const mistakes = (value: object) => {
  const checked = checkSchema(schema, { day: '2026-11-20', ...value });
  return 'mistakes' in checked ? checked.mistakes.map(({ path, text }) => `${keyText(path)}: ${text}`) : [];
};

test.each<[string, object, string[]]>([
  ['nothing wrong', { hosts: ['a', { host: 'b', ports: [1] }] }, []],
  ['a value of another kind', { hosts: 'a' }, ['hosts: found "a", expected a list of hosts']],
  ['neither form of a choice', { hosts: [3] }, ['hosts[0]: found 3, expected a host or an object']],
  ['an empty text in a choice', { hosts: [''] }, ['hosts[0]: found "", expected a host or an object']],
  [
    'several mistakes in one form of a choice',
    { hosts: [{ hots: 'a', ports: [0, 'x'] }] },
    [
      'hosts[0].host: missing, expected something else',
      'hosts[0].ports[0]: found 0, expected a port',
      'hosts[0].ports[1]: found "x", expected a port',
      'hosts[0].hots: unknown key. Did you mean host?',
    ],
  ],
  ['an unknown key like none', { zzz: 1 }, ['zzz: unknown key, expected one of hosts, where, level, rules, day']],
  ['an unknown word', { where: 'hre' }, ['where: found "hre", expected "here" or "there". Did you mean here?']],
  ['an unknown word of many', { level: 'sevenths' }, ['level: found "sevenths". Did you mean seventh?']],
  ['a member of a record', { rules: { 'a/b': 'on', 'c/d': 1 } }, ['rules["c/d"]: found 1, expected "on" or "off"']],
  ['what is missing', { day: undefined }, ['day: missing, expected a day']],
  [
    'a list and an object',
    { day: ['x'], where: {} },
    ['where: found an object, expected "here" or "there"', 'day: found a list of 1, expected a day'],
  ],
  ['a long text', { day: 'x'.repeat(100) }, [`day: found "${'x'.repeat(59)}…, expected a day`]],
])('%s', (_, value, expected) => {
  expect(mistakes(value)).toEqual(expected);
});

test('the data is handed on', () => {
  expect(checkSchema(schema, { day: '2026-11-20' })).toEqual({ data: { day: '2026-11-20' } });
  expect(checkSchema(schema, [])).toEqual({
    mistakes: [{ path: [], text: 'found an empty list, expected an object' }],
  });
});

test('keys are written as programs write them', () => {
  expect(keyText(['exceptions', 0, 'rule'])).toBe('exceptions[0].rule');
  expect(keyText(['severity', 'ports/retired'])).toBe('severity["ports/retired"]');
  expect(keyText([])).toBe('');
});

test('words that are near are offered', () => {
  expect(meantText('blocked/dsn', ['blocked/dns'])).toBe('. Did you mean blocked/dns?');
  expect(meantText('zzz', ['blocked/dns'])).toBe('');
  expect(meantText(3, ['blocked/dns'])).toBe('');
  expect(foundText(undefined, 'x')).toBe('missing, expected x');
});
