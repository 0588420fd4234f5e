import { describe, expect, it } from 'vitest';
import { OutputError } from '../../src/analyze/output-error.ts';
import { PROVISIONAL_TIME, untilFinding } from '../../src/cli/until-finding.ts';
import type { Finding } from '../../src/engine/snapshot.ts';

const finding = (changes: Partial<Finding> = {}) =>
  ({ key: 'k', rule: 'blocked/syn-reset', severity: 'error', state: 'final', ...changes }) as Finding;

describe('untilFinding', () => {
  it.each<[string, Partial<Finding>, boolean]>([
    ['blocked/syn-reset', {}, true],
    ['blocked', {}, true],
    ['any', {}, true],
    ['inspection', {}, false],
    ['blocked/dns', {}, false],
    ['any', { severity: 'info' }, false],
    ['any', { rule: 'capture/lossy', severity: 'warning' }, false],
    ['capture', { rule: 'capture/lossy', severity: 'warning' }, true],
    ['acme/rude', { rule: 'acme/rude' as Finding['rule'] }, true],
    ['any', { state: 'cleared' }, false],
    ['any', { exception: { reason: 'known', until: '2027-01-01' } }, false],
  ])('%s and %j', (words, changes, ends) => {
    expect(untilFinding(words, () => 0)(finding(changes))).toBe(ends);
  });

  it('takes one that is provisional after a while', () => {
    let now = 5;
    const ends = untilFinding('any', () => now);
    const open = finding({ state: 'provisional' });
    expect(ends(open)).toBe(false);
    now += PROVISIONAL_TIME - 1;
    expect(ends(open)).toBe(false);
    expect(ends(finding({ state: 'provisional', key: 'other' }))).toBe(false);
    now += 1;
    expect(ends(open)).toBe(true);
  });

  it('knows what is no rule', () => {
    expect(() => untilFinding('bloked', () => 0)).toThrow(OutputError);
  });
});
