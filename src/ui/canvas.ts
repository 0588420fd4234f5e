/** What Ink takes for its standard output. Ink draws whole frames on it; the terminal gets the lines that changed. */
import type { Size } from './layout.ts';
import { findScroll, scrolled, scrollText } from './scroll.ts';
import { withLines } from './stand-ins.ts';

export interface Canvas {
  /** The part of a `WriteStream` that Ink uses. */
  readonly stream: NodeJS.WriteStream;
  /** Frames have this height from now on; the next one is drawn whole. */
  resize(size: Size): void;
  /** Draws the last frame again, whole. */
  redraw(): void;
  /** Ink draws once more when it ends: not on the first screen. */
  mute(): void;
}

/** Synchronised output (mode 2026): a terminal shows the frame when it is whole; one that does not know the mode ignores it. */
const BEGIN = '\x1b[?2026h';
const END = '\x1b[?2026l';
const CLEAR = '\x1b[2J';

/**
 * Columns that Ink believes to have. It makes and joins an object for every cell of them, in every frame; what is laid out beyond is
 * drawn all the same, and the cells between two stand-ins are left out.
 */
export const INK_COLUMNS = 1;

/** How Ink erases the frame before: line by line upwards, from where it believes the cursor to be. */
const ERASING = /^(?:\x1b\[(?:2K|1A|G))*/;

/**
 * Ink 6.8 cannot be let at an alternate screen: its incremental rendering counts one line too few and draws every change a line too low,
 * without it each frame is erased and sent whole, and a resize clears even the scrollback (`ESC [ 3 J`). So lines are compared and
 * addressed here, by row. `rows` has no end, so that Ink never believes that a frame fills the terminal.
 */
export function createCanvas(write: (text: string) => unknown, { rows }: Size): Canvas {
  let frame: readonly string[] = [];
  /** Lines that the terminal shows; undefined when nobody knows. */
  let shown: readonly string[] | undefined;
  let height = rows;
  let muted = false;

  const draw = () => {
    const last = shown ?? [];
    shown = frame.slice(0, height);
    const scroll = findScroll(last, shown);
    const before = scroll === undefined ? last : scrolled(last, scroll);
    const changed = shown.map((line, row) => (line === before[row] ? '' : rowText(row, line))).join('');
    const scrolling = scroll === undefined ? '' : scrollText(scroll);
    const rest = before.length > shown.length ? `\x1b[${shown.length + 1};1H\x1b[J` : '';
    const text = scrolling + changed + rest;
    if (text !== '') write(`${BEGIN}${before.length === 0 ? CLEAR : ''}${text}${END}`);
  };
  const stream = {
    columns: INK_COLUMNS,
    rows: Number.POSITIVE_INFINITY,
    isTTY: false,
    write(text: string) {
      if (muted || text === '') return true;
      frame = withLines(text.replace(ERASING, '').replace(/\n$/, ''));
      draw();
      return true;
    },
    on: () => stream,
    off: () => stream,
  };
  return {
    stream: stream as unknown as NodeJS.WriteStream,
    resize(size) {
      height = size.rows;
      shown = undefined;
    },
    redraw() {
      shown = undefined;
      draw();
    },
    mute() {
      muted = true;
    },
  };
}

/** Erased first: behind a line that fills the row, the cursor still stands on its last cell. */
function rowText(row: number, line: string): string {
  return `\x1b[${row + 1};1H\x1b[K${line}`;
}
