import { describe, expect, it } from 'vitest';
import { line } from '../../src/engine/contract-lines.ts';
import { ndjsonReport } from '../../src/report/ndjson.ts';
import { reportOf } from '../../src/report/report.ts';
import { hostileSnapshot } from '../support/hostile-snapshot.ts';
import { sampleSnapshot } from '../support/sample-snapshot.ts';

const TOOL = { name: 'jamscope', version: '1.0.0' };
const options = { tool: TOOL, allFlows: false };
const snapshot = sampleSnapshot();

describe('ndjsonReport', () => {
  const lines = [...ndjsonReport(snapshot, options)];
  const objects = lines.map((text) => JSON.parse(text));

  it('has lines of the published kinds only', () => {
    for (const object of objects) expect(line.parse(object)).toEqual(object);
  });

  it('is one object a line, of printable text', () => {
    for (const text of lines) expect(text).toMatch(/^\{[^\n]*\}\n$/);
    const hostile = [...ndjsonReport(hostileSnapshot(snapshot), options)].join('');
    expect(hostile).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });

  it('says what the JSON report says', () => {
    const report = reportOf(snapshot, options);
    const of = (type: string) => objects.filter((object) => object.type === type).map(({ type: _, ...rest }) => rest);
    expect(of('flow')).toEqual(report.flows);
    expect(of('finding')).toEqual(report.findings);
    expect(of('summary')).toEqual([report.summary]);
    expect(of('service')).toEqual(report.services.filter(({ status }) => status !== 'not-observed'));
    const { timeline: _, ...capture } = report.capture;
    expect(of('capture')).toEqual([{ schema: 'jamscope.lines/1', tool: TOOL, ...capture }]);
  });

  it('begins with the capture and ends with the summary', () => {
    expect([objects[0].type, objects.at(-1).type]).toEqual(['capture', 'summary']);
  });
});
