/** What the user did with the screen so far: one state, one pure reducer. Nothing of the capture is kept here. */
import { AT_TOP, type Cursor, type Items, locate, moved, paged, toLast } from './cursor.ts';
import type { ActionName, Mode } from './keys.ts';
import { asked, completed, type Prompt, recalled, typed, withoutCharacter, withoutWord } from './prompt.ts';
import type { Completion } from './query/completion.ts';
import { type History, remembered } from './query/history.ts';
import { nextSort, type Sort } from './sort.ts';

/** The first three share the overview, each of the others has the screen for itself. In the order of their number keys. */
export const PANES = ['services', 'findings', 'flows', 'hosts', 'timeline'] as const;
export type Pane = (typeof PANES)[number];
export const OVERVIEW: readonly Pane[] = ['services', 'findings', 'flows'];

/** What an item of a list is known by: a flow by its number, all else by a name (a finding by its key). */
export type ItemId = string | number;

/** A detail over the panes; `id` names the service, the finding (by key), the flow or the host (by address). */
export type Subject =
  | { readonly kind: 'help' }
  | { readonly kind: 'capture' }
  /** `what`: its name in words. */
  | { readonly kind: 'copied'; readonly what: string; readonly text: string }
  | { readonly kind: 'host'; readonly id: string }
  | { readonly kind: 'service'; readonly id: string }
  | { readonly kind: 'finding'; readonly id: string }
  | { readonly kind: 'flow'; readonly id: number };

interface Opened {
  readonly subject: Subject;
  /** First line shown. */
  readonly top: number;
}

/** What a filter was followed up from: esc goes back there. */
interface Origin {
  readonly pane: Pane;
  readonly opened: readonly Opened[];
  /** The user's own, or that of the origin before. */
  readonly filter: string;
  /** Of the flows. */
  readonly cursor: Cursor<ItemId>;
}

export interface Notice {
  readonly text: string;
  readonly token: 'ok' | 'warn' | 'bad' | 'info';
  /** Of a finding, which came without a key. */
  readonly news?: 'new' | 'back';
}

export interface UiState {
  readonly pane: Pane;
  readonly cursors: Readonly<Record<Pane, Cursor<ItemId>>>;
  /** Details, the one on the screen last. */
  readonly opened: readonly Opened[];
  readonly filter: string;
  /** Where the filter comes from, the latest last; none where the user typed it. */
  readonly origins: readonly Origin[];
  /** What is being typed. */
  readonly prompt: Prompt | undefined;
  /** Filters that were kept. */
  readonly history: History;
  /** Keys of the findings that the user marked: only these are written, if there are any. */
  readonly marked: ReadonlySet<string>;
  /** What became of the last key, until the next one. */
  readonly notice: Notice | undefined;
  readonly sort: Sort;
  readonly paused: boolean;
  /** The newest flow stays selected and in sight. */
  readonly follow: boolean;
  /** The beginning of a sequence of keys. */
  readonly pending: string;
}

export const INITIAL_STATE: UiState = {
  pane: 'findings',
  cursors: { services: AT_TOP, findings: AT_TOP, flows: AT_TOP, hosts: AT_TOP, timeline: AT_TOP },
  opened: [],
  filter: '',
  origins: [],
  prompt: undefined,
  history: [],
  marked: new Set(),
  notice: undefined,
  sort: { by: 'worst', reversed: false },
  paused: false,
  follow: false,
  pending: '',
};

/** What the reducer must know of the screen: the lists as shown, and how many of their items fit. */
export interface Surroundings {
  readonly lists: Readonly<Record<Pane, Items<ItemId>>>;
  readonly heights: Readonly<Record<Pane | 'detail', number>>;
  /** Lines of the opened detail. */
  readonly detailLength: number;
  /** Where Enter leads from the opened detail. */
  readonly lead: Lead | undefined;
  /** Of the filter being typed. */
  readonly completion: Completion;
  readonly mistake: string | undefined;
}

export type Lead = { readonly filter: string } | { readonly subject: Subject };

export type Action = ActionName | { readonly type: string };

export function modeOf(state: UiState): Mode {
  if (state.prompt !== undefined) return state.prompt.purpose === 'filter' ? 'filter' : 'path';
  return state.opened.length > 0 ? 'detail' : 'list';
}

/** The cursor of a pane. Follow mode keeps that of the flows on the newest one. */
export function cursorOf(state: UiState, pane: Pane, items: Items<ItemId>, height: number): Cursor<ItemId> {
  return pane === 'flows' && state.follow ? toLast(items, height) : state.cursors[pane];
}

export function reduce(state: UiState, action: Action, around: Surroundings): UiState {
  return typeof action === 'object'
    ? typing(state, (prompt) => typed(prompt, (text) => text + action.type))
    : REDUCERS[action](state, around);
}

type Reducer = (state: UiState, around: Surroundings) => UiState;

const toPane =
  (pane: Pane): Reducer =>
  (state) => ({ ...state, pane, opened: [] });
const toNeighbour =
  (by: number): Reducer =>
  (state) => ({ ...state, pane: PANES[(PANES.indexOf(state.pane) + by + PANES.length) % PANES.length] });
/** These concern the world outside, not the state: see `controller.ts`. */
const unchanged: Reducer = (state) => state;

const REDUCERS: Readonly<Record<ActionName, Reducer>> = {
  down: (state, around) => step(state, around, 1),
  up: (state, around) => step(state, around, -1),
  'page-down': (state, around) => page(state, around, 1),
  'page-up': (state, around) => page(state, around, -1),
  first: (state, around) => toEnd(state, around, 'first'),
  last: (state, around) => toEnd(state, around, 'last'),
  'next-pane': toNeighbour(1),
  'previous-pane': toNeighbour(-1),
  services: toPane('services'),
  findings: toPane('findings'),
  flows: toPane('flows'),
  hosts: toPane('hosts'),
  timeline: toPane('timeline'),
  capture: (state) => switched(state, { kind: 'capture' }),
  open: (state, around) => (state.opened.length > 0 ? followUp(state, around) : openSelected(state, around)),
  back: (state) => ({ ...state, opened: state.opened.slice(0, -1) }),
  'next-finding': (state, around) => toFinding(state, around, 'findings', 1),
  'previous-finding': (state, around) => toFinding(state, around, 'findings', -1),
  'later-finding': (state, around) => toFinding(state, around, 'timeline', 1),
  'earlier-finding': (state, around) => toFinding(state, around, 'timeline', -1),
  filter: (state) => ({ ...state, pane: 'flows', opened: [], prompt: asked('filter', state.filter) }),
  'keep-filter': keepFilter,
  'undo-filter': (state) => ({ ...state, filter: state.prompt?.before ?? '', prompt: undefined }),
  'clear-filter': withoutFilter,
  erase: (state) => typing(state, (prompt) => typed(prompt, withoutCharacter)),
  'erase-word': (state) => typing(state, (prompt) => typed(prompt, withoutWord)),
  'erase-all': (state) => typing(state, (prompt) => typed(prompt, () => '')),
  complete: (state, { completion }) => typing(state, (prompt) => completed(prompt, completion, 1)),
  'complete-back': (state, { completion }) => typing(state, (prompt) => completed(prompt, completion, -1)),
  'older-filter': (state) => typing(state, (prompt) => recalled(prompt, state.history, 1)),
  'newer-filter': (state) => typing(state, (prompt) => recalled(prompt, state.history, -1)),
  sort: (state) => sorted(state, { by: nextSort(state.sort.by), reversed: false }),
  reverse: (state) => sorted(state, { ...state.sort, reversed: !state.sort.reversed }),
  pause: (state) => ({ ...state, paused: !state.paused }),
  follow: toggleFollow,
  mark: (state, around) => marked(state, chosenSubject(state, around)),
  'unmark-all': (state) => ({ ...state, marked: new Set() }),
  'copy-filter': unchanged,
  'copy-finding': unchanged,
  'copy-request': unchanged,
  'write-evidence': unchanged,
  'write-report': unchanged,
  confirm: (state) => ({ ...state, prompt: undefined }),
  cancel: (state) => ({ ...state, prompt: undefined }),
  help: (state) => switched(state, { kind: 'help' }),
  stop: unchanged,
  redraw: unchanged,
  suspend: unchanged,
  abort: unchanged,
  quit: unchanged,
};

function sorted(state: UiState, sort: Sort): UiState {
  return { ...state, pane: 'flows', follow: false, sort };
}

function step(state: UiState, around: Surroundings, by: number): UiState {
  if (state.opened.length > 0) return scrolled(state, around, by);
  return onPane(state, around, (cursor, items, height) => moved(cursor, items, height, by));
}

function page(state: UiState, around: Surroundings, direction: 1 | -1): UiState {
  const by = (height: number) => direction * Math.max(1, height - 1);
  if (state.opened.length > 0) return scrolled(state, around, by(around.heights.detail));
  return onPane(state, around, (cursor, items, height) => paged(cursor, items, height, by(height)));
}

function toEnd(state: UiState, around: Surroundings, end: 'first' | 'last'): UiState {
  if (state.opened.length > 0) return scrolled(state, around, end === 'first' ? -Infinity : Infinity);
  return onPane(state, around, (_, items, height) => (end === 'first' ? AT_TOP : toLast(items, height)));
}

type Move = (cursor: Cursor<ItemId>, items: Items<ItemId>, height: number) => Cursor<ItemId>;

/** Moves the cursor of the pane in front; moving among the flows by hand ends following. */
function onPane(state: UiState, { lists, heights }: Surroundings, move: Move): UiState {
  const { pane } = state;
  const cursor = cursorOf(state, pane, lists[pane], heights[pane]);
  const next = withCursor(state, pane, move(cursor, lists[pane], heights[pane]));
  return pane === 'flows' ? { ...next, follow: false } : next;
}

function withCursor(state: UiState, pane: Pane, cursor: Cursor<ItemId>): UiState {
  return { ...state, cursors: { ...state.cursors, [pane]: cursor } };
}

function scrolled(state: UiState, { detailLength, heights }: Surroundings, by: number): UiState {
  const last = state.opened[state.opened.length - 1];
  const top = Math.max(0, Math.min(last.top + by, detailLength - heights.detail));
  return { ...state, opened: [...state.opened.slice(0, -1), { ...last, top }] };
}

function openSelected(state: UiState, around: Surroundings): UiState {
  const subject = selectedSubject(state, around);
  return subject === undefined ? state : opened(state, subject);
}

/** What Enter opens in the pane in front. */
export function selectedSubject(state: UiState, { lists, heights }: Surroundings): Subject | undefined {
  const { pane } = state;
  const items = lists[pane];
  if (items.length === 0) return undefined;
  return subjectOf(pane, items.at(locate(cursorOf(state, pane, items, heights[pane]), items, 1).index));
}

/** What the keys that take something away are about: the detail on the screen, else what is selected. */
export function chosenSubject(state: UiState, around: Surroundings): Subject | undefined {
  return state.opened[state.opened.length - 1]?.subject ?? selectedSubject(state, around);
}

function marked(state: UiState, subject: Subject | undefined): UiState {
  if (subject?.kind !== 'finding') return state;
  const keys = new Set(state.marked);
  if (!keys.delete(subject.id)) keys.add(subject.id);
  return { ...state, marked: keys };
}

function subjectOf(pane: Pane, id: ItemId): Subject {
  switch (pane) {
    case 'services':
      return { kind: 'service', id: String(id) };
    case 'findings':
    case 'timeline':
      return { kind: 'finding', id: String(id) };
    case 'flows':
      return { kind: 'flow', id: Number(id) };
    case 'hosts':
      return { kind: 'host', id: String(id) };
  }
}

/** Details opened over one another; more than anybody walks back through. */
const MAX_OPENED = 32;

function opened(state: UiState, subject: Subject): UiState {
  return { ...state, opened: [...state.opened, { subject, top: 0 }].slice(-MAX_OPENED) };
}

/** From a service or a finding to its flows, from a flow to its finding. */
function followUp(state: UiState, { lead }: Surroundings): UiState {
  if (lead === undefined) return state;
  if ('subject' in lead) return opened(state, lead.subject);
  const history = remembered(state.history, lead.filter);
  const { pane, opened: left, filter, cursors } = state;
  const origins = [...state.origins, { pane, opened: left, filter, cursor: cursors.flows }].slice(-MAX_OPENED);
  const all = { ...state, pane: 'flows', opened: [], filter: lead.filter, origins, history, follow: false } as const;
  return withCursor(all, 'flows', AT_TOP);
}

/** From flows that were followed up to, back to where that was; elsewhere to the user's own filter. That one is cleared. */
function withoutFilter(state: UiState): UiState {
  const origin = state.origins[state.origins.length - 1];
  if (origin === undefined) return { ...state, filter: '' };
  if (state.pane !== 'flows') return { ...state, filter: state.origins[0].filter, origins: [] };
  const { pane, opened: left, filter, cursor } = origin;
  const back = { ...state, pane, opened: left, filter, origins: state.origins.slice(0, -1), follow: false };
  return withCursor(back, 'flows', cursor);
}

/** The next finding of the list, worst first or in time; in the detail if that shows one. Over another detail it opens. */
function toFinding(
  state: UiState,
  { lists, heights }: Surroundings,
  pane: 'findings' | 'timeline',
  by: 1 | -1,
): UiState {
  const list = lists[pane];
  if (list.length === 0) return state;
  const shown = state.opened[state.opened.length - 1]?.subject;
  const known = state.cursors[pane];
  const from = shown?.kind === 'finding' ? { ...known, id: shown.id } : known;
  const fresh = from.id === undefined && (shown !== undefined || state.pane !== pane);
  const cursor = moved(from, list, heights[pane], fresh ? 0 : by);
  const chosen = withCursor(state, pane, cursor);
  if (shown === undefined) return { ...chosen, pane };
  const subject = { kind: 'finding', id: String(cursor.id) } as const;
  const under = shown.kind === 'finding' ? { ...chosen, opened: state.opened.slice(0, -1) } : chosen;
  return opened(under, subject);
}

/** Following makes sense in the order of arrival only. */
function toggleFollow(state: UiState, { lists, heights }: Surroundings): UiState {
  if (state.follow) return withCursor({ ...state, follow: false }, 'flows', toLast(lists.flows, heights.flows));
  return { ...state, pane: 'flows', follow: true, sort: { by: 'arrival', reversed: false } };
}

/** Opens the subject, or closes it where it is what is shown: for details with a key of their own. */
function switched(state: UiState, subject: Subject): UiState {
  const shown = state.opened[state.opened.length - 1]?.subject;
  return shown?.kind === subject.kind ? { ...state, opened: state.opened.slice(0, -1) } : opened(state, subject);
}

/** The prompt as changed; what the filter is applies at once. */
function typing(state: UiState, change: (prompt: Prompt) => Prompt): UiState {
  if (state.prompt === undefined) return state;
  const prompt = change(state.prompt);
  return { ...state, prompt, filter: prompt.purpose === 'filter' ? prompt.text : state.filter };
}

/** One with a mistake stays where it can be mended. */
function keepFilter(state: UiState, { mistake }: Surroundings): UiState {
  if (mistake !== undefined) return state;
  const origins = state.filter === state.prompt?.before ? state.origins : [];
  return { ...state, prompt: undefined, origins, history: remembered(state.history, state.filter) };
}
