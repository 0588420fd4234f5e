/** The real screen in a fake terminal, for tests: type, wait for what a person would wait for, look. */
import type { Snapshot } from '../../src/engine/snapshot.ts';
import { type Progress, startUi, type UiHandle, type UiOptions } from '../../src/ui/start.tsx';
import { FakeTerminal } from '../support/fake-terminal.ts';

export const FINISHED: Progress = { bytesRead: 1000, totalBytes: 1000, bytesPerSecond: 0, finished: true };

export interface OpenScreen {
  readonly terminal: FakeTerminal;
  readonly ui: UiHandle;
  /** What was called besides drawing. */
  readonly calls: string[];
  /** Types the keys, then waits until the screen shows `expected`. */
  press(keys: string, expected: string | RegExp): Promise<string>;
  /** The frame, once it shows `expected`. */
  until(expected: string | RegExp): Promise<string>;
  /** The first frame that is drawn for the new size. */
  resize(columns: number, rows: number): Promise<string>;
  /** The frame, once it is `expected` or stays as it is: a slow machine shows frames between two that a fast one draws as one. */
  settled(expected?: string): Promise<string>;
}

export type ScreenOptions = Partial<UiOptions> & { readonly progress?: Progress };

/** ms. Far more than any frame takes; reached only by a test that fails. */
const PATIENCE = 10_000;
/** ms without another frame. */
const STILL = 300;

export function openScreen(
  columns: number,
  rows: number,
  snapshot: Snapshot | undefined,
  { progress = FINISHED, ...changes }: ScreenOptions = {},
): OpenScreen {
  const terminal = new FakeTerminal(columns, rows);
  const calls: string[] = [];
  const ui = startUi({
    stdin: terminal.stdin,
    stdout: terminal.stdout,
    title: 'office.pcapng',
    tool: 'jamscope',
    ascii: false,
    color: false,
    onQuit: () => calls.push('quit'),
    suspend: () => calls.push('suspend'),
    ...changes,
  });
  if (snapshot !== undefined) ui.publish(snapshot, progress);
  const frameOnce = async (isThere: (frame: string) => boolean, what: string | RegExp) => {
    for (const end = performance.now() + PATIENCE; performance.now() < end; ) {
      const frame = terminal.frame();
      if (isThere(frame)) return frame;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    throw new Error(`the screen never showed ${what}:\n${terminal.frame()}`);
  };
  const until = (expected: string | RegExp) =>
    frameOnce((frame) => (typeof expected === 'string' ? frame.includes(expected) : expected.test(frame)), expected);
  const press = (keys: string, expected: string | RegExp) => {
    terminal.type(keys);
    return until(expected);
  };
  const resize = (columns: number, rows: number) => {
    const before = terminal.written.length;
    terminal.resize(columns, rows);
    // The canvas writes a frame as one text.
    return frameOnce(() => terminal.written.length > before, `a frame of ${columns}x${rows}`);
  };
  const settled = async (expected?: string) => {
    let [frame, since] = [terminal.frame(), performance.now()];
    while (frame !== expected && performance.now() - since < STILL) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      const now = terminal.frame();
      if (now !== frame) [frame, since] = [now, performance.now()];
    }
    return frame;
  };
  return { terminal, ui, calls, press, until, resize, settled };
}
