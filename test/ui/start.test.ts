import { afterEach, describe, expect, test, vi } from 'vitest';
import { startUi } from '../../src/ui/start.tsx';
import { eventually } from '../support/eventually.ts';
import { FakeTerminal } from '../support/fake-terminal.ts';
import { sampleSnapshot } from '../support/sample-snapshot.ts';
import { FINISHED, type OpenScreen, openScreen } from './open-screen.ts';
import { snapshotOfFlows } from './snapshot-of-flows.ts';

const screens: OpenScreen[] = [];
afterEach(() => {
  for (const { ui } of screens.splice(0)) ui.stop();
});

function open(...parameters: Parameters<typeof openScreen>): OpenScreen {
  const screen = openScreen(...parameters);
  screens.push(screen);
  return screen;
}

const hasTerminal = ({ terminal }: OpenScreen) => [terminal.alternate, !terminal.cursorVisible, terminal.raw];

describe('the terminal', () => {
  test('is taken while the screen is there, and given back by q', async () => {
    const screen = open(80, 24, sampleSnapshot());
    await screen.until('q quit');
    expect(hasTerminal(screen)).toEqual([true, true, true]);
    screen.terminal.type('q');
    await screen.ui.done;
    expect([hasTerminal(screen), screen.calls]).toEqual([[false, false, false], ['quit']]);
  });

  test.each([
    ['with onAbort', true, ['abort']],
    ['without', false, ['quit']],
  ])('ctrl-c: %s', async (_, given, calls) => {
    const aborted: string[] = [];
    const screen = open(80, 24, sampleSnapshot(), given ? { onAbort: () => aborted.push('abort') } : {});
    await screen.until('q quit');
    screen.terminal.type('\x03');
    await screen.ui.done;
    expect([...aborted, ...screen.calls]).toEqual(calls);
    expect(hasTerminal(screen)).toEqual([false, false, false]);
  });

  test('stop may be called twice, and before anything was drawn', async () => {
    const screen = open(80, 24, undefined);
    screen.ui.stop();
    screen.ui.stop();
    await screen.ui.done;
    await vi.dynamicImportSettled();
    expect([screen.terminal.written, screen.calls]).toEqual([[], []]);
  });

  test('leaves no listener behind', async () => {
    const count = () =>
      ['exit', 'SIGCONT', 'uncaughtExceptionMonitor', 'beforeExit'].map((name) => process.listenerCount(name));
    const screen = open(80, 24, sampleSnapshot());
    await screen.until('q quit');
    screen.ui.stop();
    const after = count();
    const second = open(80, 24, sampleSnapshot());
    await second.until('q quit');
    expect(count()).not.toEqual(after);
    second.ui.stop();
    expect(count()).toEqual(after);
    expect(second.terminal.stdout.listenerCount('resize')).toBe(0);
  });

  test('ctrl-z gives it back for the shell and takes it again', async () => {
    const atStop: boolean[][] = [];
    const screen = open(80, 24, sampleSnapshot(), { suspend: () => atStop.push(hasTerminal(screen)) });
    await screen.until('q quit');
    await screen.press('3', /━ 3 Flows/);
    screen.terminal.type('\x1a');
    await eventually(() => expect(atStop).toEqual([[false, false, false]]));
    await eventually(() => expect(hasTerminal(screen)).toEqual([true, true, true]));
    await screen.until(/━ 3 Flows/); // as it was
    await screen.press('1', /━ 1 Services/); // keys are read again
  });

  test('a resize is drawn whole at the new size, and the scrollback is never erased', async () => {
    const screen = open(160, 50, snapshotOfFlows(300));
    await screen.until('q quit');
    for (const [columns, rows] of [
      [50, 15],
      [120, 40],
      [80, 24],
      [30, 8],
      [100, 30],
    ] as const) {
      screen.terminal.resize(columns, rows);
      await screen.until(columns < 50 ? 'too small' : /^ jamscope .* q quit$/s);
    }
    expect(screen.terminal.written.join('')).not.toContain('\x1b[3J');
  });

  test('ctrl-l repairs what others wrote on it', async () => {
    const screen = open(80, 24, sampleSnapshot());
    await screen.until(/Verdict.*\n.*blocked/);
    const before = await screen.settled();
    screen.terminal.stdout.write('\x1b[5;1Hsystem going down');
    expect(screen.terminal.frame()).not.toBe(before);
    screen.terminal.type('\x0c');
    await eventually(() => expect(screen.terminal.frame()).toBe(before));
  });

  test('a CI variable does not turn it off', async () => {
    vi.stubEnv('CI', 'true');
    const screen = open(80, 24, sampleSnapshot());
    await screen.until('q quit');
    expect(process.env.CI).toBe('true');
    vi.unstubAllEnvs();
  });

  test('a defect of ours ends the screen, restores the terminal and is told', async () => {
    const terminal = new FakeTerminal(80, 24);
    const snapshot = sampleSnapshot();
    const ui = startUi({ ...terminal, title: 'x', tool: 'jamscope', ascii: false, color: false, onQuit() {} });
    const row = () => {
      throw new Error('made up');
    };
    ui.publish(
      {
        ...snapshot,
        services: [],
        get findings(): never {
          return row();
        },
      },
      FINISHED,
    );
    await expect(ui.done).rejects.toThrow('made up');
    expect([terminal.alternate, terminal.cursorVisible, terminal.raw]).toEqual([false, true, false]);
  });
});

describe('snapshots', () => {
  test('fill the table while the capture is read', async () => {
    const reading = { bytesRead: 1e6, totalBytes: 1e7, bytesPerSecond: 1e6, finished: false };
    const screen = open(120, 40, snapshotOfFlows(100, { version: 1 }), { progress: reading });
    await screen.until(/100 flows .*10%/);
    screen.ui.publish(snapshotOfFlows(2500, { version: 2 }), { ...reading, bytesRead: 5e6 });
    await screen.until(/2,500 flows .*50%/);
    await screen.until('3 Flows  2,500');
    screen.ui.publish(snapshotOfFlows(2600, { version: 3 }), FINISHED);
    expect(await screen.until(/2,600 flows · 5m12s\n/)).not.toContain('%');
  });

  test('wait while the screen is frozen', async () => {
    const screen = open(120, 40, snapshotOfFlows(100, { version: 1 }));
    await screen.until('100 flows');
    await screen.press('p', 'PAUSED');
    screen.ui.publish(snapshotOfFlows(900, { version: 2 }), FINISHED);
    await screen.press('?', 'In the panes');
    expect(screen.terminal.frame()).toContain('100 flows');
    await screen.press('p', '900 flows');
  });
});

test('the filter narrows the flows as it is typed', async () => {
  const screen = open(120, 40, snapshotOfFlows(1000));
  await screen.until('q quit');
  await screen.press('/courier', '/courier▏');
  const frame = await screen.until(/3 Flows {2}[1-9]\d* of 1,000/);
  const lines = frame.split('\n').slice(0, -2); // the hint and the footer
  const rows = lines.slice(lines.findIndex((line) => line.includes('Verdict')) + 1);
  expect(rows.every((line) => line.includes('courier'))).toBe(true);
  await screen.press('\r', /\/courier *\n/);
  await screen.press('\x1b', '3 Flows  1,000');
});
