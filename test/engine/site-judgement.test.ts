import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../../src/catalogue/match.ts';
import type { Site, SiteException } from '../../src/catalogue/site.ts';
import { EMPTY_SITE } from '../../src/catalogue/site.ts';
import type { FlowFacts } from '../../src/classify/flow-facts.ts';
import type { CompleteDraft } from '../../src/engine/complete-draft.ts';
import { findingsOf } from '../../src/engine/findings.ts';
import { configurationReport, SiteExceptions, withSiteSeverity } from '../../src/engine/site-judgement.ts';
import { COURIER_ADDRESS, unanswered } from '../support/flow-facts.ts';
import { sampleTimestamp } from '../support/sample-snapshot.ts';

/** The sample's clock begins on 2026-11-20. */
const DAY = 86_400e9;
const RULE = 'blocked/syn-unanswered';
const known: SiteException = { rule: RULE, reason: 'the new firewall comes in December', until: '2026-11-20' };

const courier = () => unanswered([0], { server: COURIER_ADDRESS });

function draft(more: Partial<CompleteDraft> = {}, flows: readonly FlowFacts[] = [courier()]): CompleteDraft {
  return {
    rule: RULE,
    cause: 'x',
    confidence: 'strong',
    severity: 'error',
    wording: undefined,
    parameters: {},
    services: ['managed-device-apns'],
    exhibits: flows.map((flow) => ({ flow, frames: [] })),
    flows: flows.map(({ id }) => id),
    ...more,
  };
}

const later = (flow: FlowFacts, time: number): FlowFacts => ({ ...flow, last: { ...flow.last, time } });

/** Findings, and what becomes of the exceptions. */
function judged(exceptions: readonly SiteException[], drafts: readonly CompleteDraft[], lastTime = 0) {
  const site: Site = { hosts: [], path: 'jamscope.config.json', exceptions };
  const judgement = new SiteExceptions(createCatalogue(site), sampleTimestamp);
  const findings = findingsOf(drafts, { firstTime: 0, lastTime, watchedUntil: lastTime }, (...finding) =>
    judgement.of(...finding),
  );
  return { findings, report: judgement.report(findings, lastTime) };
}

describe('severities of the site', () => {
  const site: Site = { hosts: [], severity: { [RULE]: 'info', 'blocked/dns': 'off', 'ports/retired': 'error' } };
  const severities = (drafts: readonly CompleteDraft[]) =>
    withSiteSeverity(drafts, site).map(({ rule, severity }) => `${rule} ${severity}`);

  it('stand in place of those of the rules, and off leaves findings out', () => {
    const drafts = [draft(), draft({ rule: 'blocked/dns' }), draft({ rule: 'ports/retired', severity: 'warning' })];
    expect(severities(drafts)).toEqual([`${RULE} info`, 'ports/retired error']);
    expect(severities([draft({ rule: 'blocked/syn-reset' })])).toEqual(['blocked/syn-reset error']);
  });

  it('make no sure finding of an unsure one', () => {
    const drafts = withSiteSeverity([draft({ rule: 'ports/retired', severity: 'warning', confidence: 'weak' })], site);
    expect(findingsOf(drafts, { firstTime: 0, lastTime: 0, watchedUntil: 0 })[0].severity).toBe('warning');
  });

  it('are none for names that objects have', () => {
    expect(withSiteSeverity([draft({ rule: 'toString/x' })], { hosts: [], severity: {} })).toHaveLength(1);
  });
});

describe('an exception', () => {
  it('marks the finding and puts it behind the others', () => {
    const { findings, report } = judged([known], [draft(), draft({ rule: 'ports/retired', severity: 'info' })]);
    expect(findings.map(({ id, rule, exception }) => [id, rule, exception?.until])).toEqual([
      ['F1', 'ports/retired', undefined],
      ['F2', RULE, '2026-11-20'],
    ]);
    expect(report).toEqual([{ ...known, state: 'applied', findings: ['F2'] }]);
  });

  it('holds to the end of its last day, by the time of the capture', () => {
    const at = (time: number) => judged([known], [draft({}, [later(courier(), time)])], time);
    // 09:00 and fifteen hours less a second.
    expect(at(15 * 3600e9 - 1e9).report[0].state).toBe('applied');
    const { findings, report } = at(15 * 3600e9);
    expect(findings[0].exception).toBeUndefined();
    expect(report).toEqual([{ ...known, state: 'expired', findings: ['F1'] }]);
  });

  it('that meets nothing is unused while it holds, and expired afterwards', () => {
    const other = [draft({ rule: 'blocked/dns' })];
    expect(judged([known], other).report).toMatchObject([{ state: 'unused', findings: [] }]);
    expect(judged([known], other, 2 * DAY).report).toMatchObject([{ state: 'expired', findings: [] }]);
  });

  it.each<[string, Partial<SiteException>, boolean]>([
    ['every service', {}, true],
    ['the service by id', { service: 'managed-device-apns' }, true],
    ['the service by ref', { service: 'S22' }, true],
    ['another service', { service: 'S4' }, false],
    ['the address of the server', { host: COURIER_ADDRESS }, true],
    ['a block around it', { host: '17.0.0.0/8' }, true],
    ['another block', { host: '10.0.0.0/8' }, false],
    ['another name', { host: 'api.push.apple.com' }, false],
    ['another rule', { rule: 'blocked/syn-reset' }, false],
  ])('for %s', (_, more, holds) => {
    expect(judged([{ ...known, ...more }], [draft()]).findings[0].exception !== undefined).toBe(holds);
  });

  it('for one server does not excuse the others of a finding', () => {
    const one = { ...courier(), serverName: '1-courier.push.apple.com' };
    const both = [one, { ...one, id: 2, serverName: '2-courier.push.apple.com' }];
    const excepted = (host: string) => judged([{ ...known, host }], [draft({}, both)]).findings[0].exception;
    expect(excepted('1-courier.push.apple.com')).toBeUndefined();
    expect(excepted('*.push.apple.com')).toBeDefined();
  });

  it('for a name looked up is held against all names of the finding', () => {
    const dns = draft({ rule: 'blocked/dns', parameters: { names: ['gdmf.apple.com', 'albert.apple.com'] } });
    const excepted = (host: string) => judged([{ ...known, rule: 'blocked/dns', host }], [dns]).findings[0].exception;
    expect(excepted('gdmf.apple.com')).toBeUndefined();
    expect(excepted('*.apple.com')).toBeDefined();
  });

  it('for a host says nothing of a finding about the capture', () => {
    const about = draft({ rule: 'capture/truncated', services: [] }, []);
    expect(judged([{ ...known, rule: 'capture/truncated', host: '*.com' }], [about]).findings[0].exception).toBe(
      undefined,
    );
    expect(judged([{ ...known, rule: 'capture/truncated' }], [about]).findings[0].exception).toBeDefined();
  });
});

describe('what the report says of the configuration', () => {
  it('is nothing without one', () => {
    expect(configurationReport(createCatalogue(EMPTY_SITE), [])).toBeUndefined();
  });

  it('is the file and what it brought', () => {
    const site: Site = {
      path: 'jamscope.config.json',
      hosting: 'on-premises',
      hosts: [{ role: 'ldap', host: 'dc01.example.com' }],
      packs: ['acme.json'],
      severity: { 'ports/retired': 'off' },
    };
    expect(configurationReport(createCatalogue(site), [])).toEqual({
      path: 'jamscope.config.json',
      hosting: 'on-premises',
      hosts: 1,
      packs: ['acme.json'],
      severity: { 'ports/retired': 'off' },
      exceptions: [],
    });
    expect(configurationReport(createCatalogue({ hosts: [] }), [])?.path).toBeNull();
  });
});
