import { describe, expect, test } from 'vitest';
import type { Snapshot } from '../../src/engine/snapshot.ts';
import { arrivalOrder } from '../../src/ui/flow-order.ts';
import { createView, type Screen, surroundings } from '../../src/ui/screen.ts';
import { INITIAL_STATE, type Subject } from '../../src/ui/state.ts';
import { createTheme } from '../../src/ui/theme.ts';
import { flowIdsTo, sampleFinding, sampleSnapshot } from '../support/sample-snapshot.ts';
import { FINISHED } from './open-screen.ts';

const view = () => createView(createTheme({ ascii: false, color: false }));

function screen(snapshot: Snapshot | undefined, subject?: Subject): Screen {
  return {
    size: { columns: 120, rows: 40 },
    snapshot,
    progress: FINISHED,
    order: arrivalOrder(flowIdsTo(16), false),
    ordering: undefined,
    ui: { ...INITIAL_STATE, opened: subject === undefined ? [] : [{ subject, top: 0 }] },
  };
}

const ids = <Id>(items: { length: number; at(index: number): Id }) =>
  Array.from({ length: items.length }, (_, index) => items.at(index));

describe('lists', () => {
  test('services worst first, not observed last', () => {
    const snapshot = sampleSnapshot();
    const status = new Map(snapshot.services.map((service) => [service.id, service.status]));
    expect(ids(view()(screen(snapshot)).lists.services).map((id) => status.get(String(id)))).toEqual([
      'blocked',
      'intercepted',
      'misconfigured',
      'degraded',
      'healthy',
      'healthy',
      'resolved-only',
      'not-observed',
      'not-observed',
    ]);
  });

  test('findings worst first, cleared ones last', () => {
    const cleared = { ...sampleFinding('blocked/dns'), state: 'cleared' as const };
    const info = sampleFinding('capture/mid-stream');
    const error = sampleFinding('blocked/syn-reset');
    const snapshot = sampleSnapshot([cleared, info, error]);
    expect(ids(view()(screen(snapshot)).lists.findings)).toEqual([error.key, info.key, cleared.key]);
  });

  test('hosts only while somebody looks at them', () => {
    const snapshot = sampleSnapshot();
    const shown = screen(snapshot);
    expect(view()(shown).hosts).toEqual([]);
    expect(view()({ ...shown, ui: { ...shown.ui, pane: 'hosts' } }).hosts).toEqual(snapshot.hosts);
  });

  test('the timeline in the order in which the findings began', () => {
    const early = { ...sampleFinding('capture/mid-stream'), firstTime: 1 };
    const late = { ...sampleFinding('blocked/dns'), firstTime: 2 };
    expect(ids(view()(screen(sampleSnapshot([late, early]))).lists.timeline)).toEqual([early.key, late.key]);
  });

  test('are empty before the first packet', () => {
    const { lists, detail } = view()(screen(undefined));
    expect([lists.services.length, lists.findings.length, detail.length]).toEqual([0, 0, 0]);
  });
});

describe('details', () => {
  const snapshot = sampleSnapshot();

  test.each<[Subject, string]>([
    [{ kind: 'help' }, 'Keys'],
    [{ kind: 'service', id: 'managed-device-apns' }, 'Managed devices to APNs'],
    [{ kind: 'finding', id: snapshot.findings[0].key }, 'What was seen'],
    [{ kind: 'flow', id: 2 }, '1-courier.push.apple.com, TCP 5223'],
    [{ kind: 'capture' }, 'What limits the conclusions'],
    [{ kind: 'host', id: snapshot.hosts[0].address }, snapshot.hosts[0].address],
    [{ kind: 'flow', id: 4711 }, 'This is no longer known'],
    [{ kind: 'finding', id: 'gone' }, 'This is no longer known'],
  ])('%j', (subject, text) => expect(view()(screen(snapshot, subject)).detail.join('\n')).toContain(text));

  test('lead on: service and finding to their flows, flow to its finding', () => {
    const lead = (subject: Subject) => view()(screen(snapshot, subject)).lead;
    expect(lead({ kind: 'service', id: 'managed-device-apns' })).toEqual({ filter: 'service:managed-device-apns' });
    expect(lead({ kind: 'finding', id: snapshot.findings[0].key })).toEqual({
      filter: `finding:${snapshot.findings[0].id}`,
    });
    const finding = snapshot.findings.find(({ flows }) => flows.includes(2))!;
    expect(lead({ kind: 'flow', id: 2 })).toEqual({ subject: { kind: 'finding', id: finding.key } });
    expect(lead({ kind: 'flow', id: snapshot.flowCount })).toBe(undefined);
    expect(lead({ kind: 'help' })).toBe(undefined);
  });

  test('are laid out once while nothing changes', () => {
    const of = view();
    const subject = { kind: 'flow', id: 2 } as const;
    const shown = screen(snapshot, subject);
    expect(of(shown).detail).toBe(of({ ...shown, ui: { ...shown.ui, opened: [{ subject, top: 5 }] } }).detail);
  });
});

test('surroundings count what fits', () => {
  const of = view();
  const { layout } = of(screen(sampleSnapshot()));
  const around = surroundings(of(screen(sampleSnapshot(), { kind: 'flow', id: 2 })));
  expect(around.heights).toEqual({
    services: layout.services.height - 1,
    findings: Math.floor((layout.findings.height - 1) / 2),
    flows: layout.flows.height - 2,
    hosts: layout.body.height - 2,
    timeline: layout.body.height - 7,
    detail: layout.body.height,
  });
  expect(around.detailLength).toBeGreaterThan(10);
});
