import { expect, test } from 'vitest';
import type { Snapshot } from '../../src/engine/snapshot.ts';
import { AT_TOP, itemsOf } from '../../src/ui/cursor.ts';
import { TimelinePane } from '../../src/ui/timeline-pane.tsx';
import { sampleFinding, sampleSnapshot } from '../support/sample-snapshot.ts';
import { drawn, PLAIN, widest } from './component.tsx';

const early = { ...sampleFinding('blocked/dns'), firstTime: 0 };
const late = { ...sampleFinding('capture/mid-stream'), firstTime: 300e9 };
const snapshot = sampleSnapshot([early, late]);

function pane(shown: Snapshot | undefined, width: number, height: number, cursor = AT_TOP) {
  const items = itemsOf((shown?.findings ?? []).map(({ key }) => key));
  const area = { width, height };
  return drawn(<TimelinePane {...{ snapshot: shown, items, cursor, area }} inFront theme={PLAIN} />);
}

test('flows, failures and bytes with their peaks, and the times of both ends', () => {
  const lines = pane(snapshot, 100, 12);
  expect(lines[0]).toMatch(/^━ 5 Timeline/);
  for (const [at, name] of ['flows', 'failures', 'bytes'].entries())
    expect(lines[1 + at]).toMatch(new RegExp(`^ ${name} .*█.* \\S`));
  expect(lines[5]).toMatch(/^ +09:00:00 +09:05:12$/);
  expect([lines.length, widest(lines)]).toEqual([12, 100]);
});

test('findings are marked where they begin, the chosen one with an arrow', () => {
  const [, , , , marks] = pane(snapshot, 100, 12);
  expect(marks).toMatch(/^ findings {2}▴ {60,}· *$/);
  const second = { id: late.key, index: 1, offset: 1 };
  expect(pane(snapshot, 100, 12, second as never)[4]).toMatch(/^ findings {2}✖ {60,}▴ *$/);
});

test('and listed with the time of day', () => {
  const lines = pane(snapshot, 100, 12);
  expect(lines[7]).toMatch(/^▸✖ 09:00:00\.000 {2}\S+ DNS/);
  expect(lines[8]).toMatch(/^ · 09:05:00\.000 {2}\S+ The start of/);
});

test('nothing before the first packet', () => expect(pane(undefined, 80, 5).slice(1).join('').trim()).toBe(''));
