import { expect, test } from 'vitest';
import { createController } from '../../src/ui/controller.ts';
import type { MountOptions } from '../../src/ui/mount.tsx';
import { createStage, sizeOf } from '../../src/ui/stage.ts';
import { createTheme } from '../../src/ui/theme.ts';
import { FakeTerminal } from '../support/fake-terminal.ts';
import { OUTSIDE } from './outside.ts';

function started() {
  const terminal = new FakeTerminal(80, 24);
  const theme = createTheme({ ascii: false, color: false });
  const controller = createController(theme, sizeOf(terminal.stdout), OUTSIDE);
  const calls: string[] = [];
  const mount = ({ store }: MountOptions) => {
    const { columns, rows } = store.get().size;
    calls.push(`mount ${columns}x${rows}${terminal.alternate ? '' : ' on the first screen'}`);
    return {
      resize: (size: { columns: number }) => calls.push(`resize ${size.columns}`),
      redraw: () => calls.push('redraw'),
      unmount: () => calls.push('unmount'),
    };
  };
  const stage = createStage({ ...terminal, theme, controller, mount, tool: 't', title: 'x', onError() {} });
  return { terminal, controller, calls, stage };
}

test('is mounted on the alternate screen, at the size of the moment', () => {
  const { terminal, calls, stage } = started();
  terminal.resize(100, 30); // nobody looks yet
  stage.show();
  expect([calls, terminal.alternate]).toEqual([['mount 100x30'], true]);
  stage.hide();
  expect([calls.at(-1), terminal.alternate]).toEqual(['unmount', false]);
});

test('shown again, it starts from nothing', () => {
  const { calls, stage } = started();
  stage.show();
  stage.show();
  expect(calls).toEqual(['mount 80x24', 'unmount', 'mount 80x24']);
});

test('a resize reaches canvas and layout, but only while it is shown', () => {
  const { terminal, controller, calls, stage } = started();
  stage.show();
  terminal.resize(120, 40);
  expect([calls.at(-1), controller.store.get().size]).toEqual(['resize 120', { columns: 120, rows: 40 }]);
  stage.redraw();
  stage.hide();
  terminal.resize(60, 20);
  stage.redraw();
  expect(calls).toEqual(['mount 80x24', 'resize 120', 'redraw', 'unmount']);
});

test('a terminal that does not know its size is taken for the usual one', () => {
  expect(sizeOf({ columns: 0, rows: undefined } as unknown as NodeJS.WriteStream)).toEqual({ columns: 80, rows: 24 });
});
