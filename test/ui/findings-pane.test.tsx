import { expect, test } from 'vitest';
import { AT_TOP, type Cursor, itemsOf } from '../../src/ui/cursor.ts';
import { FindingsPane } from '../../src/ui/findings-pane.tsx';
import { KEYS } from '../../src/ui/keys.ts';
import { sampleFinding, sampleSnapshot } from '../support/sample-snapshot.ts';
import { drawn, PLAIN, widest } from './component.tsx';
import { FINISHED } from './open-screen.ts';

function pane(
  snapshot: ReturnType<typeof sampleSnapshot> | undefined,
  cursor: Cursor<string> = AT_TOP,
  progress = FINISHED,
  marked = new Set<string>(),
) {
  const items = itemsOf(snapshot?.findings.map(({ key }) => key) ?? []);
  return drawn(
    <FindingsPane
      {...{ snapshot, cursor, items, progress, marked }}
      area={{ width: 90, height: 9 }}
      inFront
      keys={KEYS}
      theme={PLAIN}
    />,
  );
}

test('each finding has its title, and its evidence below', () => {
  const lines = pane(sampleSnapshot());
  expect(lines[0]).toMatch(/^━ 2 Findings {2}\d+ errors · \d+ warnings · \d+ info · ▾ \d+ more ━+$/);
  expect(lines[1]).toMatch(/^▸✖ error {3}F1 DNS: gdmf\.apple\.com/);
  expect(lines[2]).toMatch(/^ {11}6 queries for gdmf/);
  expect(lines[3]).toMatch(/^ ✖ error {3}F2 No answer on TCP 5223/);
  expect([lines.length, widest(lines)]).toEqual([9, 90]);
});

test('the window follows the cursor', () => {
  const snapshot = sampleSnapshot();
  const index = snapshot.findings.length - 1;
  const lines = pane(snapshot, { id: snapshot.findings[index].key, index, offset: 3 });
  expect(lines[7]).toMatch(/^▸· info/);
});

test('a marked one says so, and how many there are', () => {
  const snapshot = sampleSnapshot();
  const lines = pane(snapshot, AT_TOP, FINISHED, new Set([snapshot.findings[0].key]));
  expect([lines[0], lines[2], lines[4]]).toEqual([
    expect.stringContaining('  1 marked · '),
    expect.stringMatching(/^ ● marked +6 queries/),
    expect.not.stringContaining('marked'),
  ]);
});

test('a finding that is not final says so', () => {
  expect(pane(sampleSnapshot([{ ...sampleFinding('blocked/syn-reset'), state: 'provisional' }]))[1]).toContain(
    'F1 (provisional) ',
  );
});

test('what it means when there is none', () => {
  expect(pane(sampleSnapshot([]))[1]).toBe(' No fault found');
  expect(pane(undefined, AT_TOP, { ...FINISHED, finished: false })[1]).toBe(
    ' Reading. What is found appears here at once.',
  );
});
