import { expect, it } from 'vitest';
import { endAtFinding, endBySignal, endOfDuration, endOfInput, endText } from '../../src/cli/live-end.ts';
import { line } from '../../src/engine/contract-lines.ts';
import { captureLine } from '../../src/report/lines.ts';
import type { LiveSource } from '../../src/source/live/live-source.ts';
import { sampleFinding, sampleSnapshot } from '../support/sample-snapshot.ts';

it('says where, how long, how much, and what was lost and found', () => {
  const snapshot = sampleSnapshot([sampleFinding('blocked/dns')]);
  const [input] = snapshot.capture.inputs;
  const capture = { ...snapshot.capture, packets: 121_212, inputs: [{ ...input, dropped: 12 }] };
  expect(endText(['en0', 'lo'], 90, { ...snapshot, capture })).toMatch(
    /^captured en0, lo for .*: 121,212 packets, 12 more packets dropped, 1 finding$/,
  );
  const { dropped: _, ...whole } = input;
  expect(endText(['en0'], 90, { ...snapshot, capture: { ...capture, inputs: [whole] } })).toMatch(
    /: 121,212 packets, 1 finding$/,
  );
  expect(endText(['en0'], 90, undefined)).toMatch(/^captured en0 for [^:]+$/);
});

const snapshot = sampleSnapshot([sampleFinding('blocked/dns')]);
const lives = [
  { interfaceName: 'standard input', source: { problem: { message: 'the input could not be read on (EIO)' } } },
] as unknown as LiveSource[];

it.each([
  [endOfDuration(90_000), 'after 1 min 30 s, as --duration says', { by: 'duration' }],
  [endBySignal('SIGTERM'), 'by SIGTERM', { by: 'signal', signal: 'SIGTERM' }],
  [endOfInput(lives), 'with standard input (the input could not be read on (EIO))', { by: 'input' }],
  [
    endAtFinding(snapshot.findings[0], snapshot),
    /^at a finding, as --until-finding says: \S.* \(blocked\/dns\)$/,
    { by: 'finding', finding: snapshot.findings[0].key },
  ],
])('says why, and the last line does', (end, text, ended) => {
  expect(end.text).toMatch(text);
  expect(end.ended).toEqual(ended);
  const last = captureLine(snapshot, { tool: { name: 'jamscope', version: '0' } }, { ended: end.ended! });
  expect(line.parse(last)).toMatchObject({ ended });
});
