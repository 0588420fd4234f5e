import { describe, expect, it } from 'vitest';
import type { Detector } from '../../src/detect/detector.ts';
import { FLOW_VERDICT_OF, RULES } from '../../src/detect/rules.ts';
import {
  evidenceParts,
  explainedRules,
  FAMILY_TITLES,
  familiesOf,
  familyOf,
  findRule,
} from '../../src/wording/explain.ts';
import { WORDINGS } from '../../src/wording/registry.ts';

const BUILT_IN = explainedRules(RULES);
const open: Detector['open'] = () => ({ flow: () => false, conclude: () => [] });
const words = () => ({ title: '', explanation: '', rivals: [], remedy: '', evidence: [] });
const OWN: Detector = { rule: 'acme/dns', severity: 'info', wording: { source: 'Acme', words }, open };

/** Full names that a name leads to. */
function found(name: string, rules = BUILT_IN) {
  const result = findRule(name, rules);
  if ('rule' in result) return result.rule.rule;
  return 'rules' in result ? result.rules.map(({ rule }) => rule) : result.near.map((near) => `near ${near}`);
}

describe('explainedRules', () => {
  it('has every built-in rule with severity, source and manual', () => {
    expect(BUILT_IN.map(({ rule, severity }) => [rule, severity])).toEqual(Object.entries(RULES));
    for (const { rule, source, manual } of BUILT_IN) {
      const wording = WORDINGS[rule as keyof typeof WORDINGS];
      expect([source, manual]).toEqual([wording.source, wording.manual]);
    }
  });

  it('adds the rules of plug-ins, but no second page for a rule that is built in', () => {
    const again: Detector = { rule: 'blocked/dns', open };
    const rules = explainedRules(RULES, [OWN, again]).slice(BUILT_IN.length);
    expect(rules).toEqual([{ rule: 'acme/dns', severity: 'info', source: 'Acme', manual: undefined }]);
  });
});

describe('families', () => {
  it('are those of the rules, each with a title', () => {
    expect(Object.keys(FAMILY_TITLES)).toEqual(Object.keys(FLOW_VERDICT_OF));
    expect(familyOf('tls-floor/version')).toBe('tls-floor');
    const families = familiesOf(BUILT_IN);
    expect([...families.values()].flat()).toHaveLength(BUILT_IN.length);
    for (const [family, own] of families) for (const { rule } of own) expect(rule).toMatch(new RegExp(`^${family}/`));
  });
});

describe('findRule', () => {
  it.each([
    ['blocked/syn-reset', 'blocked/syn-reset'],
    ['Blocked/SYN-Reset', 'blocked/syn-reset'],
    ['syn-reset', 'blocked/syn-reset'],
    ['retired', 'ports/retired'],
  ])('%s is %s', (name, rule) => {
    expect(found(name)).toBe(rule);
  });

  it.each(['inspection', 'inspection/'])('%s is a family', (name) => {
    expect(found(name)).toEqual(BUILT_IN.map(({ rule }) => rule).filter((rule) => rule.startsWith('inspection/')));
  });

  it('offers the rules of several families that share a name', () => {
    const rules = explainedRules(RULES, [OWN]);
    expect(found('dns', rules)).toEqual(['near blocked/dns', 'near acme/dns']);
    expect(found('acme/dns', rules)).toBe('acme/dns');
  });

  it.each([
    ['syn-rset', 'near blocked/syn-reset'],
    ['blocked/apns-fall-back', 'near blocked/apns-fallback'],
    ['dsn', 'near blocked/dns'],
    ['vendor', 'near inspection/known-vendor'],
    ['blockd', 'near blocked'],
    ['inspecton', 'near inspection'],
  ])('%s is close to %s', (name, near) => {
    expect((found(name) as string[])[0]).toBe(near);
  });

  it.each(['', 'x', 'zzzzz', 'F1', '1-courier.push.apple.com:5223'])('%j is close to none', (name) => {
    expect(found(name)).toEqual([]);
  });
});

it('parts evidence at the first colon', () => {
  expect(evidenceParts('at most moderate: TTL: unknown')).toEqual(['at most moderate', 'TTL: unknown']);
});
