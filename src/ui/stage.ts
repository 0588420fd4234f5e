/** The screen in the terminal: shown on the alternate screen at the terminal's size, hidden without a trace. */
import { createAlternateScreen } from './alternate-screen.ts';
import type { Controller } from './controller.ts';
import type { Size } from './layout.ts';
import type { Mounted, MountOptions, mount } from './mount.tsx';

export interface StageOptions extends Pick<MountOptions, 'stdin' | 'stdout' | 'tool' | 'title' | 'theme' | 'onError'> {
  readonly controller: Controller;
  /** Handed in, as Ink is loaded late. */
  readonly mount: typeof mount;
}

export interface Stage {
  /** Draws from nothing and takes the keys, raw mode included: at the start, and when the shell had the terminal meanwhile. */
  show(): void;
  /** Gives the terminal back. */
  hide(): void;
  redraw(): void;
}

export function createStage({ controller, mount, ...options }: StageOptions): Stage {
  const { stdout } = options;
  const { store, view, keys, onKeys } = controller;
  const alternate = createAlternateScreen(stdout);
  let mounted: Mounted | undefined;

  const resize = () => {
    mounted?.resize(sizeOf(stdout));
    controller.resize(sizeOf(stdout));
  };
  const hide = () => {
    stdout.off('resize', resize);
    mounted?.unmount();
    mounted = undefined;
    alternate.leave();
  };
  return {
    show() {
      hide();
      stdout.on('resize', resize);
      alternate.enter();
      controller.resize(sizeOf(stdout));
      mounted = mount({ ...options, store, view, keys, onKeys });
    },
    hide,
    redraw: () => mounted?.redraw(),
  };
}

export function sizeOf({ columns, rows }: NodeJS.WriteStream): Size {
  return { columns: columns || 80, rows: rows || 24 };
}
