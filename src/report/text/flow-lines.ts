/** The flows that have a finding, as a table, and how many there are besides. */
import type { FlowRow, Snapshot } from '../../engine/snapshot.ts';
import { counted, grouped } from '../../wording/phrases.ts';
import type { Page } from './page.ts';

/** Rows of the table; the JSON report has the rest. */
const MAX_ROWS = 20;
/** Columns below which the ends of a flow get a line of their own. */
const MIN_ENDS = 30;

export function* flowLines(snapshot: Snapshot, page: Page): Iterable<string> {
  const marked = findingsByFlow(snapshot);
  if (marked.size > 0) {
    yield page.paint('strong', 'Flows with findings');
    const ids = [...marked.keys()].sort((a, b) => a - b).slice(0, MAX_ROWS);
    const rows = ids.map((id) => cells(snapshot.row(id), marked.get(id)!));
    yield* table(rows, page);
  }
  const { flows, jamfFlows } = snapshot.summary;
  const rest = marked.size > MAX_ROWS ? `; the first ${MAX_ROWS} with findings are shown` : '';
  yield* page.wrap(
    `${counted(flows, 'flow')} in all, ${grouped(jamfFlows)} of Jamf and Apple${rest}. --format json lists flows with their steps.`,
    page.width,
  );
}

function findingsByFlow({ findings }: Snapshot): Map<number, string[]> {
  const marked = new Map<number, string[]>();
  for (const finding of findings) {
    for (const id of finding.flows) marked.set(id, [...(marked.get(id) ?? []), finding.id]);
  }
  return marked;
}

function cells(row: FlowRow, findings: readonly string[]): string[] {
  const { id, verdict, connState, protocol, originatorAddress, originatorPort, responderAddress, responderPort } = row;
  const name = row.serverName === undefined ? '' : ` (${row.serverName})`;
  const ends = `${end(originatorAddress, originatorPort)} → ${end(responderAddress, responderPort)}${name}`;
  return [`#${id}`, verdict, connState, protocol, findings.join(' '), ends];
}

function end(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/** Columns as wide as their widest cell; the last one gets what is left, or a line of its own. */
function* table(rows: readonly (readonly string[])[], page: Page): Iterable<string> {
  const widths = rows[0].slice(0, -1).map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const room = widths.reduce((left, width) => left - width - 2, page.width - 2);
  for (const row of rows) {
    const fixed = `  ${widths.map((width, column) => page.fit(row[column], width)).join('  ')}`;
    const ends = row[row.length - 1];
    if (room >= MIN_ENDS) yield `${fixed}  ${page.fit(ends, room)}`.trimEnd();
    else yield `${fixed.trimEnd()}\n    ${page.fit(ends, page.width - 4).trimEnd()}`;
  }
}
