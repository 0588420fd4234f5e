/** The flows that have a finding or are undecided, or all of them, as a table; and how many there are besides. */
import type { FlowRow, Snapshot } from '../../engine/snapshot.ts';
import { connStateText } from '../../wording/conn-state-text.ts';
import { counted, grouped, listed } from '../../wording/phrases.ts';
import { refusalText } from '../../wording/undecided-text.ts';
import type { Page } from './page.ts';
import { undecidedIds } from './undecided-flows.ts';

/** Rows of the table; the JSON report has the rest. */
const MAX_ROWS = 20;
/** Columns below which the ends of a flow get a line of their own. */
const MIN_ENDS = 30;

const HEADINGS: Cells = ['id', 'verdict', 'state', 'protocol', 'findings', 'from → to'];

type Cells = readonly [id: string, verdict: string, state: string, protocol: string, findings: string, ends: string];

export function* flowLines(snapshot: Snapshot, page: Page, all = false): Iterable<string> {
  const marked = findingsByFlow(snapshot);
  const blocks = all ? [everyFlow(snapshot)] : [flowsWithFindings(marked), undecidedFlows(snapshot, marked)];
  const states = new Set<string>();
  const refusals = new Map<string, string[]>();
  for (const { title, ids } of blocks) {
    if (ids.length === 0) continue;
    yield page.paint('strong', title);
    yield* table(() => rowsOf(ids, snapshot, marked), page);
    for (const id of ids) {
      states.add(snapshot.row(id).connState);
      if (!marked.has(id)) noteRefusal(refusals, id, snapshot);
    }
  }
  for (const [text, ids] of refusals)
    for (const line of page.wrap(`${listed(ids)}: ${text}`, page.width - 2)) yield `  ${line}`;
  if (states.size > 0) {
    for (const line of page.wrap(legend(states), page.width - 2)) yield `  ${page.paint('muted', line)}`;
  }
  yield* page.wrap(restText(snapshot, marked.size, all), page.width);
}

/** What undecided flows show all the same -> the flows. */
function noteRefusal(refusals: Map<string, string[]>, id: number, snapshot: Snapshot): void {
  if (snapshot.row(id).verdict !== 'undecided') return;
  const flow = snapshot.flow(id);
  const text = flow && refusalText(flow);
  if (text === undefined) return;
  refusals.set(text, [...(refusals.get(text) ?? []), `#${id}`]);
}

interface Block {
  readonly title: string;
  readonly ids: readonly number[];
}

function everyFlow({ flowIds }: Snapshot): Block {
  return { title: 'Flows', ids: Array.from({ length: flowIds.length }, (_, index) => flowIds.at(index)) };
}

function flowsWithFindings(marked: ReadonlyMap<number, unknown>): Block {
  return { title: 'Flows with findings', ids: [...marked.keys()].sort((a, b) => a - b).slice(0, MAX_ROWS) };
}

/** What became of them is all that can be said: no verdict names them otherwise. */
function undecidedFlows(snapshot: Snapshot, marked: ReadonlyMap<number, unknown>): Block {
  const ids: number[] = [];
  for (const id of undecidedIds(snapshot)) {
    if (!marked.has(id)) ids.push(id);
    if (ids.length === MAX_ROWS) break;
  }
  return { title: 'Undecided flows', ids };
}

function restText({ summary: { flows, jamfFlows } }: Snapshot, marked: number, all: boolean): string {
  if (flows === 0) return '0 flows in all.';
  const rest = marked > MAX_ROWS && !all ? `; the first ${MAX_ROWS} with findings are shown` : '';
  const more = all ? '--format json adds their steps.' : '--all-flows lists them, --format json adds their steps.';
  return `${counted(flows, 'flow')} in all, ${grouped(jamfFlows)} of Jamf and Apple${rest}. ${more}`;
}

function findingsByFlow({ findings }: Snapshot): Map<number, string[]> {
  const marked = new Map<number, string[]>();
  for (const finding of findings) {
    for (const id of finding.flows) marked.set(id, [...(marked.get(id) ?? []), finding.id]);
  }
  return marked;
}

function* rowsOf(
  ids: readonly number[],
  snapshot: Snapshot,
  marked: ReadonlyMap<number, readonly string[]>,
): Iterable<Cells> {
  yield HEADINGS;
  for (const id of ids) yield cells(snapshot.row(id), marked.get(id) ?? []);
}

function cells(row: FlowRow, findings: readonly string[]): Cells {
  const { id, verdict, connState, protocol, originatorAddress, originatorPort, responderAddress, responderPort } = row;
  const name = row.serverName === undefined ? '' : ` (${row.serverName})`;
  const ends = `${end(originatorAddress, originatorPort)} → ${end(responderAddress, responderPort)}${name}`;
  return [`#${id}`, verdict, connState, protocol, findings.join(' '), ends];
}

/** The states of the tables in words. */
function legend(states: ReadonlySet<string>): string {
  const texts = [...states].sort().map((state) => `${connStateText(state) ?? 'unknown'} (${state})`);
  return `State: ${texts.join('; ')}`;
}

function end(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/** Columns as wide as their widest cell; the last one gets what is left, or lines of its own, and is never cut. Reads the rows twice. */
function* table(rows: () => Iterable<Cells>, page: Page): Iterable<string> {
  const widths = widthsOf(rows());
  const used = widths.reduce((sum, width) => sum + width + 2, 2);
  const beside = page.width - used >= MIN_ENDS;
  const indent = beside ? used : 4;
  for (const row of rows()) {
    const paint = (line: string) => (row === HEADINGS ? page.paint('muted', line) : line);
    const fixed = `  ${widths.map((width, column) => page.fit(row[column], width)).join('  ')}`;
    const [ends, ...rest] = page.wrap(row[row.length - 1], page.width - indent);
    if (beside) yield paint(`${fixed}  ${ends}`);
    else yield* [paint(page.fit(fixed, page.width).trimEnd()), paint(' '.repeat(indent) + ends)];
    for (const line of rest) yield ' '.repeat(indent) + line;
  }
}

/** All columns but the last. */
function widthsOf(rows: Iterable<Cells>): number[] {
  const widths: number[] = HEADINGS.slice(0, -1).map(() => 0);
  for (const row of rows) {
    for (const column of widths.keys()) widths[column] = Math.max(widths[column], row[column].length);
  }
  return widths;
}
