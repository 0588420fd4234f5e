/** Finding -> what its wording sees of it. The one place where text is guarded. */
import { printable } from '../bytes/text.ts';
import { ROWS } from '../catalogue/tables.ts';
import type { ParameterValue } from '../detect/detector.ts';
import type { FindingSubject } from '../detect/words.ts';
import type { ServiceReport } from '../engine/contract.ts';
import type { Finding, FindingScope } from '../engine/snapshot.ts';
import { documentedDestinations } from './documented-destinations.ts';

/** `services` are the finding's catalogue rows, most specific first. */
export function subjectOf(finding: Finding, services: readonly ServiceReport[]): FindingSubject {
  const { rule, confidence, scope } = finding;
  const parameters = Object.entries(finding.parameters).map(([name, value]) => [name, guarded(value)]);
  return {
    rule,
    parameters: Object.fromEntries(parameters),
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
