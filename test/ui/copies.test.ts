import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printable } from '../../src/bytes/text.ts';
import type { Snapshot } from '../../src/engine/snapshot.ts';
import { textToCopy } from '../../src/ui/copies.ts';
import { createTheme } from '../../src/ui/theme.ts';
import { HOSTILE_NAME, hostileSnapshot } from '../support/hostile-snapshot.ts';
import { sampleFinding, sampleSnapshot } from '../support/sample-snapshot.ts';

const theme = createTheme({ ascii: false, color: true });
const snapshot = sampleSnapshot([sampleFinding('blocked/syn-unanswered')]);
const [finding] = snapshot.findings;
const subject = { kind: 'finding', id: finding.key } as const;

test('the filter of a finding', () => {
  expect(textToCopy('copy-filter', subject, snapshot, theme)).toEqual({
    text: expect.stringContaining('tcp.flags.syn == 1'),
    what: `the filter of ${finding.id}`,
  });
});

test('the finding in words, without colour', () => {
  const copied = textToCopy('copy-finding', subject, snapshot, theme);
  expect(copied?.text).toMatch(/^✖ No answer on TCP 5223(.|\n)*\n\nWhat to do\n(.|\n)*Wireshark: /);
  expect(copied?.text).not.toContain('\x1b');
});

test('the sentence for the firewall team, with its source', () => {
  expect(textToCopy('copy-request', subject, snapshot, theme)?.text).toMatch(/^[^\n]*5223[^\n]*\n[^\n]+$/);
});

test('a flow has a filter of its own, and the words of its finding', () => {
  const flow = { kind: 'flow', id: finding.flows[0] } as const;
  const report = snapshot.flow(flow.id)!;
  expect(textToCopy('copy-filter', flow, snapshot, theme)?.text).toContain(`tcp.port == ${report.originator.port}`);
  expect(textToCopy('copy-request', flow, snapshot, theme)?.what).toContain(finding.id);
});

test('a service stands for its first finding', () => {
  const service = { kind: 'service', id: finding.services[0] } as const;
  const named = { ...snapshot, services: snapshot.services.map((row) => ({ ...row, findings: [finding.id] })) };
  expect(textToCopy('copy-finding', service, named, theme)?.what).toBe(finding.id);
});

test.each([{ kind: 'help' }, { kind: 'capture' }, { kind: 'finding', id: 'gone' }, undefined] as const)(
  'nothing of %j',
  (nothing) => expect(textToCopy('copy-filter', nothing, snapshot, theme)).toBe(undefined),
);

describe('whatever a capture calls its names', () => {
  const actions = ['copy-filter', 'copy-finding', 'copy-request'] as const;
  /** Of every rule, and of a flow. */
  const copiesOf = (shown: Snapshot) => [
    ...shown.findings.flatMap(({ key }) =>
      actions.map((action) => textToCopy(action, { kind: 'finding', id: key }, shown, theme)?.text),
    ),
    textToCopy('copy-filter', { kind: 'flow', id: 1 }, shown, theme)?.text,
  ];
  const linesOf = (texts: readonly (string | undefined)[]) => texts.map((text) => text?.split('\n').length);
  const benign = linesOf(copiesOf(hostileSnapshot(sampleSnapshot(), '.example')));
  const anyText = fc.oneof(
    fc.constant(HOSTILE_NAME),
    fc.string({ unit: 'binary', minLength: 1 }),
    fc.stringMatching(/^[\x00-\x1f\x7f-\x9f\u2028-\u202e]+$/),
  );

  test('the clipboard gets no control and no line of theirs', () => {
    fc.assert(
      fc.property(anyText, (nasty) => {
        const copies = copiesOf(hostileSnapshot(sampleSnapshot(), nasty));
        expect(copies.join('').replaceAll('\n', '')).toBe(printable(copies.join('').replaceAll('\n', '')));
        expect(linesOf(copies)).toEqual(benign);
      }),
      { seed: 1, numRuns: 40 },
    );
  });
});
