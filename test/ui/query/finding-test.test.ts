import { expect, test } from 'vitest';
import { findingNames, findingTest } from '../../../src/ui/query/finding-test.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';
import { ROW } from './row.ts';

const snapshot = sampleSnapshot();
const { id, flows } = snapshot.findings.find(({ rule }) => rule === 'blocked/syn-unanswered')!;
const other = { ...ROW, id: 29 };

test.each([
  [id, true],
  [id.toLowerCase(), true],
  ['blocked/syn-unanswered', true],
  ['syn-unanswered', true],
  ['syn', true],
  ['blocked/*', true],
  ['blocked', true],
  ['error', true],
  ['info', false],
  ['inspection/*', false],
  ['F99', false], // yet to come, perhaps
  ['push/*', false],
])('%s: %s', (value, expected) => {
  expect(flows).toContain(ROW.id);
  expect(findingTest(value, snapshot)?.(ROW)).toBe(expected);
  expect(findingTest(value, snapshot)?.({ ...other, id: 1000 })).toBe(false);
});

test('an id is not the beginning of another', () => {
  const first = snapshot.findings.find((finding) => finding.id === 'F1')!;
  const tenth = snapshot.findings.find((finding) => finding.id === 'F10')!;
  const only = tenth.flows.find((flow) => !first.flows.includes(flow))!;
  expect(findingTest('F1', snapshot)?.({ ...ROW, id: only })).toBe(false);
});

test('what can be no finding means nothing', () => expect(findingTest('blokced', snapshot)).toBeUndefined());

test('completion offers ids, severities, families and rules, each once', () => {
  const names = findingNames(snapshot.findings);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(expect.arrayContaining(['F1', 'error', 'blocked/*', 'blocked/syn-unanswered']));
});
