/** The services, worst first; those that were not observed in one line that cannot be read as fine. */
import { SERVICE_STATUSES } from '../../classify/vocabulary.ts';
import type { ServiceReport } from '../../engine/contract.ts';
import { counted } from '../../wording/phrases.ts';
import { STATUS_MARKS } from './marks.ts';
import type { Page } from './page.ts';

const STATUS_WIDTH = Math.max(...SERVICE_STATUSES.map((status) => status.length));

const MARK = STATUS_WIDTH + 2;
const FLOWS = 13;

export function* serviceLines(services: readonly ServiceReport[], page: Page): Iterable<string> {
  if (services.length === 0) return;
  yield page.paint('strong', 'Services');
  for (const status of SERVICE_STATUSES) {
    if (status === 'not-observed') continue;
    for (const service of services) if (service.status === status) yield* serviceLine(service, page);
  }
  const unseen = services.filter(({ status }) => status === 'not-observed').map(({ ref }) => ref);
  if (unseen.length === 0) return;
  for (const line of page.wrap(`– not observed, so nothing is known of: ${unseen.join(', ')}`, page.width - 2)) {
    yield `  ${page.paint('muted', line)}`;
  }
}

function* serviceLine({ ref, title, status, flows, findings }: ServiceReport, page: Page): Iterable<string> {
  const { glyph, tone } = STATUS_MARKS[status];
  const name = `${ref} ${title}${findings.length > 0 ? `: ${findings.join(' ')}` : ''}`;
  const [first, ...rest] = page.wrap(name, page.width - 2 - MARK - FLOWS - 2);
  const mark = page.paint(tone, `${page.text(glyph)} ${status.padEnd(STATUS_WIDTH)}`);
  yield `  ${mark}${counted(flows, 'flow').padStart(FLOWS)}  ${first}`;
  for (const line of rest) yield ' '.repeat(2 + MARK + FLOWS + 2) + line;
}
