/** The services, worst first; those that were not observed as a number that cannot be read as fine. */
import { SERVICE_STATUSES } from '../../classify/vocabulary.ts';
import type { ServiceReport } from '../../engine/contract.ts';
import { counted, listed } from '../../wording/phrases.ts';
import { STATUS_MARKS } from './marks.ts';
import type { Page } from './page.ts';

const STATUS_WIDTH = Math.max(...SERVICE_STATUSES.map((status) => status.length));

const MARK = STATUS_WIDTH + 2;
const FLOWS = 13;

export function* serviceLines(services: readonly ServiceReport[], page: Page): Iterable<string> {
  if (services.length === 0) return;
  yield page.paint('strong', 'Services');
  const observed = services.filter(({ status }) => status !== 'not-observed');
  const refs = new Map(services.map(({ id, ref }) => [id, ref]));
  for (const status of SERVICE_STATUSES) {
    for (const service of observed) if (service.status === status) yield* serviceLine(service, refs, page);
  }
  const unseen = services.length - observed.length;
  if (unseen === 0) return;
  const other = observed.length > 0 ? 'other ' : '';
  const text = `– not observed, so nothing is known of ${counted(unseen, `${other}documented connection`)} (jamscope catalogue list)`;
  for (const line of page.wrap(text, page.width - 2)) yield `  ${page.paint('muted', line)}`;
}

function* serviceLine(service: ServiceReport, refs: ReadonlyMap<string, string>, page: Page): Iterable<string> {
  const { ref, title, status, flows, findings, sharedWith = [] } = service;
  const { glyph, tone } = STATUS_MARKS[status];
  const shared =
    sharedWith.length > 0 ? ` (or ${listed(sharedWith.map((id) => refs.get(id) ?? id))}: no packet tells which)` : '';
  const name = `${ref} ${title}${shared}${findings.length > 0 ? `: ${findings.join(' ')}` : ''}`;
  const [first, ...rest] = page.wrap(name, page.width - 2 - MARK - FLOWS - 2);
  const mark = page.paint(tone, `${page.text(glyph)} ${status.padEnd(STATUS_WIDTH)}`);
  yield `  ${mark}${counted(flows, 'flow').padStart(FLOWS)}  ${first}`;
  for (const line of rest) yield ' '.repeat(2 + MARK + FLOWS + 2) + line;
}
