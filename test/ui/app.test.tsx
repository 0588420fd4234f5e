import { expect, test } from 'vitest';
import { App } from '../../src/ui/app.tsx';
import { createController } from '../../src/ui/controller.ts';
import { KEYS } from '../../src/ui/keys.ts';
import { drawn, PLAIN, widest } from './component.tsx';
import { FINISHED } from './open-screen.ts';
import { OUTSIDE } from './outside.ts';
import { snapshotOfFlows } from './snapshot-of-flows.ts';

function app(columns: number, rows: number, keys: string[] = []): string[] {
  const controller = createController(PLAIN, { columns, rows }, OUTSIDE);
  controller.publish(snapshotOfFlows(100), FINISHED);
  controller.onKeys(keys);
  controller.stop();
  const { store, view, onKeys } = controller;
  return drawn(<App {...{ store, view, keys: KEYS, onKeys }} tool="jamscope" title="office.pcapng" theme={PLAIN} />);
}

test.each([
  [160, 50],
  [120, 40],
  [110, 15],
  [80, 24],
  [60, 24],
  [59, 30],
  [50, 15],
])('%i×%i: every line fits, header first and footer last', (columns, rows) => {
  for (const keys of [[], ['enter'], ['3'], ['?'], ['/', 'a']]) {
    const lines = app(columns, rows, keys);
    expect([lines.length, widest(lines) <= columns]).toEqual([rows, true]);
    expect(lines[0]).toMatch(/^ jamscope /);
    expect(lines[rows - 1]).toMatch(keys[0] === '/' ? /^ \/a/ : /help/);
  }
});

test('a narrow screen shows the pane in front and tabs for the others', () => {
  expect(app(50, 20, ['3'])[2]).toBe(' 1 services  2 findings ▸3 flows  4 hosts  5  6');
  expect(app(50, 20, ['1'])[3]).toMatch(/^━ 1 Services/);
});

test.each([
  [49, 30],
  [80, 14],
  [12, 2],
])('%i×%i: says that it is too small', (columns, rows) => {
  const lines = app(columns, rows);
  expect(lines[0]).toBe(columns >= 26 ? 'The terminal is too small.' : 'The termina…');
  expect([lines.length <= rows, widest(lines) <= columns]).toEqual([true, true]);
});
