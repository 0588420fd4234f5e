/** The terminal UI: a screen over a growing snapshot. The caller has decided that there is a terminal. */
import type { Snapshot } from '../engine/snapshot.ts';
import { clipboardSequence } from './clipboard.ts';
import { type Command, createController, type Surface } from './controller.ts';
import { createJobControl } from './job-control.ts';
import { type KeyMap, remapped } from './key-map.ts';
import { createPlainStage, type PlainStageOptions } from './plain-stage.ts';
import type { Progress } from './progress.ts';
import { createStage, type Stage, sizeOf } from './stage.ts';
import type { WriteRequest } from './take-away.ts';
import { createTheme } from './theme.ts';

export type { Progress } from './progress.ts';
export type { WriteRequest } from './take-away.ts';

export interface UiOptions {
  /** Where keys are read: a terminal (`/dev/tty` when the capture comes on standard input). */
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  /** What the header calls the capture. */
  readonly title: string;
  readonly tool: string;
  /** Signs in ASCII only. */
  readonly ascii: boolean;
  readonly color: boolean;
  /** How many colours there are; 16 where nobody says. */
  readonly palette?: 16 | 256;
  /** Lines that are only appended, in place of a screen: for screen readers. */
  readonly plain?: boolean;
  /** Keys of the user's configuration, in order, in place of the table's own. */
  readonly keys?: KeyMap;
  /** Writes evidence or a report; resolves with what was written, in words. Absent: nothing can be written. */
  write?(request: WriteRequest): Promise<string>;
  /** Why none of the kind can be written, whatever the name: then `e` or `w` says so and asks for none. */
  whyNot?(what: WriteRequest['what']): string | undefined;
  /** `x`: the reading is to end; the screen stays. */
  onStop?(): void;
  /** `q`; the terminal is restored already. */
  onQuit(): void;
  /** Ctrl-c; without it, the same as `q`. */
  onAbort?(): void;
  /** Ctrl-z, after the terminal is restored. By default the foreground job is stopped, as the terminal driver would. */
  suspend?(): void;
}

export interface UiHandle {
  /**
   * Shows a newer snapshot. The caller paces this: at most every 100 ms live, 250 ms while reading. `row`, `flow` and `timestamp` of the
   * last one are called until the next comes, also after the engine went on: they answer with what is known by then.
   */
  publish(snapshot: Snapshot, progress: Progress): void;
  /** Resolves with the first frame, or when there will be none. Work that begins earlier delays it. */
  readonly shown: Promise<void>;
  /** Resolves once the terminal is restored; rejects if the screen itself failed. */
  readonly done: Promise<void>;
  /** Restores the terminal. May be called again. */
  stop(): void;
}

export function startUi(options: UiOptions): UiHandle {
  const theme = createTheme(options);
  const keys = remapped(options.keys ?? {});
  const surface: Surface = {
    title: options.title,
    run: (command) => commands[command](),
    copy: (text) => options.stdout.write(clipboardSequence(text)),
    ...(options.write === undefined ? {} : { write: options.write }),
    ...(options.whyNot === undefined ? {} : { whyNot: options.whyNot }),
  };
  const controller = createController(theme, sizeOf(options.stdout), surface, keys);
  const finish = deferred();
  let stage: Stage | undefined;
  let stopped = false;

  const end = (error?: unknown) => {
    if (stopped) return;
    stopped = true;
    job.end();
    controller.stop();
    stage?.hide();
    if (error === undefined) finish.resolve();
    else finish.reject(error);
  };
  const commands: Readonly<Record<Command, () => void>> = {
    stop: () => options.onStop?.(),
    redraw: () => stage?.redraw(),
    quit() {
      end();
      options.onQuit();
    },
    abort() {
      end();
      (options.onAbort ?? options.onQuit)();
    },
    suspend: () => job.suspend(),
  };
  const job = createJobControl({
    hide: () => stage?.hide(),
    show: () => stage?.show(),
    stopJob: options.suspend,
  });

  const shown = openStage({ ...options, theme, controller, onError: end })
    .then((opened) => {
      if (stopped) return;
      stage = opened;
      stage.show();
    })
    .catch(end);
  return { publish: controller.publish, shown, done: finish.promise, stop: () => end() };
}

/** Lines, or Ink. */
async function openStage(options: PlainStageOptions & Pick<UiOptions, 'plain'>): Promise<Stage> {
  if (options.plain) return createPlainStage(options);
  const { mount } = await loadInk();
  return createStage({ ...options, mount });
}

/** `Promise.withResolvers` of Node 22. */
function deferred() {
  let resolve!: () => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<void>((fulfil, refuse) => {
    resolve = fulfil;
    reject = refuse;
  });
  return { promise, resolve, reject };
}

/** Ink looks for `CI` when it loads, and then draws nothing until the end. Whether there is a terminal is not its decision. */
async function loadInk(): Promise<typeof import('./mount.tsx')> {
  const before = { CI: process.env.CI, CONTINUOUS_INTEGRATION: process.env.CONTINUOUS_INTEGRATION };
  Object.assign(process.env, { CI: 'false', CONTINUOUS_INTEGRATION: 'false' });
  try {
    return await import('./mount.tsx');
  } finally {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}
