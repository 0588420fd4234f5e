/** What the user did with the screen so far: one state, one pure reducer. Nothing of the capture is kept here. */
import { AT_TOP, type Cursor, type Items, locate, moved, paged, toLast } from './cursor.ts';
import type { ActionName, Mode } from './keys.ts';
import { nextSort, type Sort } from './sort.ts';

export const PANES = ['services', 'findings', 'flows'] as const;
export type Pane = (typeof PANES)[number];

/** A detail over the panes; `id` names the service, the finding (by key) or the flow. */
export type Subject =
  | { readonly kind: 'help' }
  | { readonly kind: 'service'; readonly id: string }
  | { readonly kind: 'finding'; readonly id: string }
  | { readonly kind: 'flow'; readonly id: number };

interface Opened {
  readonly subject: Subject;
  /** First line shown. */
  readonly top: number;
}

export interface UiState {
  readonly pane: Pane;
  readonly services: Cursor<string>;
  readonly findings: Cursor<string>;
  readonly flows: Cursor<number>;
  /** Details, the one on the screen last. */
  readonly opened: readonly Opened[];
  readonly filter: string;
  /** While the filter is typed: what it was before. */
  readonly filterBefore: string | undefined;
  readonly sort: Sort;
  readonly paused: boolean;
  /** The newest flow stays selected and in sight. */
  readonly follow: boolean;
  /** The beginning of a sequence of keys. */
  readonly pending: string;
}

export const INITIAL_STATE: UiState = {
  pane: 'findings',
  services: AT_TOP,
  findings: AT_TOP,
  flows: AT_TOP,
  opened: [],
  filter: '',
  filterBefore: undefined,
  sort: { by: 'worst', reversed: false },
  paused: false,
  follow: false,
  pending: '',
};

/** Longest filter. */
export const MAX_FILTER = 200;

/** What the reducer must know of the screen: the lists as shown, and how many of their items fit. */
export interface Surroundings {
  readonly services: Items<string>;
  readonly findings: Items<string>;
  readonly flows: Items<number>;
  readonly heights: Readonly<Record<Pane | 'detail', number>>;
  /** Lines of the opened detail. */
  readonly detailLength: number;
  /** Where Enter leads from the opened detail. */
  readonly lead: Lead | undefined;
}

export type Lead = { readonly filter: string } | { readonly subject: Subject };

export type Action = ActionName | { readonly type: string };

export function modeOf(state: UiState): Mode {
  if (state.filterBefore !== undefined) return 'filter';
  return state.opened.length > 0 ? 'detail' : 'list';
}

/** The flow cursor, which follow mode keeps on the newest flow. */
export function flowCursor(state: UiState, flows: Items<number>, height: number): Cursor<number> {
  return state.follow ? toLast(flows, height) : state.flows;
}

export function reduce(state: UiState, action: Action, around: Surroundings): UiState {
  if (typeof action === 'object') return { ...state, filter: (state.filter + action.type).slice(0, MAX_FILTER) };
  switch (action) {
    case 'down':
      return step(state, around, 1);
    case 'up':
      return step(state, around, -1);
    case 'page-down':
      return page(state, around, 1);
    case 'page-up':
      return page(state, around, -1);
    case 'first':
      return toEnd(state, around, 'first');
    case 'last':
      return toEnd(state, around, 'last');
    case 'next-pane':
      return { ...state, pane: PANES[(PANES.indexOf(state.pane) + 1) % PANES.length] };
    case 'previous-pane':
      return { ...state, pane: PANES[(PANES.indexOf(state.pane) + PANES.length - 1) % PANES.length] };
    case 'services':
    case 'findings':
    case 'flows':
      return { ...state, pane: action, opened: [] };
    case 'open':
      return state.opened.length > 0 ? followUp(state, around) : openSelected(state, around);
    case 'back':
      return { ...state, opened: state.opened.slice(0, -1) };
    case 'next-finding':
      return toFinding(state, around, 1);
    case 'previous-finding':
      return toFinding(state, around, -1);
    case 'filter':
      return { ...state, pane: 'flows', opened: [], filterBefore: state.filter };
    case 'keep-filter':
      return { ...state, filterBefore: undefined };
    case 'undo-filter':
      return { ...state, filter: state.filterBefore ?? '', filterBefore: undefined };
    case 'clear-filter':
    case 'erase-all':
      return { ...state, filter: '' };
    case 'erase':
      return { ...state, filter: Array.from(state.filter).slice(0, -1).join('') };
    case 'sort':
      return { ...state, pane: 'flows', follow: false, sort: { by: nextSort(state.sort.by), reversed: false } };
    case 'reverse':
      return { ...state, pane: 'flows', follow: false, sort: { ...state.sort, reversed: !state.sort.reversed } };
    case 'pause':
      return { ...state, paused: !state.paused };
    case 'follow':
      return toggleFollow(state, around);
    case 'help':
      return isHelpOpen(state) ? { ...state, opened: state.opened.slice(0, -1) } : opened(state, { kind: 'help' });
    case 'redraw':
    case 'suspend':
    case 'abort':
    case 'quit':
      return state; // These concern the terminal, not the state: see `controller.ts`.
  }
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

type Move = <Id>(cursor: Cursor<Id>, items: Items<Id>, height: number) => Cursor<Id>;

/** Moves the cursor of the pane in front; doing so by hand ends following. */
function onPane(state: UiState, { services, findings, flows, heights }: Surroundings, move: Move): UiState {
  switch (state.pane) {
    case 'services':
      return { ...state, services: move(state.services, services, heights.services) };
    case 'findings':
      return { ...state, findings: move(state.findings, findings, heights.findings) };
    case 'flows': {
      const cursor = flowCursor(state, flows, heights.flows);
      return { ...state, flows: move(cursor, flows, heights.flows), follow: false };
    }
  }
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

function selectedSubject(state: UiState, { services, findings, flows, heights }: Surroundings): Subject | undefined {
  const chosen = <Id>(cursor: Cursor<Id>, items: Items<Id>): Id | undefined =>
    items.length === 0 ? undefined : items.at(locate(cursor, items, 1).index);
  switch (state.pane) {
    case 'services': {
      const id = chosen(state.services, services);
      return id === undefined ? undefined : { kind: 'service', id };
    }
    case 'findings': {
      const id = chosen(state.findings, findings);
      return id === undefined ? undefined : { kind: 'finding', id };
    }
    case 'flows': {
      const id = chosen(flowCursor(state, flows, heights.flows), flows);
      return id === undefined ? undefined : { kind: 'flow', id };
    }
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
  return { ...state, pane: 'flows', opened: [], filter: lead.filter, flows: AT_TOP, follow: false };
}

/** The next finding in the list, and in the detail if it shows one. */
function toFinding(state: UiState, { findings, heights }: Surroundings, by: 1 | -1): UiState {
  if (findings.length === 0) return state;
  const last = state.opened[state.opened.length - 1];
  const fresh = state.findings.id === undefined && state.pane !== 'findings' && last === undefined;
  const cursor = moved(state.findings, findings, heights.findings, fresh ? 0 : by);
  const chosen: UiState = { ...state, findings: cursor };
  if (last === undefined) return { ...chosen, pane: 'findings' };
  if (last.subject.kind !== 'finding' || cursor.id === undefined) return state;
  const subject = { kind: 'finding', id: cursor.id } as const;
  return { ...chosen, opened: [...state.opened.slice(0, -1), { subject, top: 0 }] };
}

/** Following makes sense in the order of arrival only. */
function toggleFollow(state: UiState, { flows, heights }: Surroundings): UiState {
  if (state.follow) return { ...state, follow: false, flows: toLast(flows, heights.flows) };
  return { ...state, pane: 'flows', follow: true, sort: { by: 'arrival', reversed: false } };
}

function isHelpOpen({ opened }: UiState): boolean {
  return opened[opened.length - 1]?.subject.kind === 'help';
}
