import { expect, it } from 'vitest';
import { FIELD_INDENT, field, labelled } from '../../../src/report/text/field.ts';
import { openPage } from '../../../src/report/text/page.ts';

const PAGE = openPage({ color: false, width: 40, ascii: false });

it('wraps the text behind its label', () => {
  expect([...field('Why', 'one two three four five six seven', PAGE)]).toEqual([
    '   Why      one two three four five six',
    `${' '.repeat(FIELD_INDENT)}seven`,
  ]);
});

it('is not there without a text', () => {
  expect([...field('Why', '', PAGE)]).toEqual([]);
});

it('leaves a labelled line whole', () => {
  expect(labelled('Filter', 'x'.repeat(60), PAGE)).toBe(`   Filter   ${'x'.repeat(60)}`);
});
