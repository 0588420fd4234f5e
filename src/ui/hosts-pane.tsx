/** The hosts of the flows of interest: address, names and roles. */
import type { HostReport } from '../engine/contract.ts';
import { Block } from './block.tsx';
import { type Cursor, type Items, locate } from './cursor.ts';
import { countedText } from './figures.ts';
import type { Area } from './layout.ts';
import { paneTitle, withRowsBelow } from './pane-title.ts';
import { HOSTS_HEAD } from './screen.ts';
import type { ItemId } from './state.ts';
import type { Theme } from './theme.ts';

interface HostsPaneProps {
  readonly area: Area;
  readonly hosts: readonly HostReport[];
  readonly items: Items<ItemId>;
  readonly cursor: Cursor<ItemId>;
  readonly inFront: boolean;
  readonly theme: Theme;
}

export function HostsPane({ area, hosts, items, cursor, inFront, theme }: HostsPaneProps) {
  const rows = area.height - HOSTS_HEAD;
  const { index, top } = locate(cursor, items, rows);
  const widths = columnWidths(area.width);
  const head = theme.paint('muted', lineOf(['Address', 'Role', 'Names'], widths, ' ', theme));
  const note = withRowsBelow(countedText(hosts.length, 'host'), hosts.length - top - rows, theme);
  const lines = [paneTitle('4 Hosts', note, area.width, inFront, theme), head];
  for (let at = top; at < Math.min(top + rows, hosts.length); at++) {
    const selected = inFront && at === index;
    const { address, names, roles } = hosts[at];
    const texts = [
      address,
      roles.map((role) => roleText(role, area.width)).join(', ') || 'no role known',
      names.join(', '),
    ];
    const line = lineOf(texts, widths, selected ? theme.glyph('cursor') : ' ', theme);
    lines.push(selected ? theme.selected(line) : line);
  }
  if (hosts.length === 0)
    lines.push(theme.paint('muted', theme.fit(' No host of a documented connection was seen.', area.width)));
  return <Block lines={lines} width={area.width} height={area.height} />;
}

/** Narrower screens leave it to the host's own page. */
const INFERRED_FROM = 80;

/** `ldap (inferred)`: a role that the site configuration declares needs no such word. */
function roleText({ role, inferred }: HostReport['roles'][number], width: number): string {
  return inferred && width >= INFERRED_FROM ? `${role} (inferred)` : role;
}

/** The longest IPv6 address that is common: four groups and a pair of colons. */
const ADDRESS_WIDTH = 26;
/** The common roles: `managed-computer`. */
const ROLE_WIDTH = 16;

function columnWidths(width: number): readonly [number, number, number] {
  const address = Math.min(ADDRESS_WIDTH, Math.floor(width * 0.4));
  const rest = width - address - 4;
  const role = Math.max(Math.floor(rest / 2), Math.min(ROLE_WIDTH, rest));
  return [address, role, rest - role];
}

function lineOf(texts: readonly string[], widths: readonly number[], marker: string, theme: Theme): string {
  return `${marker}${texts.map((text, at) => theme.fit(text, widths[at])).join(' ')} `;
}
