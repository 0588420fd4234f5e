/** Finding -> what its wording sees of it. The one place where text is guarded. */
import { printable } from '../bytes/text.ts';
import { ROLE_TITLES } from '../catalogue/role.ts';
import { ROWS } from '../catalogue/tables.ts';
import type { ParameterValue } from '../detect/detector.ts';
import type { FindingSubject, ServiceTitle } from '../detect/words.ts';
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
    scope: harmless(scope),
    confidence,
    services: services.map((service) => titleOf(service, scope)),
  };
}

function harmless(scope: FindingScope): FindingScope {
  const { serverNames, proxied } = scope;
  return {
    ...scope,
    serverNames: serverNames.map(printable),
    ...(proxied === undefined ? {} : { proxied: { ...proxied, asked: proxied.asked.map(printable) } }),
  };
}

/** A row of a plug-in is no built-in one: then nothing more is known. */
function titleOf({ id, ref, title }: ServiceReport, scope: FindingScope): ServiceTitle {
  const row = ROWS.find((candidate) => candidate.id === id);
  if (row === undefined) return { ref, title, destinations: [] };
  const { conditions } = row;
  return {
    ref,
    title,
    destinations: documentedDestinations(row, scope),
    server: ROLE_TITLES[row.to],
    ...(conditions === undefined ? {} : { conditions }),
  };
}

/** Detectors hand over printable text; a plugin might not. */
function guarded(value: ParameterValue): ParameterValue {
  if (typeof value === 'string') return printable(value);
  return Array.isArray(value)
    ? (value.map((item) => (typeof item === 'string' ? printable(item) : item)) as ParameterValue)
    : value;
}
