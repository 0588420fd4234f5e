/** Which findings are meant by the words of a user, or by the marks of the screen. */
import type { Finding } from '../engine/snapshot.ts';

export interface Choice {
  /** Each once, worst first. */
  readonly findings: readonly Finding[];
  /** Words that name none. */
  readonly unknown: readonly string[];
}

/** A word is an id (`F1`), a key, a rule (`blocked/dns`) or a family (`blocked`). Without words all are meant. */
export function chosenFindings(findings: readonly Finding[], words?: readonly string[]): Choice {
  if (words === undefined) return { findings, unknown: [] };
  return {
    findings: findings.filter((finding) => words.some((word) => isNamed(finding, word))),
    unknown: words.filter((word) => !findings.some((finding) => isNamed(finding, word))),
  };
}

function isNamed({ id, key, rule }: Finding, word: string): boolean {
  const plain = word.toLowerCase();
  return id.toLowerCase() === plain || key === word || rule === plain || rule.startsWith(`${plain}/`);
}
