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
  const counts = Math.max(1, ...services.map(({ flows }) => countText(flows).length));
  let before: ServiceReport | undefined;
  for (let at = top; at < Math.min(top + rows, items.length); at++) {
    const service = byId.get(items.at(at));
    if (service === undefined) continue;
    const repeated = before?.status === service.status;
    const look = { width: area.width, counts, selected: inFront && at === index, repeated };
    lines.push(serviceLine(service, look, theme));
    before = service;
  }
  return <Block lines={lines} width={area.width} height={area.height} />;
}

/** The longest status word and its glyph. */
const STATUS_WIDTH = 2 + Math.max(...Object.values(STATUS_LOOKS).map(({ word }) => word.length));
interface LineLook {
  readonly width: number;
  /** Cells of the longest count. */
  readonly counts: number;
  readonly selected: boolean;
  /** The line above has the same status: of the many that were not observed, the first alone says so. */
  readonly repeated: boolean;
}

function serviceLine(service: ServiceReport, { width, counts, selected, repeated }: LineLook, theme: Theme): string {
  const { status, ref, title, flows } = service;
  const look = STATUS_LOOKS[status];
  const isNoise = status === 'not-observed';
  const marker = selected ? theme.glyph('cursor') : ' ';
  const said = isNoise && repeated && !selected ? '' : look.word;
  const word = theme.paint(look.token, theme.fit(`${theme.glyph(look.glyph)} ${said}`, STATUS_WIDTH));
  // `S22`; of a published group such as `A:software-update`, nothing: the title says whose it is.
  const name = ref.includes(':') ? title : `${ref} ${title}`;
  const text = theme.fit(name, width - STATUS_WIDTH - counts - 4);
  const count = theme.fit(flows > 0 ? countText(flows) : '', counts, 'right');
  const line = `${marker}${word} ${isNoise ? theme.paint('muted', text) : text} ${count} `;
  return selected ? theme.selected(line) : line;
}
