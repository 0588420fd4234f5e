import { expect, test } from 'vitest';
import { z } from 'zod';
import { checkText, checkValue } from '../../src/catalogue/configuration-text.ts';

const schema = z.strictObject({ hosts: z.array(z.string().describe('a host')) });
const problems = (text: string) => {
  const checked = checkText(schema, text, 'site.json');
  return 'problems' in checked ? checked.problems : [];
};

test('data comes with a way to speak of it', () => {
  const checked = checkText(schema, '{\n "hosts": ["a"]\n}', 'site.json');
  if ('problems' in checked) throw new Error(checked.problems.join());
  expect(checked.data).toEqual({ hosts: ['a'] });
  expect(checked.problem(['hosts', 0], 'is no host of ours')).toBe('site.json:2:12: hosts[0]: is no host of ours');
});

test('a fault of the JSON is told with its place', () => {
  expect(problems('{\n "hosts": [,]\n}')).toEqual(['site.json:2:12: found ,, expected a value']);
});

test('mistakes come in the order of the text', () => {
  expect(problems('{"zz": 1,\n "hosts": ["a", 2, 3]}')).toEqual([
    'site.json:1:2: zz: unknown key, expected one of hosts',
    'site.json:2:17: hosts[1]: found 2, expected a host',
    'site.json:2:20: hosts[2]: found 3, expected a host',
  ]);
});

test('a key that stands there twice is a mistake, as one of the two would count in silence', () => {
  expect(problems('{"hosts": ["a"], "hosts": ["b"]}')).toEqual(['site.json:1:18: hosts: this key stands here twice']);
});

test('what a file holds does not reach the terminal as it is', () => {
  expect(problems('{"hosts": ["\\u001b[2J", 1], "\\u001b]0;x\\u0007": 1}').join()).not.toMatch(/[\u0000-\u001f]/);
});

test('a value of a program has no place', () => {
  expect(checkValue(schema, { hosts: [1] }, 'config')).toEqual({
    problems: ['config: hosts[0]: found 1, expected a host'],
  });
  expect(checkValue(schema, { hosts: ['a'] }, 'config')).toMatchObject({ data: { hosts: ['a'] } });
});
