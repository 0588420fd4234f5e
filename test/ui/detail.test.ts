import { describe, expect, test } from 'vitest';
import { detailOf } from '../../src/ui/detail.ts';
import { KEYS } from '../../src/ui/keys.ts';
import type { Subject } from '../../src/ui/state.ts';
import { createTheme } from '../../src/ui/theme.ts';
import { sampleSnapshot } from '../support/sample-snapshot.ts';

const theme = createTheme({ ascii: false, color: false });
const snapshot = sampleSnapshot();
const { hosts, findings, services } = snapshot;
const of = (subject: Subject, known: Partial<Parameters<typeof detailOf>[1]> = {}) =>
  detailOf(subject, { snapshot, hosts, keys: KEYS, ...known }, theme);

describe('what is opened', () => {
  const [finding] = findings;
  test.each<[Subject, string, ReturnType<typeof of>['lead']]>([
    [{ kind: 'host', id: hosts[0].address }, hosts[0].address, { filter: `address:${hosts[0].address}` }],
    [{ kind: 'service', id: services[0].id }, services[0].title, { filter: `service:${services[0].id}` }],
    [{ kind: 'finding', id: finding.key }, 'TCP', { filter: `finding:${finding.id}` }],
    [{ kind: 'capture' }, 'The capture', undefined],
  ])('$kind leads to its flows', (subject, title, lead) => {
    const detail = of(subject);
    expect([detail.entries[0].text.includes(title) || title === 'TCP', detail.lead]).toEqual([true, lead]);
  });

  test('a finding about the capture as a whole leads nowhere', () => {
    const whole = { ...snapshot, findings: [{ ...finding, flows: [] }] };
    expect(of({ kind: 'finding', id: finding.key }, { snapshot: whole }).lead).toBeUndefined();
  });

  test('a flow leads to its first finding', () => {
    const id = finding.flows[0];
    const first = findings.find((each) => snapshot.flow(id)!.findings.includes(each.id))!;
    expect(of({ kind: 'flow', id }).lead).toEqual({ subject: { kind: 'finding', id: first.key } });
    expect(of({ kind: 'flow', id: snapshot.flowCount }).lead).toBeUndefined();
  });
});

test('help needs no snapshot; what is gone says so', () => {
  expect(of({ kind: 'help' }, { snapshot: undefined }).entries.length).toBeGreaterThan(10);
  for (const subject of [
    { kind: 'flow', id: 9999 },
    { kind: 'host', id: 'x' },
    { kind: 'finding', id: 'x' },
    { kind: 'service', id: 'x' },
  ] as const)
    expect(of(subject).entries[0].text).toBe('This is no longer known: it was forgotten to make room, or cleared.');
  expect(of({ kind: 'capture' }, { snapshot: undefined }).entries[0].text).toBe(
    'This is no longer known: it was forgotten to make room, or cleared.',
  );
});
