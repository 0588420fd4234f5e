/** Drives the terminal UI while a capture is read. Loaded only when there is a terminal. */
import { openSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import type { LiveStatus, Reading } from '../analyze/reading.ts';
import { turnOfEvents } from '../analyze/turn-of-events.ts';
import type { KeyCheck } from '../catalogue/parse-site.ts';
import type { ScreenSettings } from '../catalogue/screen-settings.ts';
import type { Snapshot } from '../engine/snapshot.ts';
import { OutputError } from '../evidence/output-error.ts';
import { keyFaults } from '../ui/key-map.ts';
import { type Progress, startUi, type UiHandle, type WriteRequest } from '../ui/start.tsx';
import type { AnalyzeOptions } from './analyze-options.ts';
import type { Effects } from './effects.ts';
import { colorOf, paletteOf } from './terminal.ts';
import { TOOL } from './tool.ts';

/** ms of reading between two turns of the event loop. */
const SLICE_BUDGET = 8;

/** ms between two snapshots while reading. */
const PUBLISH_INTERVAL = 250;
/**
 * Part of the time that the snapshots of a live capture may take, which has no end: of 100 000 flows, a fifth of which fail, one takes 100 ms,
 * and no key is heard meanwhile. At most so many ms lie between two.
 */
const LIVE_SHARE = 0.05;
const LONGEST_INTERVAL = 5000;

export type ScreenOptions = Pick<AnalyzeOptions, 'ascii' | 'color' | 'plain' | 'failOn'> & ScreenSettings;

/** What is wrong with keys of the configuration: nobody but the screen knows what they may be. */
export const checkKeys: KeyCheck = keyFaults;

/** What the program does for the screen: this bundle has copies of no class. */
export interface Writing {
  write(request: WriteRequest, signal: AbortSignal): Promise<string>;
  whyNot(what: WriteRequest['what']): string | undefined;
}

/** Resolves with the last snapshot when the user leaves, or undefined when a signal ended it. */
export async function runScreen(
  analysis: Reading,
  paths: readonly string[],
  options: ScreenOptions,
  aborter: AbortController,
  effects: Effects,
  { write, whyNot }: Writing,
): Promise<Snapshot | undefined> {
  let signalled = false;
  const stop = () => aborter.abort();
  // Not the reading's own signal: what was read until it was stopped can be taken away.
  const leaving = new AbortController();
  const ui = startUi({
    stdin: keyboard(paths, effects),
    stdout: effects.stdout,
    title: paths.length === 1 ? paths[0] : `${paths[0]} and ${paths.length - 1} more`,
    tool: TOOL.name,
    ascii: options.ascii,
    color: colorOf(options.color, effects.stdout, effects.env),
    palette: paletteOf(effects.stdout, effects.env),
    keys: options.keys ?? {},
    plain: options.plain ?? false,
    write: (request) => write(request, leaving.signal),
    whyNot,
    onStop: stop,
    onQuit() {
      // What nobody will look at is not worked out: leaving is at once, however much was read.
      if (options.failOn === undefined) analysis.abandon();
      stop();
    },
  });
  const stopListening = effects.onSignal(() => {
    signalled = true;
    analysis.abandon();
    stop();
    ui.stop();
  });
  try {
    await ui.shown;
    const [snapshot] = await Promise.all([readInto(ui, analysis, aborter.signal, effects), ui.done]);
    return signalled ? undefined : snapshot;
  } finally {
    stopListening();
    leaving.abort();
    ui.stop();
  }
}

async function readInto(ui: UiHandle, analysis: Reading, signal: AbortSignal, effects: Effects): Promise<Snapshot> {
  const started = effects.now();
  let due = Number.NEGATIVE_INFINITY;
  let last: Snapshot | undefined;
  const publish = (finished: boolean): Snapshot => {
    const began = effects.now();
    const snapshot = analysis.snapshot();
    const { bytesRead, totalBytes, live } = analysis;
    const bytesPerSecond = bytesRead / Math.max(0.001, (effects.now() - started) / 1000);
    const total = totalBytes === undefined ? {} : { totalBytes };
    const stopped = finished && signal.aborted;
    const rest = live === undefined ? total : { live: liveProgress(live) };
    ui.publish(snapshot, { bytesRead, ...rest, bytesPerSecond, finished, stopped });
    due = effects.now() + pauseAfter(effects.now() - began, live !== undefined);
    last = snapshot;
    return snapshot;
  };
  let turned = effects.now();
  for await (const _ of analysis.run()) {
    // What is read ahead is there without a turn of the event loop, and keys would wait; a snapshot would have them wait longer.
    if (effects.now() - turned >= SLICE_BUDGET) {
      await turnOfEvents();
      turned = effects.now();
    }
    if (effects.now() >= due) publish(false);
  }
  return analysis.abandoned && last !== undefined ? last : publish(true);
}

/** ms until the next snapshot, where one took `cost` ms. */
function pauseAfter(cost: number, live: boolean): number {
  return live ? Math.min(LONGEST_INTERVAL, Math.max(PUBLISH_INTERVAL, cost / LIVE_SHARE)) : PUBLISH_INTERVAL;
}

/** As it is now: what engines count goes on changing. */
function liveProgress({ feeds, ...others }: LiveStatus): NonNullable<Progress['live']> {
  const now = feeds.map(({ live: { engine, interfaceName, why, counts }, state }) => {
    return { engine, interface: interfaceName, why, state, ...counts };
  });
  return { ...others, feeds: now };
}

/** Keys come from the terminal even when the capture, or nothing at all, comes on standard input. Throws `OutputError` where there is none. */
function keyboard(paths: readonly string[], { stdin }: Effects): NodeJS.ReadStream {
  if (!paths.includes('-') && stdin.isTTY) return stdin;
  try {
    return new ReadStream(openSync('/dev/tty', 'r')) as NodeJS.ReadStream;
  } catch {
    throw new OutputError('no keys can be read: standard input is no terminal, and there is no other', 'Add --no-tui.');
  }
}
