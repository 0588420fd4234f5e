/** The rows of the flow table that are on the screen, and no others: 100 000 flows cost what the visible ones cost. */
import type { FlowRow, Snapshot } from '../engine/snapshot.ts';
import { type CellContext, type PlacedColumn, VERDICT_WIDTH } from './columns.ts';
import type { Items } from './cursor.ts';
import { type Look, type Theme, VERDICT_LOOKS } from './theme.ts';

export interface VisibleRows {
  /** Index of the first and of the chosen flow in the order. */
  readonly top: number;
  readonly index: number;
  readonly height: number;
}

/** Painted lines, read while the row is valid: the snapshot reuses its row object. */
export function selectRows(
  snapshot: Snapshot,
  order: Items<number>,
  { top, index, height }: VisibleRows,
  columns: readonly PlacedColumn[],
  theme: Theme,
): string[] {
  const titles = new Map(snapshot.services.map(({ id, title }) => [id, title]));
  const context: CellContext = {
    timestamp: (time) => snapshot.timestamp(time),
    serviceTitle: (id) => titles.get(id) ?? id,
  };
  const lines: string[] = [];
  for (let at = top; at < Math.min(top + height, order.length); at++) {
    lines.push(rowLine(snapshot.row(order.at(at)), at === index, columns, context, theme));
  }
  return lines;
}

/** Still open and not judged, or not even named yet: says so instead of a verdict. */
const OPEN: Look = { glyph: 'ellipsis', token: 'info', word: 'open' };

function rowLine(
  row: FlowRow,
  selected: boolean,
  columns: readonly PlacedColumn[],
  context: CellContext,
  theme: Theme,
): string {
  const look =
    row.open && (row.verdict === 'undecided' || row.verdict === 'unrelated') ? OPEN : VERDICT_LOOKS[row.verdict];
  const marker = selected ? theme.glyph('cursor') : ' ';
  const verdict = theme.paint(look.token, theme.fit(`${theme.glyph(look.glyph)} ${look.word}`, VERDICT_WIDTH));
  const cells = columns
    .map((column) => ` ${theme.fit(column.text(row, context), column.cells, column.align)}`)
    .join('');
  const line = `${marker}${verdict}${row.verdict === 'unrelated' ? theme.paint('muted', cells) : cells}`;
  return selected ? theme.selected(line) : line;
}

/** The names of the columns. */
export function headLine(columns: readonly PlacedColumn[], theme: Theme): string {
  const cells = columns.map((column) => ` ${theme.fit(column.title, column.cells, column.align)}`).join('');
  return theme.paint('muted', ` ${theme.fit('Verdict', VERDICT_WIDTH)}${cells}`);
}
