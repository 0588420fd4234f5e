/** The manual of the rules: what `jamscope explain` and RULES.md print, and how a rule is found by its name. */
import { editDistance } from '../bytes/edit-distance.ts';
import type { Detector, Severity } from '../detect/detector.ts';
import type { Family, Rule } from '../detect/rules.ts';
import { WORDINGS } from './registry.ts';
import type { Evidence, RuleManual } from './words.ts';

/** What the rules of a family are about. */
export const FAMILY_TITLES: Readonly<Record<Family, string>> = {
  blocked: 'connections that break off, and at which step',
  inspection: "somebody in the path answers TLS in the server's place",
  trust: 'the certificate itself is the trouble, with nobody in between',
  ports: 'wrong port, protocol or destination',
  push: 'push certificates that fail, or soon will',
  'tls-floor': 'device management below what Apple will ask of TLS',
  capture: 'what the recording leaves open',
};

/** A rule with all that is said of it at any time. */
export interface ExplainedRule {
  /** `family/name`. */
  readonly rule: string;
  readonly severity: Severity;
  readonly source: string;
  /** A plug-in may bring none. */
  readonly manual: RuleManual | undefined;
}

/** Rules by their family, in the order in which they are listed. */
export type RuleFamilies = ReadonlyMap<string, readonly ExplainedRule[]>;

/** The built-in rules with their default severities, then those of plug-ins. */
export function explainedRules(
  severities: Readonly<Record<Rule, Severity>>,
  detectors: readonly Detector[] = [],
): readonly ExplainedRule[] {
  const own = Object.entries(severities).map(([rule, severity]) => {
    const { source, manual } = WORDINGS[rule as Rule];
    return { rule, severity, source, manual };
  });
  const added = detectors.flatMap(({ rule, severity, wording }) =>
    severity === undefined || wording === undefined
      ? []
      : { rule, severity, source: wording.source, manual: wording.manual },
  );
  return [...own, ...added];
}

export function familiesOf(rules: readonly ExplainedRule[]): RuleFamilies {
  const families = new Map<string, ExplainedRule[]>();
  for (const each of rules) {
    const family = familyOf(each.rule);
    const known = families.get(family);
    if (known === undefined) families.set(family, [each]);
    else known.push(each);
  }
  return families;
}

/** What a name leads to: one rule, all of a family, or names that come close. */
export type Found =
  | { readonly rule: ExplainedRule }
  | { readonly rules: readonly ExplainedRule[] }
  | { readonly near: readonly string[] };

/** By full name, by the name of a family, or by its own name where no other family has it too. */
export function findRule(name: string, rules: readonly ExplainedRule[]): Found {
  const wanted = name.toLowerCase().replace(/\/$/, '');
  const rule = rules.find((each) => each.rule === wanted);
  if (rule !== undefined) return { rule };
  const family = familiesOf(rules).get(wanted);
  if (family !== undefined) return { rules: family };
  const namesakes = rules.filter((each) => shortName(each.rule) === wanted);
  return namesakes.length === 1 ? { rule: namesakes[0] } : { near: nearestNames(wanted, rules) };
}

/** Names offered for one that is wrong. */
const MAX_NEAR = 5;

/** Families, then full names, the closest first. */
function nearestNames(wanted: string, rules: readonly ExplainedRule[]): string[] {
  const families = [...familiesOf(rules).keys()].map((family) => ({
    rule: family,
    distance: misspelt(wanted, family),
  }));
  const named = rules.map(({ rule }) => {
    const distance = Math.min(distanceOf(wanted, rule), distanceOf(wanted, shortName(rule)));
    return { rule, distance };
  });
  return [...families, ...named]
    .filter(({ distance }) => Number.isFinite(distance))
    .toSorted((one, other) => one.distance - other.distance)
    .slice(0, MAX_NEAR)
    .map(({ rule }) => rule);
}

/** A part of the name, such as `expired`, is as good as one wrong letter; a third of the letters may be wrong. */
function distanceOf(wanted: string, name: string): number {
  if (wanted === name) return 0;
  if (wanted.length >= SHORTEST_PART && (name.includes(wanted) || wanted.includes(name))) return 1;
  return misspelt(wanted, name);
}

function misspelt(wanted: string, name: string): number {
  return editDistance(wanted, name, Math.floor(wanted.length / 3));
}

const SHORTEST_PART = 3;

/** `blocked` of `blocked/dns`. */
export function familyOf(rule: string): string {
  return rule.slice(0, rule.indexOf('/'));
}

function shortName(rule: string): string {
  return rule.slice(rule.indexOf('/') + 1);
}

/** What a piece of evidence does to a finding, and what it is. */
export function evidenceParts(evidence: Evidence): readonly [effect: string, seen: string] {
  const colon = evidence.indexOf(': ');
  return [evidence.slice(0, colon), evidence.slice(colon + 2)];
}

/** In the place of a manual that a plug-in does not bring. */
export const NO_MANUAL = 'The plug-in that adds this rule brings no manual.';
