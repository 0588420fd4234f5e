/** The columns of the flow table as data: what each shows, how wide it is, and from which screen width on it is there. */
import type { FlowRow } from '../engine/snapshot.ts';
import { bytesText, clockText, countText } from './figures.ts';
import { VERDICT_LOOKS } from './theme.ts';

/** What a cell may need beyond its row. */
export interface CellContext {
  timestamp(time: number): string;
  serviceTitle(id: string): string;
}

interface Column {
  readonly title: string;
  /** Cells at least. */
  readonly width: number;
  /** Share of the cells that are left over. */
  readonly grow: number;
  /** Narrowest screen that has it. */
  readonly from: number;
  readonly align: 'left' | 'right';
  text(row: FlowRow, context: CellContext): string;
}

/** From left to right. The verdict comes before these: it has a look of its own. */
const COLUMNS: readonly Column[] = [
  {
    title: 'Flow',
    width: 6,
    grow: 0,
    from: 140,
    align: 'right',
    text: ({ id }) => String(id),
  },
  {
    title: 'Time (UTC)',
    width: 12,
    grow: 0,
    from: 100,
    align: 'left',
    text: ({ firstTime }, { timestamp }) => clockText(timestamp(firstTime), 3),
  },
  {
    title: 'Client',
    width: 15,
    grow: 1,
    from: 80,
    align: 'left',
    text: ({ originatorAddress }) => originatorAddress,
  },
  {
    title: 'Server',
    width: 17,
    grow: 4,
    from: 0,
    align: 'left',
    text: (row) => row.serverName ?? (isForgotten(row) ? '(forgotten to make room)' : row.responderAddress),
  },
  { title: 'Port', width: 5, grow: 0, from: 0, align: 'right', text: ({ responderPort }) => String(responderPort) },
  {
    title: 'Service',
    width: 12,
    grow: 3,
    from: 60,
    align: 'left',
    text: ({ services }, { serviceTitle }) => (services.length === 0 ? '' : serviceTitle(services[0])),
  },
  {
    title: 'Protocol',
    width: 8,
    grow: 0,
    from: 80,
    align: 'left',
    text: ({ protocol, transport }) => (protocol === 'unknown' ? transport : protocol),
  },
  { title: 'State', width: 6, grow: 0, from: 120, align: 'left', text: ({ connState }) => connState },
  { title: 'Packets', width: 8, grow: 0, from: 140, align: 'right', text: ({ packets }) => countText(packets) },
  { title: 'Bytes', width: 7, grow: 0, from: 100, align: 'right', text: ({ bytes }) => bytesText(bytes) },
];

/** The engine has let go of the flow: there were more than it holds. */
export function isForgotten({ originatorAddress }: FlowRow): boolean {
  return originatorAddress === '';
}

/** Glyph, space and the longest word. */
export const VERDICT_WIDTH = 2 + Math.max(...Object.values(VERDICT_LOOKS).map(({ word }) => word.length));

export interface PlacedColumn extends Column {
  readonly cells: number;
}

/** The columns that a table of `width` cells has, with `lead` cells before them and a space before each. */
export function placeColumns(width: number, lead: number): PlacedColumn[] {
  const there = COLUMNS.filter(({ from }) => width >= from);
  const taken = there.reduce((sum, column) => sum + column.width + 1, lead);
  const grow = there.reduce((sum, column) => sum + column.grow, 0);
  let left = Math.max(0, width - taken);
  let shares = grow;
  return there.map((column) => {
    const extra = column.grow === 0 ? 0 : Math.floor((left * column.grow) / shares);
    left -= extra;
    shares -= column.grow;
    return { ...column, cells: column.width + extra };
  });
}
