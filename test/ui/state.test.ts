import { describe, expect, test } from 'vitest';
import { AT_TOP, itemsOf } from '../../src/ui/cursor.ts';
import { arrivalOrder } from '../../src/ui/flow-order.ts';
import { MAX_TYPED } from '../../src/ui/prompt.ts';
import { NO_COMPLETION } from '../../src/ui/query/completion.ts';
import {
  type Action,
  cursorOf,
  INITIAL_STATE,
  modeOf,
  reduce,
  type Surroundings,
  type UiState,
} from '../../src/ui/state.ts';
import { flowIdsTo } from '../support/sample-snapshot.ts';

const AROUND: Surroundings = {
  lists: {
    services: itemsOf(['s1', 's2', 's3']),
    findings: itemsOf(['k1', 'k2', 'k3']),
    flows: arrivalOrder(flowIdsTo(100), false),
    hosts: itemsOf(['10.0.0.1', '10.0.0.2']),
    timeline: itemsOf(['k2', 'k1', 'k3']),
  },
  heights: { services: 5, findings: 2, flows: 10, hosts: 10, timeline: 10, detail: 10 },
  detailLength: 25,
  lead: undefined,
  completion: NO_COMPLETION,
  mistake: undefined,
};

const acted = (actions: readonly Action[], from: UiState = INITIAL_STATE, around = AROUND): UiState =>
  actions.reduce((state, action) => reduce(state, action, around), from);

describe('panes', () => {
  test('tab goes round both ways', () => {
    expect(acted(['next-pane']).pane).toBe('flows');
    expect(acted(['next-pane', 'next-pane', 'next-pane', 'next-pane']).pane).toBe('services');
    expect(acted(['previous-pane']).pane).toBe('services');
  });

  test('each has its cursor', () => {
    const state = acted(['services', 'down', 'flows', 'down', 'down']);
    const { services, findings, flows } = state.cursors;
    expect([services.id, findings.id, flows.id]).toEqual(['s2', undefined, 3]);
  });

  test('first sticks to whatever comes first, last is a flow', () => {
    expect(acted(['flows', 'down', 'first']).cursors.flows).toEqual(AT_TOP);
    expect(acted(['flows', 'last']).cursors.flows).toEqual({ id: 100, index: 99, offset: 9 });
  });

  test('pages keep a line in sight', () => {
    expect(acted(['flows', 'page-down']).cursors.flows.id).toBe(10);
    expect(acted(['flows', 'page-down', 'page-up']).cursors.flows.id).toBe(1);
  });
});

describe('details', () => {
  test('open what is selected, and go back', () => {
    const state = acted(['down', 'open']);
    expect(state.opened).toEqual([{ subject: { kind: 'finding', id: 'k2' }, top: 0 }]);
    expect([modeOf(state), modeOf(acted(['back'], state))]).toEqual(['detail', 'list']);
    expect(acted(['services', 'open']).opened[0].subject).toEqual({ kind: 'service', id: 's1' });
    expect(acted(['flows', 'down', 'open']).opened[0].subject).toEqual({ kind: 'flow', id: 2 });
    expect(acted(['hosts', 'down', 'open']).opened[0].subject).toEqual({ kind: 'host', id: '10.0.0.2' });
    expect(acted(['timeline', 'open']).opened[0].subject).toEqual({ kind: 'finding', id: 'k2' });
  });

  test('nothing opens in an empty list', () => {
    const lists = { ...AROUND.lists, findings: itemsOf<string>([]), flows: arrivalOrder(flowIdsTo(0), false) };
    const empty = { ...AROUND, lists };
    expect(acted(['open'], INITIAL_STATE, empty).opened).toEqual([]);
    expect(acted(['flows', 'open', 'down', 'last', 'page-down'], INITIAL_STATE, empty).cursors.flows).toEqual(AT_TOP);
  });

  test('scroll within their length', () => {
    const open = acted(['open']);
    const top = (actions: Action[]) => acted(actions, open).opened[0].top;
    expect([top(['down']), top(['up']), top(['page-down']), top(['last']), top(['last', 'first'])]).toEqual([
      1, 0, 9, 15, 0,
    ]);
    expect(top(['last', 'down'])).toBe(15);
  });

  test('n goes to the next finding, in the list and in the detail', () => {
    expect(acted(['next-finding']).cursors.findings.id).toBe('k2');
    expect(acted(['flows', 'next-finding'])).toMatchObject({ pane: 'findings', cursors: { findings: { id: 'k1' } } });
    const opened = acted(['open', 'down', 'next-finding', 'next-finding']);
    expect(opened.opened).toEqual([{ subject: { kind: 'finding', id: 'k3' }, top: 0 }]);
    expect(acted(['next-finding', 'previous-finding'], opened).cursors.findings.id).toBe('k2');
    const flow = acted(['flows', 'open']);
    const over = acted(['next-finding'], flow).opened.map(({ subject }) => subject);
    expect(over).toEqual([
      { kind: 'flow', id: 1 },
      { kind: 'finding', id: 'k1' },
    ]);
  });

  test('] goes to the next finding in time, from wherever one is', () => {
    expect(acted(['flows', 'later-finding'])).toMatchObject({ pane: 'timeline', cursors: { timeline: { id: 'k2' } } });
    expect(acted(['timeline', 'later-finding', 'later-finding', 'earlier-finding']).cursors.timeline.id).toBe('k1');
    const opened = acted(['open', 'later-finding']);
    expect(opened.opened).toEqual([{ subject: { kind: 'finding', id: 'k3' }, top: 0 }]);
    expect(opened.cursors.timeline.id).toBe('k3');
  });

  test('Enter follows up: to the flows, or to another detail', () => {
    const toFlows = acted(['open', 'open'], INITIAL_STATE, { ...AROUND, lead: { filter: 'F1' } });
    expect(toFlows).toMatchObject({ pane: 'flows', opened: [], filter: 'F1' });
    const subject = { kind: 'finding', id: 'k1' } as const;
    const onward = acted(['flows', 'open', 'open'], INITIAL_STATE, { ...AROUND, lead: { subject } });
    expect(onward.opened.map((opened) => opened.subject)).toEqual([{ kind: 'flow', id: 1 }, subject]);
    expect(acted(['open', 'open']).opened.length).toBe(1);
  });

  test('esc goes back to where flows were followed up from, with the filter as it was there', () => {
    const mine = acted(['filter', { type: 'a' }, 'keep-filter', 'findings']);
    const lead = { filter: 'finding:F1' };
    const led = acted(['open', 'open'], mine, { ...AROUND, lead });
    expect(led).toMatchObject({ filter: 'finding:F1', origins: [{ pane: 'findings', filter: 'a' }] });
    const back = acted(['clear-filter'], led);
    expect(back).toMatchObject({ pane: 'findings', filter: 'a', origins: [], cursors: mine.cursors });
    expect(back.opened.map(({ subject }) => subject.kind)).toEqual(['finding']);
    const further = acted(['open', 'open'], led, { ...AROUND, lead: { filter: 'service:S22' } });
    expect(acted(['clear-filter', 'back', 'clear-filter'], further)).toMatchObject({ filter: 'a', origins: [] });
    expect(acted(['services', 'clear-filter'], further)).toMatchObject({ pane: 'services', filter: 'a', origins: [] });
    expect(acted(['filter', 'keep-filter'], led).origins.length).toBe(1);
    expect(acted(['filter', { type: 'b' }, 'keep-filter'], led).origins).toEqual([]);
  });

  test('the capture opens and closes with its own key', () => {
    const open = acted(['hosts', 'capture']);
    expect(open.opened).toEqual([{ subject: { kind: 'capture' }, top: 0 }]);
    expect(acted(['capture'], open)).toMatchObject({ pane: 'hosts', opened: [] });
  });

  test('the help opens over anything and closes with its own key', () => {
    const open = acted(['open', 'help']);
    expect(open.opened.map((opened) => opened.subject.kind)).toEqual(['finding', 'help']);
    expect(acted(['help'], open).opened.length).toBe(1);
  });

  test('the pile of details is bounded', () => {
    const subject = { kind: 'flow', id: 1 } as const;
    const state = acted(new Array(100).fill('open'), INITIAL_STATE, { ...AROUND, lead: { subject } });
    expect(state.opened.length).toBe(32);
  });
});

describe('the filter', () => {
  const typed = acted(['filter', { type: 'a' }, { type: 'b' }]);

  test('applies as it is typed', () => {
    expect(typed).toMatchObject({ pane: 'flows', filter: 'ab', prompt: { text: 'ab', before: '' } });
    expect(modeOf(typed)).toBe('filter');
    expect(acted(['erase'], typed).filter).toBe('a');
    expect(acted(['erase-all'], typed).filter).toBe('');
    expect(acted([{ type: '😀' }, 'erase'], typed).filter).toBe('ab');
  });

  test('is kept, undone or cleared', () => {
    const kept = acted(['keep-filter'], typed);
    expect([modeOf(kept), kept.filter]).toEqual(['list', 'ab']);
    const undone = acted(['filter', { type: 'x' }, 'undo-filter'], kept);
    expect([modeOf(undone), undone.filter]).toEqual(['list', 'ab']);
    expect(acted(['clear-filter'], kept).filter).toBe('');
  });

  test('is completed, and goes on applying', () => {
    const candidates = ['abc', 'abd'].map((text) => ({ text, label: text }));
    const around = { ...AROUND, completion: { candidates, hint: '' } };
    expect(acted(['complete', 'complete'], typed, around)).toMatchObject({ filter: 'abd', prompt: { text: 'abd' } });
    expect(acted(['complete-back'], typed, around).filter).toBe('abd');
    expect(acted(['erase-word'], typed, around).filter).toBe('');
  });

  test('with a mistake cannot be kept, only mended or undone', () => {
    const around = { ...AROUND, mistake: 'There is no field hots.' };
    expect(acted(['keep-filter'], typed, around)).toBe(typed);
    expect(modeOf(acted(['undo-filter'], typed, around))).toBe('list');
  });

  test('is found again once it was kept, or led to', () => {
    const kept = acted(['keep-filter', 'clear-filter'], typed);
    expect(acted(['filter', 'older-filter'], kept)).toMatchObject({ filter: 'ab', prompt: { text: 'ab', before: '' } });
    expect(acted(['filter', { type: 'x' }, 'older-filter', 'newer-filter'], kept).filter).toBe('x');
    const led = acted(['open', 'open'], INITIAL_STATE, { ...AROUND, lead: { filter: 'finding:F1' } });
    expect(led.history).toEqual(['finding:F1']);
  });

  test('leaves the page keys to the flows', () => {
    expect(acted(['page-down'], typed)).toMatchObject({ filter: 'ab', cursors: { flows: { index: 9 } } });
  });

  test('is bounded', () => {
    expect(acted(new Array(300).fill({ type: 'x' }), typed).filter.length).toBe(MAX_TYPED);
  });
});

describe('order and time', () => {
  test('s steps, S reverses, a new order is not reversed', () => {
    expect(acted(['sort']).sort).toEqual({ by: 'arrival', reversed: false });
    expect(acted(['sort', 'reverse']).sort).toEqual({ by: 'arrival', reversed: true });
    expect(acted(['sort', 'reverse', 'sort']).sort.reversed).toBe(false);
  });

  test('following keeps to the newest flow until somebody moves', () => {
    const state = acted(['follow']);
    const grown = arrivalOrder(flowIdsTo(500), false);
    expect(state).toMatchObject({ pane: 'flows', follow: true, sort: { by: 'arrival', reversed: false } });
    expect(cursorOf(state, 'flows', grown, 10).id).toBe(500);
    const moved = acted(['up'], state, { ...AROUND, lists: { ...AROUND.lists, flows: grown } });
    expect([moved.follow, moved.cursors.flows.id]).toEqual([false, 499]);
    expect(acted(['sort'], state).follow).toBe(false);
    expect(acted(['follow'], state)).toMatchObject({ follow: false, cursors: { flows: { id: 100 } } });
  });

  test('freezing is a switch', () => {
    expect([acted(['pause']).paused, acted(['pause', 'pause']).paused]).toEqual([true, false]);
  });

  test.each(['stop', 'redraw', 'suspend', 'abort', 'quit'] as const)('%s leaves the state alone', (action) => {
    expect(acted([action])).toBe(INITIAL_STATE);
  });
});
