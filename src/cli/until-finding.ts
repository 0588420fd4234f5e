/** `--until-finding`: which finding ends a live capture. */
import { OutputError } from '../analyze/output-error.ts';
import { RULES } from '../detect/rules.ts';
import { familyOf } from '../engine/findings.ts';
import type { Finding } from '../engine/snapshot.ts';

/** ms for which a finding must have been provisional before it ends the capture: what goes on may still turn out well. */
export const PROVISIONAL_TIME = 10_000;

/**
 * A rule, a family, or `any`: an error or a warning that concerns more than the capture itself. What the site accepts does not count,
 * nor what is over. It must be final, or have stood for a while. Throws `OutputError` for what is no rule.
 */
export function untilFinding(words: string, now: () => number): (finding: Finding) => boolean {
  const wanted = wantedBy(words);
  /** ms at which those that are wanted were first seen provisional, by key: as many as there are findings. */
  const since = new Map<string, number>();
  return (finding) => {
    if (!wanted(finding) || finding.exception !== undefined || finding.state === 'cleared') return false;
    if (finding.state === 'final') return true;
    const first = since.get(finding.key) ?? now();
    since.set(finding.key, first);
    return now() - first >= PROVISIONAL_TIME;
  };
}

function wantedBy(words: string): (finding: Finding) => boolean {
  if (words === 'any') return ({ rule, severity }) => severity !== 'info' && familyOf(rule) !== 'capture';
  const rules = Object.keys(RULES);
  const known = rules.some((rule) => rule === words || rule.split('/')[0] === words);
  // Those of plug-ins are not in the table: they have a slash.
  if (!known && !words.includes('/')) {
    throw new OutputError(`there is no rule or family ${words}`, 'jamscope explain lists them; any stands for all.');
  }
  return ({ rule }) => rule === words || familyOf(rule) === words;
}
