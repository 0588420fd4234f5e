import { describe, expect, it } from 'vitest';
import { line } from '../../src/engine/contract-lines.ts';
import { captureLine, findingLine, flowLine, lineText, MAX_INPUTS_NAMED } from '../../src/report/lines.ts';
import { sampleSnapshot } from '../support/sample-snapshot.ts';

const TOOL = { name: 'jamscope', version: '1.0.0' };
const snapshot = sampleSnapshot();

describe('lines of a capture that goes on', () => {
  const time = '2026-11-22T12:00:00.000Z';

  it('have the time, and what became of a finding', () => {
    const [finding] = snapshot.findings;
    expect(findingLine(finding, snapshot, time, 'cleared')).toMatchObject({ type: 'finding', time, change: 'cleared' });
    expect(flowLine(1, snapshot, time)).toMatchObject({ type: 'flow', time, id: 1 });
    expect(flowLine(99, snapshot, time)).toBeUndefined();
  });

  it('name the latest inputs only', () => {
    const [input] = snapshot.capture.inputs;
    const inputs = Array.from({ length: MAX_INPUTS_NAMED + 5 }, (_, index) => ({ ...input, path: `en0 ${index}` }));
    const many = { ...snapshot, capture: { ...snapshot.capture, inputs } };
    const object = JSON.parse(lineText(captureLine(many, { tool: TOOL }, { time, linesDropped: 3 })));
    expect(line.parse(object)).toEqual(object);
    expect(object).toMatchObject({ time, linesDropped: 3, inputsOmitted: 5 });
    expect(object.inputs.at(-1).path).toBe('en0 104');
  });
});
