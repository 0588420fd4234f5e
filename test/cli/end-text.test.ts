import { expect, it } from 'vitest';
import { endText } from '../../src/cli/end-text.ts';
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
