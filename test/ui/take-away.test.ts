import { describe, expect, test } from 'vitest';
import type { Snapshot } from '../../src/engine/snapshot.ts';
import { arrivalOrder } from '../../src/ui/flow-order.ts';
import { asked } from '../../src/ui/prompt.ts';
import { createView, type Screen, surroundings } from '../../src/ui/screen.ts';
import { INITIAL_STATE, type Notice, type UiState } from '../../src/ui/state.ts';
import { createTakeAway, fileNameFor, type Outside } from '../../src/ui/take-away.ts';
import { createTheme } from '../../src/ui/theme.ts';
import { flowIdsTo, sampleSnapshot } from '../support/sample-snapshot.ts';
import { FINISHED } from './open-screen.ts';

const theme = createTheme({ ascii: false, color: false });
const snapshot = sampleSnapshot();

function acting(outside: Partial<Outside> = {}, ui: Partial<UiState> = {}, of: Snapshot = snapshot) {
  const said: Notice[] = [];
  const act = createTakeAway({ title: 'office.pcapng', copy: () => {}, ...outside }, theme, (notice) =>
    said.push(notice),
  );
  const screen: Screen = {
    size: { columns: 120, rows: 40 },
    snapshot: of,
    progress: FINISHED,
    order: arrivalOrder(flowIdsTo(16), false),
    ordering: undefined,
    ui: { ...INITIAL_STATE, ...ui },
  };
  const around = surroundings(createView(theme)(screen));
  return { said, act: (action: Parameters<typeof act>[0]) => act(action, screen, around) };
}

const typing = { prompt: asked('evidence', ' out.pcapng ') };

describe('writing', () => {
  test('asks for a name first', () => {
    const { act } = acting({ write: async () => '' });
    expect(act('write-report')).toEqual({ prompt: asked('report', 'office-report.txt') });
  });

  test('says what was written, and why not', async () => {
    const done = acting({ write: async ({ path }) => `wrote ${path}` }, typing);
    expect(done.act('confirm').notice?.text).toBe('Writing out.pcapng…');
    const failed = acting({ write: () => Promise.reject(new Error('out.pcapng: no space')) }, typing);
    failed.act('confirm');
    await new Promise(setImmediate);
    expect([done.said, failed.said]).toEqual([
      [{ text: 'wrote out.pcapng', token: 'ok' }],
      [{ text: 'out.pcapng: no space', token: 'bad' }],
    ]);
  });

  test('proposes another name where that one was taken before', () => {
    const { act } = acting({ write: async () => '' }, { prompt: asked('report', 'office-report.txt') });
    act('confirm');
    expect(act('write-report').prompt?.text).toBe('office-report-2.txt');
    expect(act('write-evidence').prompt?.text).toBe('office-evidence.pcapng');
  });

  test('wants a name, and something that can write', () => {
    const nameless = acting({ write: async () => '' }, { prompt: asked('report', '  ') });
    expect(nameless.act('confirm').prompt).toEqual({ ...asked('report', '  '), refusal: 'A file needs a name.' });
    expect(acting().act('write-evidence').notice?.text).toBe('There is nothing to write yet.');
  });

  test('asks for no name where nothing can be written under any', () => {
    const write = async () => '';
    const said = (action: 'write-evidence' | 'write-report', of = snapshot) =>
      acting({ write, whyNot: (what) => (what === 'evidence' ? 'It was a pipe.' : undefined) }, {}, of).act(action);
    expect(said('write-evidence')).toEqual({ notice: { text: 'It was a pipe.', token: 'warn' } });
    expect(said('write-report').prompt).toBeDefined();
    const none = { ...snapshot, findings: [] };
    expect(acting({ write }, {}, none).act('write-evidence').notice?.text).toMatch(/^There is no evidence to write/);
    expect(acting({ write }, {}, none).act('write-report').prompt).toBeDefined();
  });

  test('other keys take nothing away', () => expect(acting().act('down')).toEqual({}));
});

test.each([
  ['/captures/office.pcapng.gz', 'office-evidence.pcapng'],
  ['office.2026-11-20.pcap', 'office.2026-11-20-evidence.pcapng'],
  ['-', 'capture-evidence.pcapng'],
  ['a.pcap and 3 more', 'capture-evidence.pcapng'],
  ['na\x1bme.pcap', 'capture-evidence.pcapng'],
])('%j becomes %j', (title, name) => expect(fileNameFor('evidence', title)).toBe(name));
