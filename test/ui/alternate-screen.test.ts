import { expect, test } from 'vitest';
import { createAlternateScreen } from '../../src/ui/alternate-screen.ts';
import { FakeTerminal } from '../support/fake-terminal.ts';

const state = ({ alternate, cursorVisible }: FakeTerminal) => ({ alternate, cursorVisible });
const FIRST = { alternate: false, cursorVisible: true };
const SECOND = { alternate: true, cursorVisible: false };

test('enters and leaves, once each', () => {
  const terminal = new FakeTerminal(80, 24);
  const screen = createAlternateScreen(terminal.stdout);
  screen.leave();
  expect(terminal.written).toEqual([]);
  screen.enter();
  screen.enter();
  expect([state(terminal), terminal.written.length]).toEqual([SECOND, 1]);
  screen.leave();
  screen.leave();
  expect([state(terminal), terminal.written.length]).toEqual([FIRST, 2]);
});

test.each(['exit', 'uncaughtExceptionMonitor'] as const)('is left on %s', (event) => {
  const before = process.listeners(event as 'exit');
  const terminal = new FakeTerminal(80, 24);
  const screen = createAlternateScreen(terminal.stdout);
  screen.enter();
  const [added] = process.listeners(event as 'exit').filter((listener) => !before.includes(listener));
  added(0);
  expect(state(terminal)).toEqual(FIRST);
  expect(process.listeners(event as 'exit')).toEqual(before);
});
