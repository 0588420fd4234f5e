import { expect, test } from 'vitest';
import { completionOf } from '../../../src/ui/query/completion.ts';
import { seenValues } from '../../../src/ui/query/seen-values.ts';
import { snapshotOfFlows } from '../snapshot-of-flows.ts';

const snapshot = snapshotOfFlows(500, {}, (row) =>
  Object.assign(row, { process: row.id % 2 ? 'Google Chrome He' : 'apsd' }),
);
const seen = seenValues(snapshot);
const of = (text: string) => completionOf(text, snapshot, seen);
const texts = (text: string) => of(text).candidates.map((candidate) => candidate.text);

test('fields, all of them before anything is typed', () => {
  expect(texts('')).toContain('bytes:');
  expect(texts('p')).toEqual(['port:', 'process:', 'protocol:', 'packets:']);
  expect(texts('courier -ver')).toEqual(['courier -verdict:']);
  expect(texts('xyz')).toEqual([]);
});

test('values that the capture has', () => {
  expect(texts('verdict:b')).toEqual(['verdict:blocked']);
  expect(texts('verdict:ok,b')).toEqual(['verdict:ok,blocked']);
  expect(texts('port:52')).toContain('port:5223');
  expect(texts('process:')).toEqual(['process:"Google Chrome He"', 'process:apsd']);
  expect(texts('process:"goo')).toEqual(['process:"Google Chrome He"']);
  expect(texts('service:s22')).toEqual(['service:S22']);
  expect(of('host:cour').candidates[0].label).toBe('1-courier.push.apple.com');
});

test('verdicts that occur, no others', () => {
  const few = snapshotOfFlows(500, { findings: [] }, (row) =>
    Object.assign(row, { verdict: row.id % 9 === 0 ? 'rejected' : 'ok' }),
  );
  const { candidates } = completionOf('verdict:', few, seenValues(few));
  expect(candidates.map(({ label }) => label)).toEqual(['rejected', 'ok']);
});

test('a number by its beginning', () => {
  const ports = snapshotOfFlows(50, { findings: [] }, (row) =>
    Object.assign(row, { responderPort: row.id % 2 ? 68 : 8443 }),
  );
  const { candidates } = completionOf('port:8', ports, seenValues(ports));
  expect(candidates.map(({ label }) => label)).toEqual(['8443']);
});

test('what is complete is not offered again, and its field says what it is', () => {
  expect(texts('verdict:blocked')).toEqual([]);
  expect(of('verdict:blocked').hint).toBe('what became of the flow: blocked or blocked,rejected');
  expect(of('bytes:')).toMatchObject({ candidates: [], hint: 'how much payload, both ways: >1M or 0 or 10k-200k' });
});

test('a field that does not exist has nothing to offer', () =>
  expect(of('hots:a')).toEqual({ candidates: [], hint: '' }));
