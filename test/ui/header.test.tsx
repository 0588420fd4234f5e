import { describe, expect, test } from 'vitest';
import { arrivalOrder } from '../../src/ui/flow-order.ts';
import { Header } from '../../src/ui/header.tsx';
import type { Screen } from '../../src/ui/screen.ts';
import { INITIAL_STATE } from '../../src/ui/state.ts';
import { flowIdsTo } from '../support/sample-snapshot.ts';
import { drawn, PLAIN, widest } from './component.tsx';
import { FINISHED } from './open-screen.ts';
import { snapshotOfFlows } from './snapshot-of-flows.ts';

const SCREEN: Screen = {
  size: { columns: 120, rows: 40 },
  snapshot: snapshotOfFlows(12_431),
  progress: FINISHED,
  order: arrivalOrder(flowIdsTo(0), false),
  ordering: undefined,
  ui: INITIAL_STATE,
};
const READING = { bytesRead: 380e6, totalBytes: 1e9, bytesPerSecond: 212e6, finished: false };

const line = (changes: Partial<Screen>, title = 'office.pcapng') =>
  drawn(<Header screen={{ ...SCREEN, ...changes }} tool="jamscope" title={title} theme={PLAIN} />)[0];

describe('the header', () => {
  test.each<[string, Partial<Screen>, string]>([
    ['read', {}, ' jamscope  office.pcapng  12,431 flows · 5m12s'],
    [
      'reading',
      { progress: READING },
      ' jamscope  office.pcapng  12,431 flows · 5m12s · 38% ▓▓▓▓░░░░░░ 212 MB/s ETA 3s · x stops',
    ],
    [
      'reading a pipe',
      { progress: { bytesRead: 380e6, bytesPerSecond: 0, finished: false } },
      ' jamscope  office.pcapng  12,431 flows · 5m12s · 380 MB read · 0 B/s · x stops',
    ],
    [
      'nothing yet',
      { snapshot: undefined, progress: { ...READING, bytesRead: 0, bytesPerSecond: 0 } },
      ' jamscope  office.pcapng  0% ░░░░░░░░░░ 0 B/s · x stops',
    ],
    [
      'stopped by the user',
      { progress: { ...READING, finished: true, stopped: true } },
      ' jamscope  office.pcapng  12,431 flows · 5m12s · stopped at 38%',
    ],
    [
      'a pipe, stopped by the user',
      { progress: { bytesRead: 380e6, bytesPerSecond: 0, finished: true, stopped: true } },
      ' jamscope  office.pcapng  12,431 flows · 5m12s · stopped',
    ],
    [
      'ended by an error',
      { progress: { ...FINISHED, error: 'gone' } },
      ' jamscope  office.pcapng  12,431 flows · 5m12s · stopped',
    ],
  ])('%s', (_, changes, expected) => expect(line(changes)).toBe(expected));

  test('says PAUSED and the filter on the right', () => {
    const text = line({ ui: { ...INITIAL_STATE, paused: true, filter: 'apns' } });
    expect(text).toMatch(/^ jamscope .* PAUSED {2}\/apns$/);
    expect(text.length).toBe(119);
  });

  test('a long name gives way before the figures do', () => {
    const size = { columns: 80, rows: 24 };
    const text = line({ size }, `${'very-long-'.repeat(20)}.pcapng`);
    expect(text).toContain('…  12,431 flows · 5m12s');
  });

  test('the figures give way one by one, the duration first and how far the reading is last', () => {
    const at = (columns: number) => line({ size: { columns, rows: 24 }, progress: READING });
    expect(at(60)).toContain('  12,431 flows · 38% 212 MB/s ETA 3s');
    expect(at(50)).toBe(' jamscope  office.pcapng  38% 212 MB/s ETA 3s');
    const ui = { ...INITIAL_STATE, filter: 'service:managed-device-apns' };
    expect(line({ size: { columns: 50, rows: 24 }, ui })).toMatch(/^ jamscope {2}office\.pcapng +\/service:manage…$/);
  });

  test('a path gives up its folders where it does not fit', () => {
    const path = '/Volumes/customer captures/2026-11/office/office.pcapng';
    expect(line({}, path)).toContain(path);
    expect(line({ size: { columns: 60, rows: 24 } }, path)).toBe(' jamscope  office.pcapng  12,431 flows · 5m12s');
    expect(line({ size: { columns: 60, rows: 24 } }, `${path} and 3 more`)).toContain(' office.pcapng and 3 more  12');
    expect(line({ size: { columns: 50, rows: 24 } }, '/Volumes/customer captures/2026/')).toContain('  2026/  ');
  });

  test.each([50, 60, 80, 100, 160])('fits %i columns with all of it, whatever the name holds', (columns) => {
    const ui = { ...INITIAL_STATE, paused: true, filter: '管理'.repeat(40) };
    const lines = drawn(
      <Header
        screen={{ ...SCREEN, size: { columns, rows: 24 }, progress: READING, ui }}
        tool="jamscope"
        title={'\x1b]0;管理\x07'.repeat(9)}
        theme={PLAIN}
      />,
    );
    expect([lines.length, widest(lines) <= columns]).toEqual([1, true]);
    expect(lines[0]).not.toMatch(/\p{Cc}/u);
  });
});
