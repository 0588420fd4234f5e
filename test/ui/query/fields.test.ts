import { describe, expect, test } from 'vitest';
import { FLOW_VERDICTS } from '../../../src/classify/vocabulary.ts';
import type { FlowRow } from '../../../src/engine/snapshot.ts';
import { compileQuery } from '../../../src/ui/query/compile.ts';
import { FIELDS } from '../../../src/ui/query/fields.ts';
import { seenValues } from '../../../src/ui/query/seen-values.ts';
import { quoted } from '../../../src/ui/query/terms.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';
import { snapshotOfFlows } from '../snapshot-of-flows.ts';
import { ROW } from './row.ts';

const snapshot = sampleSnapshot();
const matches = (text: string, changes: Partial<FlowRow> = {}) =>
  compileQuery(text, snapshot).matches?.({ ...ROW, ...changes });

test.each([
  ['verdict:bl', true],
  ['verdict:ok', false],
  ['host:courier', true],
  ['host:10.20.0.15', true],
  ['host:17.57.144.2', false],
  ['host:17.0.0.0/8', true],
  ['host:*.apple.com', true],
  ['host:*.apple', false],
  ['address:10.20.0.0/16', true],
  ['address:fd00::/8', false],
  ['client:10.20.*', true],
  ['client:17.57.144.20', false],
  ['server:17.57.144.20', true],
  ['server:10.20.0.15', false],
  ['server:push.apple', true],
  ['port:8443', true],
  ['port:443', false],
  ['port:50002', false], // the client's
  ['port:443,8443', true],
  ['port:8000-9000', true],
  ['port:>1023', true],
  ['service:S22', true],
  ['protocol:tls', true],
  ['protocol:http', false],
  ['transport:udp', false],
  ['process:aps', true],
  ['process:psd', false],
  ['process:*sd', true],
  ['finding:blocked/syn-unanswered', true],
  ['state:S0', true],
  ['state:s', true],
  ['state:RST*', false],
  ['open:no', true],
  ['open:yes', false],
  ['packets:6', true],
  ['packets:<6', false],
  ['bytes:0', true],
  ['bytes:>1k', false],
])('%s: %s', (text, expected) => expect(matches(text)).toBe(expected));

test.each([
  'verdict:x',
  'port:70000',
  'port:1.5',
  'port:1k',
  'transport:sctp',
  'state:X',
  'protocol:tsl',
  'host:a/b',
  'bytes:many',
])('%s means nothing', (text) => expect(compileQuery(text, snapshot).mistake).toBeDefined());

test('protocols are those of the column, and of plug-ins', () => {
  expect(matches('protocol:tcp', { protocol: 'unknown' })).toBe(true);
  expect(matches('protocol:tcp')).toBe(false);
  expect(matches('protocol:unknown', { protocol: 'unknown' })).toBe(true);
  expect(matches('protocol:carrier-pigeon', { protocol: 'carrier-pigeon' })).toBe(true);
});

describe('the table', () => {
  test('has examples that mean something', () => {
    const mistakes = FIELDS.flatMap(({ name, examples }) =>
      examples.map((example) => compileQuery(`${name}:${example}`, snapshot).mistake),
    );
    expect(mistakes.filter((mistake) => mistake !== undefined)).toEqual([]);
  });

  test('offers what it understands', () => {
    const seen = seenValues(snapshotOfFlows(500));
    for (const { name, candidates } of FIELDS) {
      for (const value of candidates(seen, snapshot)) {
        expect(compileQuery(`${name}:${quoted(value)}`, snapshot).mistake, `${name}:${value}`).toBeUndefined();
      }
    }
  });

  test('offers every verdict before any was seen', () => {
    const verdicts = FIELDS[0].candidates({ ...seenValues(snapshot), verdicts: [] }, snapshot);
    expect(verdicts.toSorted()).toEqual([...FLOW_VERDICTS].toSorted());
  });
});
