/** The keys: one table that feeds the handler, the footer, the help overlay and the documents. */

/** Where a key means something: the panes, an opened detail (the help included), typing the filter or the name of a file. */
export type Mode = 'list' | 'detail' | 'filter' | 'path';

export type ActionName =
  | 'down'
  | 'up'
  | 'page-down'
  | 'page-up'
  | 'first'
  | 'last'
  | 'next-pane'
  | 'previous-pane'
  | 'services'
  | 'findings'
  | 'flows'
  | 'hosts'
  | 'timeline'
  | 'capture'
  | 'open'
  | 'back'
  | 'next-finding'
  | 'previous-finding'
  | 'later-finding'
  | 'earlier-finding'
  | 'filter'
  | 'keep-filter'
  | 'undo-filter'
  | 'clear-filter'
  | 'complete'
  | 'complete-back'
  | 'older-filter'
  | 'newer-filter'
  | 'erase'
  | 'erase-word'
  | 'erase-all'
  | 'sort'
  | 'reverse'
  | 'pause'
  | 'follow'
  | 'mark'
  | 'unmark-all'
  | 'copy-filter'
  | 'copy-finding'
  | 'copy-request'
  | 'write-evidence'
  | 'write-report'
  | 'confirm'
  | 'cancel'
  | 'stop'
  | 'help'
  | 'redraw'
  | 'suspend'
  | 'abort'
  | 'quit';

export interface KeyRow {
  /** Names of `key-names.ts`, the one to show first; one character twice is a sequence. */
  readonly keys: readonly string[];
  readonly action: ActionName;
  readonly when: readonly Mode[];
  /** Sentence of the help overlay. */
  readonly help: string;
  /** Entry of the footer: one word or two for the first key, and for that of another action. Rows without one are in the help only. */
  readonly footer?: { readonly words: string; readonly to?: ActionName };
}

/** The keys in force: those below, or what the user's configuration makes of them. */
export type KeyTable = readonly KeyRow[];

/** In the order of the help; the footer shows as many of its entries, from the first, as fit. */
export const KEYS: KeyTable = [
  {
    keys: ['j', 'down'],
    action: 'down',
    when: ['list', 'detail'],
    help: 'next line',
    footer: { words: 'move', to: 'up' },
  },
  { keys: ['k', 'up'], action: 'up', when: ['list', 'detail'], help: 'previous line' },
  { keys: ['page-down', 'ctrl-d'], action: 'page-down', when: ['list', 'detail'], help: 'a page on' },
  { keys: ['page-up', 'ctrl-u'], action: 'page-up', when: ['list', 'detail'], help: 'a page back' },
  { keys: ['gg', 'home'], action: 'first', when: ['list', 'detail'], help: 'to the first line' },
  { keys: ['G', 'end'], action: 'last', when: ['list', 'detail'], help: 'to the last line' },
  { keys: ['enter'], action: 'open', when: ['list'], help: 'open the details', footer: { words: 'open' } },
  {
    keys: ['enter'],
    action: 'open',
    when: ['detail'],
    help: 'its flows, or its finding',
    footer: { words: 'follow up' },
  },
  { keys: ['esc', 'q'], action: 'back', when: ['detail'], help: 'back', footer: { words: 'back' } },
  { keys: ['tab'], action: 'next-pane', when: ['list'], help: 'next pane', footer: { words: 'pane' } },
  { keys: ['shift-tab'], action: 'previous-pane', when: ['list'], help: 'previous pane' },
  {
    keys: ['1'],
    action: 'services',
    when: ['list', 'detail'],
    help: 'the services',
    footer: { words: 'views', to: 'capture' },
  },
  { keys: ['2'], action: 'findings', when: ['list', 'detail'], help: 'the findings' },
  { keys: ['3'], action: 'flows', when: ['list', 'detail'], help: 'the flows' },
  { keys: ['4'], action: 'hosts', when: ['list', 'detail'], help: 'the hosts and their roles' },
  { keys: ['5'], action: 'timeline', when: ['list', 'detail'], help: 'the timeline' },
  { keys: ['6'], action: 'capture', when: ['list', 'detail'], help: 'the capture: inputs, conditions, limits' },
  {
    keys: ['/'],
    action: 'filter',
    when: ['list', 'detail'],
    help: 'filter the flows: words, or field:value',
    footer: { words: 'filter' },
  },
  { keys: ['enter'], action: 'keep-filter', when: ['filter'], help: 'keep the filter', footer: { words: 'keep' } },
  { keys: ['esc'], action: 'undo-filter', when: ['filter'], help: 'the filter as it was', footer: { words: 'undo' } },
  { keys: ['esc'], action: 'clear-filter', when: ['list'], help: 'back to where the filter came from; else clear it' },
  {
    keys: ['n'],
    action: 'next-finding',
    when: ['list', 'detail'],
    help: 'next finding',
    footer: { words: 'finding', to: 'previous-finding' },
  },
  { keys: ['N'], action: 'previous-finding', when: ['list', 'detail'], help: 'previous finding' },
  { keys: [']'], action: 'later-finding', when: ['list', 'detail'], help: 'next finding in time' },
  { keys: ['['], action: 'earlier-finding', when: ['list', 'detail'], help: 'previous finding in time' },
  {
    keys: ['s'],
    action: 'sort',
    when: ['list'],
    help: 'next order of the flows',
    footer: { words: 'sort', to: 'reverse' },
  },
  { keys: ['S'], action: 'reverse', when: ['list'], help: 'reverse the order' },
  {
    keys: ['p', 'space'],
    action: 'pause',
    when: ['list', 'detail'],
    help: 'freeze the screen',
    footer: { words: 'pause' },
  },
  { keys: ['F'], action: 'follow', when: ['list'], help: 'follow the newest flow', footer: { words: 'follow' } },
  {
    keys: ['y'],
    action: 'copy-filter',
    when: ['list', 'detail'],
    help: 'copy the Wireshark filter',
    footer: { words: 'copy filter' },
  },
  { keys: ['Y'], action: 'copy-finding', when: ['list', 'detail'], help: 'copy the finding in words' },
  { keys: ['f'], action: 'copy-request', when: ['list', 'detail'], help: 'copy what to ask the firewall team for' },
  { keys: ['m'], action: 'mark', when: ['list', 'detail'], help: 'mark the finding, or unmark it' },
  { keys: ['M'], action: 'unmark-all', when: ['list', 'detail'], help: 'unmark all findings' },
  {
    keys: ['e'],
    action: 'write-evidence',
    when: ['list', 'detail'],
    help: 'write the evidence frames to a file (of the marked findings, else of all)',
    footer: { words: 'evidence' },
  },
  {
    keys: ['w'],
    action: 'write-report',
    when: ['list', 'detail'],
    help: 'write the report to a file (text, or JSON by its name)',
  },
  { keys: ['x'], action: 'stop', when: ['list', 'detail'], help: 'stop reading; what was read stays' },
  { keys: ['?'], action: 'help', when: ['list', 'detail'], help: 'this help', footer: { words: 'help' } },
  { keys: ['q'], action: 'quit', when: ['list'], help: 'quit', footer: { words: 'quit' } },
  { keys: ['enter'], action: 'confirm', when: ['path'], help: 'write the file', footer: { words: 'write' } },
  { keys: ['esc'], action: 'cancel', when: ['path'], help: 'write nothing', footer: { words: 'cancel' } },
  {
    keys: ['tab'],
    action: 'complete',
    when: ['filter'],
    help: 'complete; again: the next',
    footer: { words: 'complete' },
  },
  { keys: ['shift-tab'], action: 'complete-back', when: ['filter'], help: 'the completion before' },
  { keys: ['up', 'ctrl-p'], action: 'older-filter', when: ['filter'], help: 'the filter kept before' },
  { keys: ['down', 'ctrl-n'], action: 'newer-filter', when: ['filter'], help: 'the filter kept after it' },
  { keys: ['page-down'], action: 'page-down', when: ['filter'], help: 'a page of the flows on' },
  { keys: ['page-up'], action: 'page-up', when: ['filter'], help: 'a page of the flows back' },
  { keys: ['backspace'], action: 'erase', when: ['filter', 'path'], help: 'erase a character' },
  { keys: ['ctrl-w'], action: 'erase-word', when: ['filter', 'path'], help: 'erase a word' },
  { keys: ['ctrl-u'], action: 'erase-all', when: ['filter', 'path'], help: 'erase all', footer: { words: 'erase' } },
  { keys: ['ctrl-l'], action: 'redraw', when: ['list', 'detail', 'filter', 'path'], help: 'draw the screen anew' },
  {
    keys: ['ctrl-z'],
    action: 'suspend',
    when: ['list', 'detail', 'filter', 'path'],
    help: 'to the shell; fg comes back',
  },
  { keys: ['ctrl-c'], action: 'abort', when: ['list', 'detail', 'filter', 'path'], help: 'quit at once' },
];

export interface Pressed {
  readonly action: ActionName | undefined;
  /** The beginning of a sequence, waiting for its second key. */
  readonly pending: string;
}

/** What a key means after the keys in `pending`. A key that does not continue the sequence counts by itself. */
export function press(mode: Mode, pending: string, key: string, table = KEYS): Pressed {
  const sequence = pending + key;
  const row = table.find(({ keys, when }) => when.includes(mode) && keys.includes(sequence));
  if (row !== undefined) return { action: row.action, pending: '' };
  if (isBeginning(mode, sequence, table)) return { action: undefined, pending: sequence };
  return pending === '' ? { action: undefined, pending: '' } : press(mode, '', key, table);
}

function isBeginning(mode: Mode, sequence: string, table: KeyTable): boolean {
  const begins = (name: string) => isSequence(name) && name.length > sequence.length && name.startsWith(sequence);
  return table.some(({ keys, when }) => when.includes(mode) && keys.some(begins));
}

/** `gg`, but not `up`: a sequence repeats one character. */
export function isSequence(name: string): boolean {
  const [first, second, ...others] = Array.from(name);
  return others.length === 0 && first === second;
}

const SHOWN: Readonly<Record<string, string>> = { down: '↓', up: '↑', 'page-down': 'pgdn', 'page-up': 'pgup' };
const shown = (key: string): string => SHOWN[key] ?? key;

/** `j ↓`: the keys of a row as the help shows them. */
export function keysText({ keys }: KeyRow): string {
  return keys.map(shown).join(' ');
}

/** The key to name where a sentence tells what to press. */
export function keyFor(action: ActionName, table = KEYS): string {
  const row = table.find((candidate) => candidate.action === action);
  return shown(row?.keys[0] ?? '');
}

/** `j/k`, `1-6`: the keys of an entry of the footer. */
export function footerKeys({ keys, footer }: KeyRow, table = KEYS): string {
  const first = shown(keys[0]);
  if (footer?.to === undefined) return first;
  const last = keyFor(footer.to, table);
  return `${first}${/^\d\d$/.test(first + last) ? '-' : '/'}${last}`;
}
