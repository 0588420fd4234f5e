/** The services, worst first; those that were not observed in words that cannot be read as fine. */
import { type CaptureLimit, SERVICE_STATUSES } from '../../classify/vocabulary.ts';
import type { ServiceReport } from '../../engine/contract.ts';
import { counted, listed } from '../../wording/phrases.ts';
import { STATUS_MARKS } from './marks.ts';
import type { Page } from './page.ts';

const STATUS_WIDTH = Math.max(...SERVICE_STATUSES.map((status) => status.length));

const MARK = STATUS_WIDTH + 2;
const FLOWS = 13;

export function* serviceLines(
  services: readonly ServiceReport[],
  limits: readonly CaptureLimit[],
  page: Page,
): Iterable<string> {
  if (services.length === 0) return;
  yield page.paint('strong', 'Services');
  const observed = services.filter(({ status }) => status !== 'not-observed');
  const refs = new Map(services.map(({ id, ref }) => [id, ref]));
  for (const status of SERVICE_STATUSES) {
    for (const service of observed) if (service.status === status) yield* serviceLine(service, refs, page);
  }
  // What no packet can tell from an observed row is named there.
  const named = new Set(observed.flatMap(({ sharedWith = [] }) => sharedWith));
  const unseen = services.filter(
    ({ id, ref, status }) => status === 'not-observed' && !named.has(id) && !named.has(ref),
  );
  yield* unseenLines(
    unseen.map(({ ref }) => ref),
    observed.length > 0,
    limits,
    page,
  );
}

function* unseenLines(
  refs: readonly string[],
  besides: boolean,
  limits: readonly CaptureLimit[],
  page: Page,
): Iterable<string> {
  if (refs.length === 0) return;
  const what = counted(refs.length, `${besides ? 'other ' : ''}documented connection`);
  const limited = limits.length === 0 ? '' : `, all the less as this capture is limited (${limits.join(', ')})`;
  const text = `– not observed, so nothing is known of ${what}${limited}: ${refsText(refs)}`;
  for (const line of page.wrap(text, page.width - 2)) yield `  ${page.paint('muted', line)}`;
}

/** Whose hosts the groups are. */
const OWNERS = [
  ['A:', 'of Apple'],
  ['J:', 'of Jamf'],
] as const;

/** `S2–S4, S7, P3; of Apple: apps, account; of Jamf: jcds`. */
function refsText(refs: readonly string[]): string {
  const others = refs.filter((ref) => !OWNERS.some(([prefix]) => ref.startsWith(prefix)));
  const groups = OWNERS.map(([prefix, owner]) => {
    const own = refs.filter((ref) => ref.startsWith(prefix)).map((ref) => ref.slice(prefix.length));
    return own.length === 0 ? '' : `${owner}: ${own.join(', ')}`;
  });
  return [runsOf(others.toSorted(inOrder)).join(', '), ...groups].filter((text) => text !== '').join('; ');
}

const NUMBERED = /^([SP])(\d+)$/;

/** S1 to S44, then P3, then the groups as they come. */
function inOrder(one: string, other: string): number {
  return placeOf(one) - placeOf(other);
}

function placeOf(ref: string): number {
  const [, letter, digits] = NUMBERED.exec(ref) ?? [];
  return letter === undefined ? 2000 : Number(digits) + (letter === 'P' ? 1000 : 0);
}

/** `S2`, `S3`, `S4`, `S7` -> `S2–S4`, `S7`. */
function runsOf(refs: readonly string[]): string[] {
  const runs: string[][] = [];
  for (const ref of refs) {
    const run = runs.at(-1);
    if (run !== undefined && follows(ref, run[run.length - 1])) run.push(ref);
    else runs.push([ref]);
  }
  return runs.flatMap((run) => (run.length > 2 ? [`${run[0]}–${run.at(-1)}`] : run));
}

function follows(ref: string, before: string): boolean {
  const [, letters, digits] = NUMBERED.exec(before) ?? [];
  return ref === `${letters}${Number(digits) + 1}`;
}

function* serviceLine(service: ServiceReport, refs: ReadonlyMap<string, string>, page: Page): Iterable<string> {
  const { ref, title, status, flows, findings, sharedWith = [] } = service;
  const { glyph, tone } = STATUS_MARKS[status];
  const shared =
    sharedWith.length > 0
      ? ` (or ${listed(
          sharedWith.map((id) => refs.get(id) ?? id),
          sharedWith.length,
        )}: no packet tells which)`
      : '';
  const name = `${ref} ${title}${shared}${findings.length > 0 ? `: ${findings.join(' ')}` : ''}`;
  const [first, ...rest] = page.wrap(name, page.width - 2 - MARK - FLOWS - 2);
  const mark = page.paint(tone, `${page.text(glyph)} ${status.padEnd(STATUS_WIDTH)}`);
  yield `  ${mark}${counted(flows, 'flow').padStart(FLOWS)}  ${first}`;
  for (const line of rest) yield ' '.repeat(2 + MARK + FLOWS + 2) + line;
}
