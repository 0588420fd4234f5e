/** What a filter by finding cannot find: of a finding that many flows show, the engine names the first only. */
import type { Finding } from '../../engine/snapshot.ts';
import { countText } from '../figures.ts';
import { findingsMeant } from './finding-test.ts';
import { termsOf } from './terms.ts';

/** `the first 100 of 1,234 of F1`; undefined where all flows of the findings that the filter means are known. */
export function knownFlowsText(filter: string, findings: readonly Finding[]): string | undefined {
  const meant = new Set(
    termsOf(filter).flatMap(({ field, values }) => values.flatMap((value) => meantBy(field, value, findings))),
  );
  const bounded = [...meant].filter(({ flows, count }) => flows.length < count);
  if (bounded.length === 0) return undefined;
  const [{ id, flows, count }] = bounded;
  const others = bounded.length > 1 ? `, ${countText(bounded.length - 1)} more likewise` : '';
  return `the first ${countText(flows.length)} of ${countText(count)} of ${id}${others}`;
}

/** A word alone means a finding by its id only. */
function meantBy(field: string | undefined, value: string, findings: readonly Finding[]): readonly Finding[] {
  if (field === 'finding') return findingsMeant(value, findings);
  return field === undefined ? findings.filter(({ id }) => id.toLowerCase() === value.toLowerCase()) : [];
}
