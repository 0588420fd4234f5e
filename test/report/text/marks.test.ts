import { expect, it } from 'vitest';
import { SERVICE_STATUSES } from '../../../src/classify/vocabulary.ts';
import { STATUS_MARKS } from '../../../src/report/text/marks.ts';

it('lets only a healthy service look fine', () => {
  const fine = SERVICE_STATUSES.filter(
    (status) => STATUS_MARKS[status].tone === 'ok' || STATUS_MARKS[status].glyph === '✓',
  );
  expect(fine).toEqual(['healthy']);
});
