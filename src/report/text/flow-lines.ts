/** The flows that have a finding, as a table, and how many there are besides. */
import type { FlowRow, Snapshot } from '../../engine/snapshot.ts';
import { connStateText } from '../../wording/conn-state-text.ts';
import { counted, grouped } from '../../wording/phrases.ts';
import type { Page } from './page.ts';

/** Rows of the table; the JSON report has the rest. */
const MAX_ROWS = 20;
/** Columns below which the ends of a flow get a line of their own. */
const MIN_ENDS = 30;

const HEADINGS: Cells = ['id', 'verdict', 'state', 'protocol', 'findings', 'from → to'];

type Cells = readonly [id: string, verdict: string, state: string, protocol: string, findings: string, ends: string];

export function* flowLines(snapshot: Snapshot, page: Page): Iterable<string> {
  const marked = findingsByFlow(snapshot);
  if (marked.size > 0) {
    yield page.paint('strong', 'Flows with findings');
    const ids = [...marked.keys()].sort((a, b) => a - b).slice(0, MAX_ROWS);
    const rows = ids.map((id) => cells(snapshot.row(id), marked.get(id)!));
    yield* table([HEADINGS, ...rows], page);
    for (const line of page.wrap(legend(rows), page.width - 2)) yield `  ${page.paint('muted', line)}`;
  }
  const { flows, jamfFlows } = snapshot.summary;
  const rest = marked.size > MAX_ROWS ? `; the first ${MAX_ROWS} with findings are shown` : '';
  yield* page.wrap(
    `${counted(flows, 'flow')} in all, ${grouped(jamfFlows)} of Jamf and Apple${rest}. --format json lists them with their steps.`,
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

function cells(row: FlowRow, findings: readonly string[]): Cells {
  const { id, verdict, connState, protocol, originatorAddress, originatorPort, responderAddress, responderPort } = row;
  const name = row.serverName === undefined ? '' : ` (${row.serverName})`;
  const ends = `${end(originatorAddress, originatorPort)} → ${end(responderAddress, responderPort)}${name}`;
  return [`#${id}`, verdict, connState, protocol, findings.join(' '), ends];
}

/** The states of the table in words. */
function legend(rows: readonly Cells[]): string {
  const states = [...new Set(rows.map(([, , state]) => state))].sort();
  return `State: ${states.map((state) => `${state} ${connStateText(state) ?? 'unknown'}`).join('; ')}`;
}

function end(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/** Columns as wide as their widest cell; the last one gets what is left, or lines of its own, and is never cut. */
function* table(rows: readonly Cells[], page: Page): Iterable<string> {
  const widths = rows[0].slice(0, -1).map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const used = widths.reduce((sum, width) => sum + width + 2, 2);
  const beside = page.width - used >= MIN_ENDS;
  const indent = beside ? used : 4;
  for (const [index, row] of rows.entries()) {
    const paint = (line: string) => (index === 0 ? page.paint('muted', line) : line);
    const fixed = `  ${widths.map((width, column) => page.fit(row[column], width)).join('  ')}`;
    const [ends, ...rest] = page.wrap(row[row.length - 1], page.width - indent);
    if (beside) yield paint(`${fixed}  ${ends}`);
    else yield* [paint(page.fit(fixed, page.width).trimEnd()), paint(' '.repeat(indent) + ends)];
    for (const line of rest) yield ' '.repeat(indent) + line;
  }
}
