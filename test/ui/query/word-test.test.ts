import { describe, expect, test } from 'vitest';
import type { FlowRow } from '../../../src/engine/snapshot.ts';
import { wordTest } from '../../../src/ui/query/word-test.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';
import { ROW } from './row.ts';

const snapshot = sampleSnapshot();
const matches = (word: string, row: FlowRow = ROW) => wordTest(word, snapshot)(row);

test.each([
  ['courier', true],
  ['apsd', true],
  ['psd', false],
  ['COURIER', true],
  ['10.20.0', true],
  ['144.20', true],
  ['8443', true],
  ['84', true],
  ['443', false], // a port is found from its beginning
  ['50002', true],
  ['17.57.144.20:8443', true],
  [':8443', true],
  ['blocked', true],
  ['ok', false],
  ['tls', true],
  ['apns', true],
  ['s22', true],
  ['devices', true], // the title: Managed devices to APNs
  ['*.push.apple.com', true],
  ['17.57.*', true],
  ['nothing', false],
])('%j: %s', (word, expected) => expect(matches(word)).toBe(expected));

test('a flow without a name is found by its address', () => {
  expect(matches('17.57', { ...ROW, serverName: undefined })).toBe(true);
  expect(matches('courier', { ...ROW, serverName: undefined, services: [] })).toBe(false);
});

describe('the id of a finding', () => {
  const finding = snapshot.findings.find(({ rule }) => rule === 'blocked/syn-unanswered')!;

  test('means its flows', () => {
    expect(finding.flows).toEqual([2, 3]);
    expect(matches(finding.id)).toBe(true);
    expect(matches(finding.id.toLowerCase(), { ...ROW, id: 4 })).toBe(false);
  });

  test('is a word like others when there is no such finding', () => {
    expect(matches('f99', { ...ROW, responderAddress: 'fd00::f99' })).toBe(true);
  });
});
