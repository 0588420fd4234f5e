/** What a person sees, as files: each frame is the grid of a terminal after the program drew on it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { hostileSnapshot } from '../support/hostile-snapshot.ts';
import { type OpenScreen, openScreen } from './open-screen.ts';
import { SCENES } from './scenes.ts';
import { snapshotOfFlows } from './snapshot-of-flows.ts';

/** What no view may show raw: controls, what reorders or hides text; with `ascii`, anything else. */
const HARMFUL = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/u;
const NOT_ASCII = /[^\x20-\x7e\n]/;

/** Each capture is opened at this size: most is in sight there. */
const [COLUMNS, ROWS] = [160, 50];

describe('at every size', () => {
  test.concurrent.for(Object.entries(SCENES))('%s', async ([, scene], { expect, onTestFinished }) => {
    const { until, press, resize, settled, ui } = openScreen(COLUMNS, ROWS, scene.snapshot, scene.options);
    onTestFinished(() => ui.stop());
    await until(scene.opened);
    for (const [name, keys, expected] of scene.shots) {
      if (scene.typedAt !== undefined) await resize(...scene.typedAt);
      await press(keys, expected);
      // The words may be there before the last of the keys has done its work.
      await settled();
      for (const [columns, rows] of scene.sizes) {
        const path = `frames/${columns}x${rows}-${name}.txt`;
        await resize(columns, rows);
        const frame = await settled(kept(path));
        expect(frame).not.toMatch(scene.options?.ascii ? NOT_ASCII : HARMFUL);
        await expect(frame).toMatchFileSnapshot(path);
      }
    }
  });

  test('no frame but these', () => {
    const expected = Object.values(SCENES).flatMap(({ shots, sizes }) =>
      shots.flatMap(([name]) => sizes.map(([columns, rows]) => `${columns}x${rows}-${name}.txt`)),
    );
    const kept = readdirSync(new URL('frames', import.meta.url)).filter((name) => /^\d/.test(name));
    expect(kept.sort()).toEqual(expected.sort());
  });
});

/** What the frame was when somebody looked; undefined for a new one. */
function kept(path: string): string | undefined {
  const url = new URL(path, import.meta.url);
  return existsSync(url) ? readFileSync(url, 'utf8') : undefined;
}

let screen: OpenScreen | undefined;
afterEach(() => screen?.ui.stop());

test.each([16, 256] as const)('%i colours change no text', async (palette) => {
  const frames: string[] = [];
  for (const color of [false, true]) {
    screen = openScreen(120, 40, snapshotOfFlows(12), { color, palette });
    await screen.until(/Verdict.*\n.*✖ blocked/);
    frames.push(await screen.settled(frames[0]));
    screen.ui.stop();
  }
  expect(frames[1]).toBe(frames[0]);
});

test('a name of 64 kB is cut, in every view', async () => {
  const snapshot = hostileSnapshot(snapshotOfFlows(60), 'x'.repeat(65_535));
  screen = openScreen(100, 40, snapshot);
  await screen.until(/Verdict.*\n.*✖ blocked/);
  for (const [keys, expected] of [
    ['3\r', 'judged by'],
    ['q4', 'Address'],
    ['\r', 'Roles'],
    ['q5', 'findings'],
    ['\r', 'What was seen'],
    ['q6', 'The capture'],
    ['q/xxx', '/xxx'],
  ])
    await screen.press(keys, expected);
  expect(Math.max(...screen.terminal.written.map((text) => text.length))).toBeLessThan(64_000);
});
