import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/engine/snapshot.ts';
import { jsonReport } from '../../src/report/json.ts';
import { reportOf } from '../../src/report/report.ts';
import { sampleSnapshot } from '../support/sample-snapshot.ts';

const OPTIONS = { tool: { name: 'jamscope', version: '0.1.0' }, allFlows: false };
const textOf = (snapshot: Snapshot) => [...jsonReport(snapshot, OPTIONS)].join('');

describe('jsonReport', () => {
  it('prints the report and nothing else', () => {
    const text = textOf(sampleSnapshot());
    expect(JSON.parse(text)).toEqual(reportOf(sampleSnapshot(), OPTIONS));
    expect(text.endsWith('\n}\n')).toBe(true);
  });

  it('prints the same bytes twice', () => {
    expect(textOf(sampleSnapshot())).toBe(textOf(sampleSnapshot()));
  });

  it('gives every flow, finding, service and input a line of its own', () => {
    const lines = textOf(sampleSnapshot()).split('\n');
    const { flows, findings, services, capture } = reportOf(sampleSnapshot(), OPTIONS);
    for (const row of [...flows, ...findings, ...services, ...capture.inputs]) {
      expect(lines.filter((line) => line.trim().replace(/,$/, '') === JSON.stringify(row))).toHaveLength(1);
    }
  });

  it('is whole with nothing in it', () => {
    const empty = sampleSnapshot([], { services: [], hosts: [], reportedFlows: () => [] });
    expect(textOf(empty)).toContain('"flows": [],\n  "findings": []\n}\n');
    expect(JSON.parse(textOf(empty)).hosts).toEqual([]);
  });

  it('comes in pieces of about 64 kB, however many flows there are', () => {
    const flow = sampleSnapshot().flow(1)!;
    const reportedFlows = function* () {
      for (let id = 1; id <= 5000; id++) yield { ...flow, id };
    };
    const pieces = [...jsonReport(sampleSnapshot([], { reportedFlows }), OPTIONS)];
    const whole = pieces.join('');
    expect(JSON.parse(whole).flows).toHaveLength(5000);
    expect(pieces.length).toBeGreaterThan(whole.length / 70_000);
    for (const piece of pieces) expect(piece.length).toBeLessThan(70_000);
  });

  it('asks for flows as they are printed, so that a closed pipe ends the work', () => {
    let made = 0;
    const flow = sampleSnapshot().flow(1)!;
    const reportedFlows = function* () {
      for (let id = 1; id <= 5000; id++) {
        made++;
        yield { ...flow, id };
      }
    };
    for (const _ of jsonReport(sampleSnapshot([], { reportedFlows }), OPTIONS)) break;
    expect(made).toBeLessThan(500);
  });

  it('escapes what JSON would let through to the terminal, and keeps the value', () => {
    const hostile = 'a\u001b[2Jb\u009b2Jc\u202ed\u2028e\u{e0001}\ud800\nf';
    const snapshot = sampleSnapshot([]);
    const changed = { ...snapshot, hosts: [{ address: '10.0.0.1', names: [hostile], roles: [] }] };
    const text = textOf(changed);
    expect(text.replaceAll('\n', '')).not.toMatch(
      /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\ud800-\udbff](?![\udc00-\udfff])/,
    );
    expect(JSON.parse(text).hosts[0].names).toEqual([hostile]);
  });
});
