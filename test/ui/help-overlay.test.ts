import { expect, test } from 'vitest';
import { helpDocument } from '../../src/ui/help-overlay.ts';
import { KEYS, keysText } from '../../src/ui/keys.ts';
import { FIELDS, fieldText } from '../../src/ui/query/fields.ts';
import { createTheme, STATUS_LOOKS } from '../../src/ui/theme.ts';

const entries = helpDocument(createTheme({ ascii: false, color: false }));
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

test('explains the signs', () => {
  for (const { word } of Object.values(STATUS_LOOKS)) expect(fields.map(([, text]) => text)).toContain(word);
});
