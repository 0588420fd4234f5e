import { expect, test, vi } from 'vitest';
import { createController } from '../../src/ui/controller.ts';
import { mount } from '../../src/ui/mount.tsx';
import { createTheme } from '../../src/ui/theme.ts';
import { eventually } from '../support/eventually.ts';
import { FakeTerminal } from '../support/fake-terminal.ts';
import { FINISHED } from './open-screen.ts';
import { OUTSIDE } from './outside.ts';
import { snapshotOfFlows } from './snapshot-of-flows.ts';

// Ink asks when it loads; `startUi` sees to it.
vi.hoisted(() => Object.assign(process.env, { CI: 'false', CONTINUOUS_INTEGRATION: 'false' }));

function mounted(onError: (error: unknown) => void = () => {}) {
  const terminal = new FakeTerminal(80, 24);
  const theme = createTheme({ ascii: false, color: false });
  const controller = createController(theme, { columns: 80, rows: 24 }, OUTSIDE);
  const { store, view, keys, onKeys } = controller;
  const ink = mount({ ...terminal, store, view, keys, onKeys, theme, tool: 'jamscope', title: 'x.pcap', onError });
  return { terminal, controller, ink };
}

test('draws what the store holds, and reads keys', async () => {
  const { terminal, controller, ink } = mounted();
  controller.publish(snapshotOfFlows(20), FINISHED);
  await eventually(() => expect(terminal.frame()).toContain('20 flows'));
  terminal.type('3');
  await eventually(() => expect(terminal.frame()).toContain('━ 3 Flows'));
  ink.unmount();
  controller.stop();
});

test('unmounted, it neither draws nor reads', async () => {
  const { terminal, controller, ink } = mounted();
  await eventually(() => expect(terminal.raw).toBe(true));
  ink.unmount();
  const written = terminal.written.length;
  controller.publish(snapshotOfFlows(20), FINISHED);
  terminal.type('3');
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect([terminal.raw, terminal.written.length, controller.store.get().ui.pane]).toEqual([false, written, 'findings']);
  controller.stop();
});

test('a component that throws is told', async () => {
  const errors: unknown[] = [];
  const { controller } = mounted((error) => errors.push(error));
  const broken = { ...snapshotOfFlows(20), services: undefined as never };
  try {
    controller.publish(broken, FINISHED);
  } catch {
    // React may throw to whoever changed the store
  }
  await eventually(() => expect(errors.length).toBe(1));
  controller.stop();
});
