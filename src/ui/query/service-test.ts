/** Flows of a service, by any of the names that it has: id, ref, group, words of its title. */
import { GROUPS } from '../../catalogue/tables.ts';
import type { ServiceReport } from '../../engine/contract.ts';
import type { FilterSubject, RowTest } from './row-test.ts';
import { partTest } from './text-tests.ts';

/** Undefined for what no service is called. */
export function serviceTest(value: string, { services }: FilterSubject): RowTest | undefined {
  const ids = meantIds(value.toLowerCase(), services);
  return ids.size === 0 ? undefined : (row) => row.services.some((id) => ids.has(id));
}

/** A name alone means what has it, however many titles hold the same word: `S2` is not S22. */
function meantIds(name: string, services: readonly ServiceReport[]): ReadonlySet<string> {
  const group = GROUPS.get(name);
  if (group !== undefined) return new Set(group.map(({ id }) => id));
  const named = services.filter(({ id, ref }) => id.toLowerCase() === name || ref.toLowerCase() === name);
  if (named.length > 0) return new Set(named.map(({ id }) => id));
  const test = partTest(name);
  return new Set(services.filter(({ id, ref, title }) => [id, ref, title].some(test)).map(({ id }) => id));
}

/** For completion: what this capture has before what it lacks, ids before refs. */
export function serviceNames(services: readonly ServiceReport[]): string[] {
  const seen = services.filter(({ status }) => status !== 'not-observed');
  const all = [...seen, ...services.filter((service) => !seen.includes(service))];
  return [...seen.map(({ id }) => id), ...GROUPS.keys(), ...all.map(({ id }) => id), ...all.map(({ ref }) => ref)];
}
