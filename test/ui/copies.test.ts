import { expect, test } from 'vitest';
import { textToCopy } from '../../src/ui/copies.ts';
import { createTheme } from '../../src/ui/theme.ts';
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
