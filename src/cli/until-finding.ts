/** `--until-finding`: which finding ends a live capture. */
import { InvalidArgumentError } from 'commander';
import { nearWord } from '../catalogue/near-word.ts';
import { RULES } from '../detect/rules.ts';
import { familyOf } from '../engine/findings.ts';
import type { Finding } from '../engine/snapshot.ts';

/** ms for which a finding must have been provisional before it ends the capture: what goes on may still turn out well. */
export const PROVISIONAL_TIME = 10_000;

const ANY = 'any';

/** A rule, with or without its family, a family, or `any`, as `untilFinding` takes it. Throws `InvalidArgumentError` for what is none. */
export function wantedFinding(text: string): string {
  const rules = Object.keys(RULES);
  const families = new Set(rules.map((rule) => rule.split('/')[0]));
  const names = [...rules, ...families, ANY];
  const found = names.find((name) => name === text) ?? rules.find((rule) => rule.endsWith(`/${text}`));
  if (found !== undefined) return found;
  const near = nearWord(text, names);
  const meant = near === undefined ? '' : ` Did you mean ${near}?`;
  throw new InvalidArgumentError(
    `There is no such rule or family.${meant} \`jamscope explain\` lists them; any stands for all.`,
  );
}

/**
 * `any` is an error or a warning that concerns more than the capture itself. What the site accepts does not count, nor what is over. It must
 * be final, or have stood for a while.
 */
export function untilFinding(wanted: string, now: () => number): (finding: Finding) => boolean {
  /** ms at which those that are wanted were first seen provisional, by key: as many as there are findings. */
  const since = new Map<string, number>();
  return (finding) => {
    if (!isWanted(wanted, finding) || finding.exception !== undefined || finding.state === 'cleared') return false;
    if (finding.state === 'final') return true;
    const first = since.get(finding.key) ?? now();
    since.set(finding.key, first);
    return now() - first >= PROVISIONAL_TIME;
  };
}

function isWanted(wanted: string, { rule, severity }: Finding): boolean {
  if (wanted === ANY) return severity !== 'info' && familyOf(rule) !== 'capture';
  return rule === wanted || familyOf(rule) === wanted;
}
