import { expect, test } from 'vitest';
import { wordsOf } from '../../src/ui/finding-words.ts';
import { findingReport } from '../../src/wording/finding-report.ts';
import { sampleSnapshot } from '../support/sample-snapshot.ts';

test('phrases a finding once, and another version of it anew', () => {
  const snapshot = sampleSnapshot();
  const [finding] = snapshot.findings;
  expect(wordsOf(finding, snapshot)).toEqual(findingReport(finding, snapshot));
  expect(wordsOf(finding, snapshot)).toBe(wordsOf(finding, snapshot));
  expect(wordsOf({ ...finding, count: 77 }, snapshot).count).toBe(77);
});
