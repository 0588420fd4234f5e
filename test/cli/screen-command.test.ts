import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { Analysis } from '../../src/analyze/analysis.ts';
import type { ScreenSettings } from '../../src/catalogue/screen-settings.ts';
import type { AnalyzeOptions } from '../../src/cli/analyze-options.ts';
import { checkKeys, runScreen } from '../../src/cli/screen-command.ts';
import { whyNotTaken, writeTakenAway } from '../../src/cli/written-files.ts';
import { type FakeEffects, fakeEffects } from '../support/fake-effects.ts';
import { FakeTerminal } from '../support/fake-terminal.ts';

// There may be a terminal, or none.
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const openSync = (path: string, flags: string) => {
    if (path === '/dev/tty') throw Object.assign(new Error('ENXIO'), { code: 'ENXIO' });
    return fs.openSync(path, flags);
  };
  return { ...fs, openSync };
});

const CAPTURE = fileURLToPath(new URL('../../fixtures/syn-unanswered-5223/input.pcapng', import.meta.url));
const OPTIONS: AnalyzeOptions = {
  allFlows: false,
  strict: false,
  tui: true,
  color: 'never',
  ascii: false,
  quiet: false,
};

const open: AbortController[] = [];
afterEach(() => {
  for (const aborter of open.splice(0)) aborter.abort();
});

interface Shown {
  readonly terminal: FakeTerminal;
  readonly effects: FakeEffects;
  readonly aborter: AbortController;
  readonly done: ReturnType<typeof runScreen>;
  until(expected: string): Promise<string>;
}

async function show(settings: ScreenSettings = {}, columns = 100): Promise<Shown> {
  const terminal = new FakeTerminal(columns, 30);
  const effects: FakeEffects = { ...fakeEffects(), stdin: terminal.stdin, stdout: terminal.stdout };
  const aborter = new AbortController();
  open.push(aborter);
  const analysis = await Analysis.open([CAPTURE], { retainAll: true, signal: aborter.signal, rethrow: true });
  const done = runScreen(analysis, [CAPTURE], { ...OPTIONS, ...settings }, aborter, effects, {
    write: (request, signal) => writeTakenAway(analysis.inputs, request, signal),
    whyNot: (what) => whyNotTaken(analysis.inputs, what),
  });
  const until = async (expected: string) => {
    for (let turn = 0; turn < 1000 && !terminal.frame().includes(expected); turn++)
      await new Promise((resolve) => setTimeout(resolve, 5));
    expect(terminal.frame()).toContain(expected);
    return terminal.frame();
  };
  return { terminal, effects, aborter, done, until };
}

describe('evidence written from the screen', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jamscope-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is named, and told of', async () => {
    const { terminal, until } = await show();
    await until('No answer on TCP 5223');
    terminal.type('e');
    await until('Evidence to: input-evidence.pcapng');
    terminal.type(`\x15${join(folder, 'x.pcapng')}\r`);
    await until('Wrote');
    expect(statSync(join(folder, 'x.pcapng')).size).toBeGreaterThan(500);
  });
});

describe('the screen', () => {
  it('needs keys', async () => {
    const terminal = new FakeTerminal(100, 30);
    const effects = { ...fakeEffects(), stdout: terminal.stdout };
    const aborter = new AbortController();
    const analysis = await Analysis.open([CAPTURE], { signal: aborter.signal });
    const writing = { write: async () => '', whyNot: () => undefined };
    const shown = runScreen(analysis, [CAPTURE], OPTIONS, aborter, effects, writing);
    await expect(shown).rejects.toThrow('no keys can be read');
    expect(effects.listeners()).toBe(0);
    analysis.release();
  });

  it('shows what was read, and gives the last snapshot to who left it', async () => {
    const { terminal, effects, done, until } = await show();
    const frame = await until('No answer on TCP 5223');
    expect(frame).toContain('input.pcapng');
    terminal.type('q');
    const snapshot = await done;
    expect(snapshot?.findings.map(({ rule }) => rule)).toEqual(['blocked/syn-unanswered']);
    expect([terminal.alternate, terminal.raw, terminal.cursorVisible, effects.listeners()]).toEqual([
      false,
      false,
      true,
      0,
    ]);
  });

  it('has the keys of the configuration', async () => {
    const { terminal, done, until } = await show({ keys: { quit: ['Q'] } });
    await until('Q quit');
    terminal.type('q');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(terminal.alternate).toBe(true);
    terminal.type('Q');
    await done;
    expect(checkKeys({ quit: ['n'] })).toHaveLength(1);
  });

  it('is lines only, where that is asked for', async () => {
    const { terminal, done } = await show({ plain: true }, 500);
    for (let turn = 0; turn < 1000 && !terminal.written.join('').includes('F1, 1 of 1'); turn++)
      await new Promise((resolve) => setTimeout(resolve, 5));
    expect(terminal.written.join('')).toMatch(/Reading is done: .*\nVerdict: problems\.\n/);
    expect(terminal.written.join('')).not.toContain('\x1b');
    terminal.type('q');
    expect((await done)?.findings).toHaveLength(1);
  });

  it('gives the terminal back when the process is told to end', async () => {
    const { terminal, effects, aborter, done, until } = await show();
    await until('No answer on TCP 5223');
    effects.signal('SIGTERM');
    await done;
    expect([aborter.signal.aborted, terminal.alternate, terminal.raw]).toEqual([true, false, false]);
  });
});
