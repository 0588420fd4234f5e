import { expect, test } from 'vitest';
import { knownFlowsText } from '../../../src/ui/query/known-flows.ts';
import { sampleFinding } from '../../support/sample-snapshot.ts';

const flows = Array.from({ length: 100 }, (_, index) => index + 1);
const findings = [
  { ...sampleFinding('blocked/syn-unanswered'), id: 'F1', flows, count: 1234 },
  { ...sampleFinding('blocked/dns'), id: 'F2', flows: [7, 8], count: 2 },
  { ...sampleFinding('blocked/syn-reset'), id: 'F3', flows, count: 101 },
];

test.each([
  ['finding:F1', 'the first 100 of 1,234 of F1'],
  ['port:443 f1', 'the first 100 of 1,234 of F1'],
  ['finding:F2', undefined],
  ['finding:blocked/*', 'the first 100 of 1,234 of F1, 1 more likewise'],
  ['host:F1 courier', undefined],
  ['', undefined],
])('%j: %s', (filter, expected) => expect(knownFlowsText(filter, findings)).toBe(expected));
