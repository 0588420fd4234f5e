/** Finding -> what its wording sees of it. The one place where the parameters' types are taken on trust, and text is guarded. */
import { printable } from '../bytes/text.ts';
import { ROWS } from '../catalogue/tables.ts';
import type { ParameterValue } from '../detect/detector.ts';
import type { ParametersOf } from '../detect/parameters.ts';
import type { Rule } from '../detect/rules.ts';
import type { ServiceReport } from '../engine/contract.ts';
import type { Finding, FindingScope } from '../engine/snapshot.ts';
import { documentedDestinations } from './documented-destinations.ts';
import type { Subject } from './words.ts';

/** `services` are the finding's catalogue rows, most specific first. */
export function subjectOf(finding: Finding, services: readonly ServiceReport[]): Subject<Rule> {
  const { rule, confidence, scope } = finding;
  const parameters = Object.entries(finding.parameters).map(([name, value]) => [name, guarded(value)]);
  return {
    rule,
    parameters: Object.fromEntries(parameters) as ParametersOf<Rule>,
    scope: { ...scope, serverNames: scope.serverNames.map(printable) },
    confidence,
    services: services.map(({ id, ref, title }) => ({ ref, title, destinations: destinationsOf(id, scope) })),
  };
}

/** A row of the site configuration is no built-in one: then nothing is documented. */
function destinationsOf(id: string, scope: FindingScope): readonly string[] {
  const row = ROWS.find((candidate) => candidate.id === id);
  return row === undefined ? [] : documentedDestinations(row, scope);
}

/** Detectors hand over printable text; a plugin might not. */
function guarded(value: ParameterValue): ParameterValue {
  if (typeof value === 'string') return printable(value);
  return Array.isArray(value)
    ? (value.map((item) => (typeof item === 'string' ? printable(item) : item)) as ParameterValue)
    : value;
}
