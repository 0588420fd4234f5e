import { InvalidArgumentError } from 'commander';
import { describe, expect, it } from 'vitest';
import { PROVISIONAL_TIME, untilFinding, wantedFinding } from '../../src/cli/until-finding.ts';
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
});

describe('wantedFinding', () => {
  it.each([
    ['blocked/syn-reset', 'blocked/syn-reset'],
    ['syn-reset', 'blocked/syn-reset'],
    ['blocked', 'blocked'],
    ['any', 'any'],
  ])('knows %s', (text, wanted) => expect(wantedFinding(text)).toBe(wanted));

  it.each([
    ['bloked', 'Did you mean blocked?'],
    ['blocked/bogus', 'no such rule'],
    ['', 'no such rule'],
  ])('refuses %j', (text, says) => {
    expect(() => wantedFinding(text)).toThrow(InvalidArgumentError);
    expect(() => wantedFinding(text)).toThrow(says);
  });
});
