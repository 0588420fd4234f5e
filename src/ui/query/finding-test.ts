/** Flows of findings, by id, rule, family or severity. */
import type { Finding } from '../../engine/snapshot.ts';
import type { FilterSubject, RowTest } from './row-test.ts';
import { meantOf } from './text-tests.ts';

/**
 * `F3`, `blocked/syn-unanswered`, its last part alone, `blocked/*`, `error`; or the beginning of any. Undefined for what cannot be one: while
 * a capture is read, the finding that is meant may be yet to come.
 */
export function findingTest(value: string, { findings, flowsOf }: FilterSubject): RowTest | undefined {
  const meant = findingsMeant(value, findings);
  if (meant.length === 0 && !/[/*]|^f\d*$/i.test(value)) return undefined;
  const flows = new Set(meant.flatMap((finding) => flowsOf(finding)));
  return ({ id }) => flows.has(id);
}

/** The findings that a value means; none where it means nothing. */
export function findingsMeant(value: string, findings: readonly Finding[]): Finding[] {
  const meant = new Set(meantOf(value, findings.flatMap(namesOf)));
  return findings.filter((one) => namesOf(one).some((name) => meant.has(name)));
}

function namesOf({ id, rule, severity }: Finding): string[] {
  return [id, severity, rule, rule.slice(rule.indexOf('/') + 1)];
}

/** For completion: ids, severities, families, rules. */
export function findingNames(findings: readonly Finding[]): string[] {
  const families = findings.map(({ rule }) => rule.replace(/\/.*/, '/*'));
  const names = [findings.map(({ id }) => id), findings.map(({ severity }) => severity), families];
  return [...new Set([...names.flat(), ...findings.map(({ rule }) => rule)])];
}
