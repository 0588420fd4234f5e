import { expect, test } from 'vitest';
import { narrowed } from '../../src/engine/narrowed.ts';
import { sampleSnapshot } from '../support/sample-snapshot.ts';

const snapshot = sampleSnapshot();
const [kept, other] = snapshot.findings;
const few = narrowed(snapshot, new Set([kept.id]));

test('tells of the chosen findings only, everywhere', () => {
  expect(few.findings).toEqual([kept]);
  const named = [few.services, [...few.reportedFlows(false)]].flat().flatMap(({ findings }) => findings);
  expect(new Set(named)).toEqual(new Set([kept.id]));
  expect(few.flow(other.flows[0])?.findings).not.toContain(other.id);
});

test('counts what it tells', () => {
  expect(few.summary.findings).toEqual({ error: 0, warning: 0, info: 0, [kept.severity]: 1 });
  const left = [...snapshot.reportedFlows(false)].length - [...few.reportedFlows(false)].length;
  expect(few.summary.flowsOmitted).toBe(snapshot.summary.flowsOmitted + left);
});

test('leaves the capture as it is', () => expect(few.capture).toBe(snapshot.capture));
