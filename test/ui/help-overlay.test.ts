import { expect, test } from 'vitest';
import { helpDocument, helpSections } from '../../src/ui/help-overlay.ts';
import { KEYS, type KeyRow, keysText } from '../../src/ui/keys.ts';
import { FIELDS, fieldText } from '../../src/ui/query/fields.ts';
import { createTheme, STATUS_LOOKS } from '../../src/ui/theme.ts';

const entries = helpDocument(KEYS, createTheme({ ascii: false, color: false }));
const fields = entries.flatMap((entry) => (entry.kind === 'field' ? [[entry.label, entry.text]] : []));

test('tells every key of the table once', () => {
  for (const row of KEYS) expect(fields).toContainEqual([keysText(row), row.help]);
  expect(new Set(fields.map(String)).size).toBe(fields.length);
});

test('no label is longer than its place', () => {
  expect(fields.filter(([label]) => label.length > 14)).toEqual([]);
});

test('explains the filter, field by field', () => {
  for (const field of FIELDS) expect(fields).toContainEqual([`${field.name}:`, fieldText(field)]);
});

test('explains the words of services, of flows and of states', () => {
  const told = fields.filter(([label]) => ['Service', 'Flow', 'State'].includes(label)).map(([, text]) => text);
  expect(told).toEqual([
    expect.stringContaining('misconfigured: '),
    expect.stringContaining('misplaced: '),
    expect.stringMatching(/S0 no answer; .*REJ refused/),
  ]);
});

test('explains the signs', () => {
  for (const { word } of Object.values(STATUS_LOOKS)) expect(fields.map(([, text]) => text)).toContain(word);
});

/** KEYS.md is written from the key table; `vitest --update` writes it anew. */
const INTRODUCTION = `# Keys

The keys of the screen, which \`?\` shows as well. [CONFIGURATION.md](CONFIGURATION.md#the-screen) says how an action gets other keys.
`;

function rowText({ keys, help, action }: KeyRow): string {
  return `| ${keys.map((key) => `\`${key}\``).join(' ')} | ${help} | \`${action}\` |`;
}

test('KEYS.md has the table', async () => {
  const sections = helpSections(KEYS).map(({ heading, rows }) =>
    [`\n## ${heading}\n`, '| keys | effect | action |', '| --- | --- | --- |', ...rows.map(rowText), ''].join('\n'),
  );
  await expect([INTRODUCTION, ...sections].join('')).toMatchFileSnapshot('../../KEYS.md');
});
