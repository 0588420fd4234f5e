/** The flows, as many as fit: filled while the capture is read, filtered and sorted. */
import type { Snapshot } from '../engine/snapshot.ts';
import { Block } from './block.tsx';
import { placeColumns, VERDICT_WIDTH } from './columns.ts';
import { locate } from './cursor.ts';
import { countText, dateText } from './figures.ts';
import { allFlowsText, type FlowOrder } from './flow-order.ts';
import { type KeyTable, keyFor } from './keys.ts';
import type { Area } from './layout.ts';
import { type Aside, paneTitle, withRowsBelow } from './pane-title.ts';
import { FLOW_TABLE_HEAD } from './screen.ts';
import { headLine, selectRows } from './select-rows.ts';
import { sortKey } from './sort.ts';
import { sparkline } from './sparkline.ts';
import { cursorOf, type UiState } from './state.ts';
import type { Theme, Token } from './theme.ts';

interface FlowTableProps {
  readonly area: Area;
  readonly snapshot: Snapshot | undefined;
  readonly order: FlowOrder;
  readonly ordering: number | undefined;
  readonly ui: UiState;
  readonly inFront: boolean;
  readonly keys: KeyTable;
  readonly theme: Theme;
}

export function FlowTable({ area, snapshot, order, ordering, ui, inFront, keys, theme }: FlowTableProps) {
  const height = area.height - FLOW_TABLE_HEAD;
  const columns = placeColumns(area.width, 1 + VERDICT_WIDTH);
  const { index, top } = locate(cursorOf(ui, 'flows', order, height), order, height);
  const back = keyFor('clear-filter', keys);
  const date = snapshot && area.width >= DATE_FROM ? dateOf(snapshot) : '';
  const note = titleText(snapshot, order, ordering, ui, inFront ? back : '');
  const title = withRowsBelow(date === '' ? note : `${note} · ${date}`, order.length - top - height, theme);
  const aside = snapshot && area.width >= CHART_FROM ? chart(snapshot, theme) : undefined;
  const lines = [paneTitle('3 Flows', title, area.width, inFront, theme, aside), headLine(columns, theme)];
  if (snapshot !== undefined) {
    lines.push(...selectRows(snapshot, order, { top, index: inFront ? index : -1, height }, columns, theme));
    const words =
      order.length > 0 || order.filter !== ui.filter
        ? ''
        : emptyText(snapshot, ui.filter, keyFor('clear-filter', keys));
    if (words !== '') lines.push(theme.paint('muted', theme.fit(` ${words}`, area.width)));
  }
  return <Block lines={lines} width={area.width} height={area.height} />;
}

function emptyText({ flowIds }: Snapshot, filter: string, clear: string): string {
  if (filter !== '') return `No flow matches the filter. ${clear} clears it.`;
  return flowIds.length === 0 ? 'No flow was seen.' : '';
}

/** Columns of a screen that has room for the date of its clock times besides all else. */
const DATE_FROM = 140;

function dateOf({ capture: { firstTime, lastTime } }: Snapshot): string {
  return dateText(firstTime, lastTime);
}

/** Columns of a screen that has room for the timeline beside the title, and cells of each of its rows. */
const CHART_FROM = 100;
const CHART = 20;

/** When the flows began, and those that failed: the fifth view in small. */
function chart({ capture: { timeline } }: Snapshot, theme: Theme): Aside {
  const row = (label: string, values: readonly number[], token: Token) =>
    `${theme.paint('muted', label)} ${theme.paint(token, sparkline(values, CHART, theme).line)}`;
  const line = `${row('begun', timeline.flows, 'info')} ${row('failed', timeline.failures, 'bad')}`;
  return { line, cells: 'begun failed'.length + 2 * (CHART + 1) };
}

function titleText(
  snapshot: Snapshot | undefined,
  order: FlowOrder,
  ordering: number | undefined,
  { filter, origins, sort, follow, prompt }: UiState,
  back: string,
): string {
  const all = allFlowsText(snapshot);
  const { title } = sortKey(sort.by);
  const led = prompt === undefined && origins.length > 0;
  return [
    filter === '' ? all : `${countText(order.length)} of ${all}`,
    led && back !== '' && `${back} goes back`,
    led && filter,
    prompt === undefined && order.mistake,
    sort.reversed ? `${title}, reversed` : title,
    follow && 'following',
    ordering !== undefined && `${filter === '' ? 'sorting' : 'filtering'} ${Math.floor(ordering * 100)}%`,
  ]
    .filter(Boolean)
    .join(' · ');
}
