/** The published schema is held against this contract in `test/report/schema.test.ts`. */
import { describe, expect, it } from 'vitest';
import { finding, flow, report } from '../../src/engine/contract.ts';
import { at } from '../../src/engine/contract-values.ts';
import { reportOf } from '../../src/report/report.ts';
import { sampleSnapshot } from '../support/sample-snapshot.ts';

const sample = reportOf(sampleSnapshot(), { tool: { name: 'jamscope', version: '1.0.0' }, allFlows: true });

describe('the contract', () => {
  it('takes a report as it is', () => {
    expect(report.parse(sample)).toEqual(sample);
  });

  it.each<[string, object]>([
    ['a key that nobody documented', { extra: 1 }],
    ['another schema', { schema: 'jamscope.report/2' }],
    ['a verdict that does not exist', { summary: { ...sample.summary, verdict: 'fine' } }],
    ['a missing part', { hosts: undefined }],
  ])('refuses %s', (_, changes) => {
    expect(report.safeParse({ ...sample, ...changes }).success).toBe(false);
  });

  it('takes times in UTC only, and frames from 1', () => {
    const [one] = sample.flows;
    expect(flow.safeParse({ ...one, firstTime: '2026-11-20T09:00:00+01:00' }).success).toBe(false);
    expect(flow.safeParse({ ...one, firstTime: '2026-11-20T09:00:00.123456789Z' }).success).toBe(true);
    expect([at.safeParse({ input: 0, frame: 0 }).success, at.safeParse({ input: 0, frame: 1 }).success]).toEqual([
      false,
      true,
    ]);
  });

  it('takes rules of plug-ins', () => {
    expect(finding.safeParse({ ...sample.findings[0], rule: 'acme/rude' }).success).toBe(true);
  });
});
