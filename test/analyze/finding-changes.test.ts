import { describe, expect, it } from 'vitest';
import { FindingChanges } from '../../src/analyze/finding-changes.ts';
import type { Finding } from '../../src/engine/snapshot.ts';
import { sampleSnapshot } from '../support/sample-snapshot.ts';

const [sample] = sampleSnapshot().findings;

function finding(key: string, more: Partial<Finding> = {}): Finding {
  return { ...sample, key, state: 'provisional', ...more };
}

describe('FindingChanges', () => {
  const told = (...snapshots: Finding[][]) => {
    const changes = new FindingChanges();
    return snapshots.map((findings) => changes.of(findings).map(({ kind, finding: { key } }) => `${kind} ${key}`));
  };

  it('says what is new, and nothing of what stays', () => {
    expect(told([finding('a')], [finding('a'), finding('b')], [finding('a'), finding('b')])).toEqual([
      ['new a'],
      ['new b'],
      [],
    ]);
  });

  it('follows a finding from its first sight to its end and back', () => {
    const states = (['provisional', 'final', 'cleared', 'final'] as const).map((state) => [finding('a', { state })]);
    expect(told(...states)).toEqual([['new a'], ['final a'], ['cleared a'], ['back a']]);
  });

  it('says when more flows show it, or it is surer', () => {
    const more = finding('a', { count: sample.count + 1 });
    expect(told([finding('a')], [more], [{ ...more, confidence: 'weak' }])).toEqual([
      ['new a'],
      ['changed a'],
      ['changed a'],
    ]);
  });

  it('takes back what turned out to be none', () => {
    expect(told([finding('a')], [], [finding('a')])).toEqual([['new a'], ['gone a'], ['back a']]);
  });
});
