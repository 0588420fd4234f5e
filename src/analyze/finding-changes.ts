/** What became of the findings of a capture that goes on, from one snapshot to the next. */
import { RecentMap } from '../bytes/recent-map.ts';
import type { Finding } from '../engine/snapshot.ts';

export interface FindingChange {
  /** `back`: it had been cleared, or was gone; `gone`: what was provisional turned out to be none. */
  readonly kind: 'new' | 'changed' | 'final' | 'cleared' | 'back' | 'gone';
  readonly finding: Finding;
}

/** Findings remembered that were taken back. */
const MAX_GONE = 1000;

export class FindingChanges {
  /** By key. */
  readonly #known = new Map<string, Finding>();
  readonly #gone = new RecentMap<string, true>(MAX_GONE);

  /** The findings of the newest snapshot; yields what is different from those before, worst first. */
  of(findings: readonly Finding[]): FindingChange[] {
    const changes: FindingChange[] = [];
    const keys = new Set<string>();
    for (const finding of findings) {
      keys.add(finding.key);
      const kind = this.#kindOf(finding);
      this.#known.set(finding.key, finding);
      this.#gone.delete(finding.key);
      if (kind !== undefined) changes.push({ kind, finding });
    }
    for (const [key, finding] of this.#known) {
      if (keys.has(key)) continue;
      this.#known.delete(key);
      this.#gone.set(key, true);
      changes.push({ kind: 'gone', finding });
    }
    return changes;
  }

  #kindOf(finding: Finding): FindingChange['kind'] | undefined {
    const before = this.#known.get(finding.key);
    if (before === undefined) return this.#gone.has(finding.key) ? 'back' : 'new';
    if (before.state !== finding.state) return stateChange(before, finding);
    const same =
      before.count === finding.count &&
      before.severity === finding.severity &&
      before.confidence === finding.confidence;
    return same ? undefined : 'changed';
  }
}

function stateChange(before: Finding, { state }: Finding): FindingChange['kind'] {
  if (state === 'cleared') return 'cleared';
  if (before.state === 'cleared') return 'back';
  return state === 'final' ? 'final' : 'changed';
}
