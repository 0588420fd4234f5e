/** A snapshot whose names do what names in captures may do: control the terminal, reorder text, begin lines, pile up marks, never end. */
import type { Snapshot } from '../../src/engine/snapshot.ts';

/** Clears the screen, names the window, reorders, breaks the line, is wide, combines, joins. */
export const HOSTILE_NAME =
  '\x1b[2J\x1b]0;owned\x07\u202e\r\n管理者e\u0301\u200d\u00ad\u2028z\u0301\u0301\u0301\u0301\u0301🇨🇭';

/** What comes from the wire or from files, by the name of its member. */
const OUTSIDE = new Set(['title', 'message', 'path', 'subject', 'issuer', 'server', 'host', 'method', 'reason']);
/** What of ours looks like a name. */
const OURS = new Set(['rule', 'key', 'id', 'ref', 'version', 'communityId']);
const LIKE_A_NAME = /[a-z]\.[a-z]/i;

/** The same snapshot, `nasty` behind every text that comes from outside. */
export function hostileSnapshot(snapshot: Snapshot, nasty = HOSTILE_NAME): Snapshot {
  const made = <T>(value: T): T => withNasty(value, '', nasty) as T;
  return {
    ...snapshot,
    capture: made(snapshot.capture),
    hosts: made(snapshot.hosts),
    services: made(snapshot.services),
    findings: made(snapshot.findings),
    row: (id) => made(snapshot.row(id)),
    flow: (id) => made(snapshot.flow(id)),
  };
}

function withNasty(value: unknown, member: string, nasty: string): unknown {
  if (typeof value === 'string') {
    const isOutside = OUTSIDE.has(member) || (LIKE_A_NAME.test(value) && !OURS.has(member));
    return isOutside ? `${value}${nasty}` : value;
  }
  if (Array.isArray(value)) return value.map((item) => withNasty(item, member, nasty));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withNasty(item, name, nasty)]));
}
