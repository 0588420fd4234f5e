import { expect, test } from 'vitest';
import { reportPieces } from '../../src/cli/report-pieces.ts';
import { sampleSnapshot } from '../support/sample-snapshot.ts';

const PAGE = { color: false, width: 80, ascii: false };
const printed = async (format: 'text' | 'json') =>
  [...(await reportPieces(sampleSnapshot(), format, false, PAGE))].join('');

test('text and JSON', async () => {
  expect(await printed('text')).toMatch(/^\S[^\n]*\n/);
  expect(JSON.parse(await printed('json'))).toMatchObject({ schema: 'jamscope.report/1' });
});
