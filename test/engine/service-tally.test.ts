import { describe, expect, it } from 'vitest';
import type { ServiceRow } from '../../src/catalogue/service-row.ts';
import { ROWS } from '../../src/catalogue/tables.ts';
import type { FlowVerdict } from '../../src/classify/vocabulary.ts';
import type { Severity } from '../../src/detect/detector.ts';
import type { RuleName } from '../../src/detect/rules.ts';
import type { CompleteDraft } from '../../src/engine/complete-draft.ts';
import { findingsOf } from '../../src/engine/findings.ts';
import { ServiceTally } from '../../src/engine/service-tally.ts';
import { SuccessIndex } from '../../src/engine/success-index.ts';
import { unanswered } from '../support/flow-facts.ts';

const PUSH = ROWS.find((row) => row.ref === 'S22') as ServiceRow;

interface Case {
  readonly rules?: readonly [rule: RuleName, severity?: Severity, verdict?: FlowVerdict][];
  readonly flows?: number;
  readonly succeeded?: boolean;
  readonly resolved?: boolean;
  /** Clients that fail, and those that succeed elsewhere. */
  readonly failing?: readonly string[];
  readonly succeeding?: readonly string[];
  /** What got through before counts no more. */
  readonly lasts?: true;
}

function statusOf({
  rules = [],
  flows = 0,
  succeeded,
  resolved,
  failing = ['10.0.0.1'],
  succeeding = [],
  lasts,
}: Case): string {
  const tally = new ServiceTally();
  const successes = new SuccessIndex();
  for (let flow = 0; flow < flows; flow++) tally.flow([PUSH.id]);
  if (succeeded) tally.success([PUSH.id]);
  for (const client of succeeding) successes.add(client, PUSH.id);
  const drafts = rules.map(([rule, severity = 'error', verdict]): CompleteDraft => {
    const exhibits = failing.map((client) => ({ flow: unanswered([0], { client }), frames: [] }));
    const flows = exhibits.map(({ flow }) => flow.id);
    const judged = verdict === undefined ? {} : { verdict };
    const known = { confidence: 'strong', parameters: {}, wording: undefined } as const;
    return {
      rule,
      cause: 'x',
      severity,
      services: [PUSH.id],
      exhibits,
      flows,
      ...known,
      ...judged,
      ...(lasts && { lasts }),
    };
  });
  const byKey = new Map(drafts.map((draft) => [`${draft.rule} ${draft.cause}`, draft]));
  return tally.report(
    [PUSH],
    byKey,
    findingsOf(drafts, { firstTime: 0, lastTime: 0, watchedUntil: 0 }),
    successes,
    [],
    new Set(resolved ? [PUSH.id] : []),
  )[0].status;
}

describe('the status of a service', () => {
  it.each<[string, string, Case]>([
    ['not-observed', 'of which nothing was seen', {}],
    ['resolved-only', 'whose name was looked up', { resolved: true }],
    ['undecided', 'that has flows without a verdict', { flows: 2, resolved: true }],
    ['healthy', 'that was reached', { flows: 2, succeeded: true }],
    ['blocked', 'that is blocked', { flows: 1, rules: [['blocked/dns']] }],
    ['blocked', 'that is blocked, as a warning', { flows: 1, rules: [['blocked/dns', 'warning']] }],
    ['healthy', 'with mere information', { flows: 1, succeeded: true, rules: [['blocked/dns', 'info']] }],
    ['degraded', 'that the same client reached', { rules: [['blocked/dns']], succeeding: ['10.0.0.1'] }],
    [
      'blocked',
      'that the same client reached before',
      { rules: [['blocked/dns']], succeeding: ['10.0.0.1'], lasts: true },
    ],
    ['blocked', 'that another client reached', { succeeded: true, rules: [['blocked/dns']], succeeding: ['10.0.0.2'] }],
    [
      'blocked',
      'that one of two clients reached',
      { rules: [['blocked/dns']], failing: ['10.0.0.1', '10.0.0.2'], succeeding: ['10.0.0.2'] },
    ],
    ['blocked', 'whose block shows in no flow', { rules: [['blocked/dns']], failing: [], succeeding: ['10.0.0.1'] }],
    ['degraded', 'that fell back', { succeeded: true, rules: [['blocked/apns-fallback', 'warning']] }],
    ['intercepted', 'that is inspected, though it works', { succeeded: true, rules: [['inspection/known-vendor']] }],
    ['misconfigured', 'that is misplaced', { succeeded: true, rules: [['ports/undocumented-port', 'warning']] }],
    ['healthy', 'in a capture with limits', { succeeded: true, rules: [['capture/truncated', 'warning']] }],
    [
      'blocked',
      'with several findings: the worst',
      { rules: [['ports/retired'], ['inspection/known-vendor'], ['blocked/dns']] },
    ],
    ['intercepted', 'inspected and degraded', { rules: [['blocked/apns-fallback'], ['inspection/known-vendor']] }],
    ['misconfigured', "that a plug-in's rule rejects", { succeeded: true, rules: [['acme/x', 'error', 'rejected']] }],
    ['blocked', "that a plug-in's rule blocks", { succeeded: true, rules: [['acme/x', 'error', 'blocked']] }],
    ['healthy', "with a plug-in's rule that judges no flow", { succeeded: true, rules: [['acme/x']] }],
  ])('%s: one %s', (status, _, given) => {
    expect(statusOf(given)).toBe(status);
  });
});

it('reports every row, with flows, findings and the rows it shares flows with', () => {
  const tally = new ServiceTally();
  tally.flow([PUSH.id]);
  tally.flow([PUSH.id]);
  tally.flow([PUSH.id], -1);
  const services = tally.report(ROWS, new Map(), [], new SuccessIndex(), [], new Set());
  expect(services).toHaveLength(ROWS.length);
  expect(services.find(({ ref }) => ref === 'S22')).toEqual({
    id: 'managed-device-apns',
    ref: 'S22',
    title: 'Managed devices to APNs',
    source: 'Jamf: Network Ports Used by Jamf Pro',
    status: 'undecided',
    flows: 1,
    findings: [],
  });
  expect(services.find(({ ref }) => ref === 'S21')?.sharedWith).toEqual(['S1', 'S42']);
});

it('says which conditions limit what was not seen, and nothing of what was', () => {
  const tally = new ServiceTally();
  tally.flow([PUSH.id]);
  tally.success([PUSH.id]);
  const services = tally.report(ROWS, new Map(), [], new SuccessIndex(), ['one-sided'], new Set());
  const limitsOf = (wanted: string) => services.find(({ ref }) => ref === wanted)?.limits;
  expect([limitsOf('S22'), limitsOf('S3')]).toEqual([undefined, ['one-sided']]);
});
