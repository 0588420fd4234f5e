/** The documented matrix: every service with its status, worst first, what was not observed last and muted. */
import type { ServiceReport } from '../engine/contract.ts';
import { Block } from './block.tsx';
import { type Cursor, type Items, locate } from './cursor.ts';
import { countText } from './figures.ts';
import type { Area } from './layout.ts';
import { paneTitle, withRowsBelow } from './pane-title.ts';
import type { ItemId } from './state.ts';
import { STATUS_LOOKS, type Theme } from './theme.ts';

interface ServicesPaneProps {
  readonly area: Area;
  readonly services: readonly ServiceReport[];
  readonly items: Items<ItemId>;
  readonly cursor: Cursor<ItemId>;
  readonly inFront: boolean;
  readonly theme: Theme;
}

export function ServicesPane({ area, services, items, cursor, inFront, theme }: ServicesPaneProps) {
  const rows = area.height - 1;
  const { index, top } = locate(cursor, items, rows);
  const byId = new Map<ItemId, ServiceReport>(services.map((service) => [service.id, service]));
  const note = withRowsBelow('', items.length - top - rows, theme);
  const lines = [paneTitle('1 Services', note, area.width, inFront, theme)];
  for (let at = top; at < Math.min(top + rows, items.length); at++) {
    const service = byId.get(items.at(at));
    if (service !== undefined) lines.push(serviceLine(service, area.width, inFront && at === index, theme));
  }
  return <Block lines={lines} width={area.width} height={area.height} />;
}

/** The longest status word and its glyph. */
const STATUS_WIDTH = 2 + Math.max(...Object.values(STATUS_LOOKS).map(({ word }) => word.length));
const COUNT_WIDTH = 6;
const REF_WIDTH = 4;
/** Wide enough for a title besides the reference. */
const REF_FROM = 60;

function serviceLine({ status, ref, title, flows }: ServiceReport, width: number, selected: boolean, theme: Theme) {
  const look = STATUS_LOOKS[status];
  const marker = selected ? theme.glyph('cursor') : ' ';
  const word = theme.paint(look.token, theme.fit(`${theme.glyph(look.glyph)} ${look.word}`, STATUS_WIDTH));
  // `S22`; of a published group such as `A:software-update`, nothing: the title says whose it is.
  const name = width >= REF_FROM ? `${(ref.includes(':') ? '' : ref).padEnd(REF_WIDTH)} ${title}` : title;
  const text = theme.fit(name, width - STATUS_WIDTH - COUNT_WIDTH - 3);
  const count = theme.fit(flows > 0 ? countText(flows) : '', COUNT_WIDTH, 'right');
  const line = `${marker}${word} ${status === 'not-observed' ? theme.paint('muted', text) : text}${count} `;
  return selected ? theme.selected(line) : line;
}
