/** Ink, mounted on a canvas. The only file that starts it; loaded when a screen is wanted, as it takes 50 ms even with its code compiled at the build. */
import { render } from 'ink';
import { App, type AppProps } from './app.tsx';
import { type Canvas, createCanvas } from './canvas.ts';

/** Frames a second at most, so that no key waits for its frame for long. Keys and snapshots alone make frames, and snapshots are paced. */
const MAX_FPS = 60;

export interface MountOptions extends AppProps {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  /** A component threw: a defect of ours. Nothing is mounted any more. */
  onError(error: unknown): void;
}

export interface Mounted extends Pick<Canvas, 'resize' | 'redraw'> {
  /** Draws no more, reads no more keys. */
  unmount(): void;
}

export function mount({ stdin, stdout, onError, ...props }: MountOptions): Mounted {
  const canvas = createCanvas((text) => stdout.write(text), props.store.get().size);
  const ink = render(<App {...props} />, {
    stdin,
    stdout: canvas.stream,
    exitOnCtrlC: false,
    patchConsole: false,
    maxFps: MAX_FPS,
  });
  ink.waitUntilExit().catch(onError);
  return {
    resize: canvas.resize,
    redraw: canvas.redraw,
    unmount() {
      canvas.mute();
      ink.unmount();
    },
  };
}
