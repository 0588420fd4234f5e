/** Between what arrives (snapshots, keys, sizes) and what is shown: applies it to the store, keeps the order of the flows up to date. */
import type { Snapshot } from '../engine/snapshot.ts';
import { createAnnouncer } from './announcer.ts';
import { NO_FLOWS } from './flow-order.ts';
import { withoutForgotten } from './forgotten-flow.ts';
import { typedCharacter } from './key-names.ts';
import { type ActionName, KEYS, type KeyTable, press } from './keys.ts';
import type { Size } from './layout.ts';
import { createOrderJob } from './order-job.ts';
import type { Progress } from './progress.ts';
import { createRates } from './rates.ts';
import { createView, type Screen, surroundings, type View } from './screen.ts';
import { type Action, INITIAL_STATE, modeOf, type Notice, reduce, type UiState } from './state.ts';
import { createStore, type Store } from './store.ts';
import { createTakeAway, type Outside, type Refused } from './take-away.ts';
import type { Theme } from './theme.ts';

/** What concerns the terminal or the program, not the state. */
export type Command = Extract<ActionName, 'stop' | 'redraw' | 'suspend' | 'abort' | 'quit'>;
const COMMANDS: ReadonlySet<string> = new Set(['stop', 'redraw', 'suspend', 'abort', 'quit'] satisfies Command[]);

export interface Surface extends Outside {
  run(command: Command): void;
}

export interface Controller {
  readonly store: Store<Screen>;
  readonly view: (screen: Screen) => View;
  readonly keys: KeyTable;
  /** While frozen, only the progress shows; the newest snapshot waits. */
  publish(snapshot: Snapshot, progress: Progress): void;
  onKeys(names: readonly string[]): void;
  resize(size: Size): void;
  /** Ends the work in the background. */
  stop(): void;
}

/** Before the first snapshot. */
const BLANK: Omit<Screen, 'size'> = {
  snapshot: undefined,
  progress: { bytesRead: 0, bytesPerSecond: 0, finished: false },
  order: NO_FLOWS,
  ordering: undefined,
  ui: INITIAL_STATE,
};

export function createController(theme: Theme, size: Size, surface: Surface, keys: KeyTable = KEYS): Controller {
  const view = createView(theme, keys);
  const store = createStore<Screen>({ ...BLANK, size });
  const change = (part: Partial<Screen>) => store.set({ ...store.get(), ...part });
  const job = createOrderJob({
    order: (order) => change({ order, ui: withoutForgotten(store.get(), order) }),
    progress: (ordering) => change({ ordering }),
  });
  const reorder = () => {
    const { snapshot, ui } = store.get();
    if (snapshot !== undefined) job.update(snapshot, { filter: ui.filter, sort: ui.sort });
  };
  const takeAway = createTakeAway(surface, theme, (...said) => change({ ui: told(store.get().ui, ...said) }));
  const withRates = createRates();
  const announced = createAnnouncer();
  let held: Snapshot | undefined;

  const setState = (ui: UiState) => {
    const before = store.get();
    if (ui === before.ui) return;
    const thawed = before.ui.paused && !ui.paused ? held : undefined;
    if (thawed !== undefined) held = undefined;
    change(thawed === undefined ? { ui } : { ui, snapshot: thawed });
    if (thawed !== undefined || ui.filter !== before.ui.filter || ui.sort !== before.ui.sort) reorder();
  };

  const onKey = (name: string) => {
    const screen = store.get();
    const { action, pending, meant } = meaningOf(name, screen.ui, keys);
    if (action !== undefined && COMMANDS.has(action)) return surface.run(action as Command);
    const around = surroundings(view(screen));
    const ui = meant === undefined ? screen.ui : reduce(screen.ui, meant, around);
    const { prompt, notice, opened } = takeAway(action, screen, around);
    if (meant !== undefined || screen.ui.notice !== undefined || pending !== ui.pending)
      setState({ ...ui, pending, notice, prompt: prompt ?? ui.prompt, opened: opened ?? ui.opened });
  };

  return {
    store,
    view,
    keys,
    publish(snapshot, reported) {
      const progress = withRates(snapshot, reported);
      if (store.get().ui.paused) {
        held = snapshot;
        return change({ progress });
      }
      change({ snapshot, progress, ui: withNews(store.get().ui, announced(snapshot, progress)) });
      reorder();
    },
    onKeys: (names) => names.forEach(onKey),
    resize: (to) => change({ size: to }),
    stop: job.stop,
  };
}

/** A name that is not taken is asked for again, unless the user has gone on: keys would go astray. */
function told(ui: UiState, notice: Notice, refused?: Refused): UiState {
  const again = refused !== undefined && ui.notice === refused.after;
  return again ? { ...ui, notice: undefined, prompt: refused.prompt } : { ...ui, notice };
}

/** What is being typed stays in sight. */
function withNews(ui: UiState, notice: Notice | undefined): UiState {
  return notice === undefined || ui.prompt !== undefined ? ui : { ...ui, notice };
}

/** What a key does here: what it is called in the table, or what it types. */
function meaningOf(name: string, ui: UiState, keys: KeyTable) {
  const { action, pending } = press(modeOf(ui), ui.pending, name, keys);
  const typed = action === undefined && ui.prompt !== undefined ? typedCharacter(name) : undefined;
  const meant: Action | undefined = typed === undefined ? action : { type: typed };
  return { action, pending, meant };
}
