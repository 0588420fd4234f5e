/** The screen without a screen: lines that are only ever appended, for screen readers. Keys, state and store are the same; Ink is not loaded. */
import { emitKeypressEvents, type Key } from 'node:readline';
import type { Controller } from './controller.ts';
import { keyNames } from './key-names.ts';
import { createNarrator } from './narrator.ts';
import type { Stage } from './stage.ts';
import type { Theme } from './theme.ts';

export interface PlainStageOptions {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly tool: string;
  readonly title: string;
  readonly theme: Theme;
  readonly controller: Controller;
  /** A defect of ours. */
  onError(error: unknown): void;
}

/** Nothing is laid out; a page of a list is as long as on a common screen. */
const PAGE = { columns: 100, rows: 40 };

export function createPlainStage({ stdin, stdout, onError, ...options }: PlainStageOptions): Stage {
  const { controller, theme } = options;
  const { store, view, keys, onKeys } = controller;
  const narrator = createNarrator(`${options.tool} ${options.title}`, keys, theme);
  const typed = createTypedLine((text) => stdout.write(text), theme);
  let leave: (() => void) | undefined;

  const print = (lines: readonly string[]) => {
    if (lines.length > 0) typed.end();
    if (lines.length > 0) stdout.write(`${lines.join('\n')}\n`);
    typed.show(store.get().ui.prompt?.text);
  };
  const say = (what: 'news' | 'opening') => {
    try {
      print(narrator[what](store.get(), view(store.get())));
    } catch (error) {
      onError(error);
    }
  };
  const press = (input: string | undefined, key: Key) => {
    const { prompt } = store.get().ui;
    onKeys(namesOf(input, key));
    // A filter with a mistake is not taken: nothing else would say why.
    const { mistake } = view(store.get()).typing ?? {};
    if (store.get().ui.prompt === prompt && mistake !== undefined) print([theme.clean(mistake)]);
  };
  const hide = () => {
    leave?.();
    leave = undefined;
  };
  return {
    show() {
      hide();
      controller.resize(PAGE);
      emitKeypressEvents(stdin);
      stdin.setRawMode(true);
      stdin.on('keypress', press);
      stdin.resume();
      const unsubscribe = store.subscribe(() => say('news'));
      leave = () => {
        unsubscribe();
        typed.end();
        stdin.off('keypress', press);
        stdin.setRawMode(false);
        stdin.pause();
      };
      say('opening');
    },
    hide,
    redraw: () => say('opening'),
  };
}

/** What is being typed stands at the end of the output: it grows there, and is said anew when it changes otherwise. */
function createTypedLine(write: (text: string) => void, theme: Theme) {
  let shown: string | undefined;
  const end = () => {
    if (shown !== undefined) write('\n');
    shown = undefined;
  };
  return {
    end,
    show(text: string | undefined): void {
      if (text === shown) return;
      const grows = shown !== undefined && text?.startsWith(shown);
      if (!grows) end();
      if (text !== undefined) write(theme.clean(grows ? text.slice(shown!.length) : `> ${text}`));
      shown = text;
    },
  };
}

/** Node's names of keys that Ink has a flag for. */
const FLAGS: Readonly<Record<string, Parameters<typeof keyNames>[1]>> = {
  up: { upArrow: true },
  down: { downArrow: true },
  left: { leftArrow: true },
  right: { rightArrow: true },
  pageup: { pageUp: true },
  pagedown: { pageDown: true },
  home: { home: true },
  end: { end: true },
  return: { return: true },
  enter: { return: true },
  escape: { escape: true },
  tab: { tab: true },
  backspace: { backspace: true },
  delete: { delete: true },
};

/** Of a key with Alt, Node hands over no input. */
function namesOf(input: string | undefined, { name = '', ctrl = false, shift = false, meta = false, sequence }: Key) {
  const text = ctrl ? name : (input ?? sequence?.slice(1) ?? '');
  return keyNames(text, { ...FLAGS[name], ctrl, shift, meta });
}
