import { describe, expect, it } from 'vitest';
import { report as declared } from '../../src/engine/contract.ts';
import { reportOf, reportSections } from '../../src/report/report.ts';
import { sampleSnapshot } from '../support/sample-snapshot.ts';

const OPTIONS = { tool: { name: 'jamscope', version: '0.1.0' }, allFlows: false };

describe('report', () => {
  it('satisfies the contract, sections in its order', () => {
    const report = reportOf(sampleSnapshot(), OPTIONS);
    expect(declared.parse(report)).toEqual(report);
    expect(Object.keys(reportSections(sampleSnapshot(), OPTIONS))).toEqual(Object.keys(declared.shape));
  });

  it('holds the flows of interest, or all of them', () => {
    const some = reportOf(sampleSnapshot(), OPTIONS);
    expect(some.flows).toHaveLength(new Set(sampleSnapshot().findings.flatMap(({ flows }) => flows)).size);
    expect(some.summary.flowsOmitted).toBe(12);
    const all = reportOf(sampleSnapshot(), { ...OPTIONS, allFlows: true });
    expect(all.flows).toHaveLength(30);
    expect(all.summary.flowsOmitted).toBe(0);
  });

  it('makes flows only when they are asked for', () => {
    let made = 0;
    const reportedFlows = function* () {
      made++;
      yield sampleSnapshot().flow(1)!;
    };
    const { flows } = reportSections(sampleSnapshot([], { reportedFlows }), OPTIONS);
    expect(made).toBe(0);
    expect([...flows]).toHaveLength(1);
  });
});
