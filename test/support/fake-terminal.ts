/** A terminal for tests: keys go in, and what is written is drawn on a grid as a VT would, so that a frame is what a person would see. */
import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import stringWidth from 'string-width';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** CSI with its parameters and final byte, text for the clipboard, or the end of a line. */
const CONTROL = /\x1b\[([?\d;]*)([A-Za-z])|\x1b\]52;[^\x07\x1b]*(?:\x07|\x1b\\)|\r?\n/g;

export class FakeTerminal {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  /** All that was written, in order. */
  readonly written: string[] = [];
  alternate = false;
  cursorVisible = true;
  raw = false;
  private cells: string[][] = [];
  private row = 0;
  private column = 0;
  private readonly keys = new PassThrough();
  private readonly events = new EventEmitter();
  private readonly size: { columns: number; rows: number };

  constructor(columns: number, rows: number) {
    this.size = { columns, rows };
    this.clear();
    this.stdin = Object.assign(this.keys, {
      isTTY: true,
      setRawMode: (raw: boolean) => {
        this.raw = raw;
      },
      ref: () => this.keys,
      unref: () => this.keys,
    }) as unknown as NodeJS.ReadStream;
    const write = (text: string) => this.write(text);
    this.stdout = Object.defineProperties(this.events, {
      columns: { get: () => this.size.columns },
      rows: { get: () => this.size.rows },
      isTTY: { value: true },
      write: { value: write },
    }) as unknown as NodeJS.WriteStream;
  }

  /** Types keys, as one chunk of input. */
  type(keys: string): void {
    this.keys.write(keys);
  }

  resize(columns: number, rows: number): void {
    Object.assign(this.size, { columns, rows });
    this.clear();
    this.events.emit('resize');
  }

  /** The screen as text; the blanks at the end of lines are not kept. */
  frame(): string {
    return this.cells.map((row) => row.join('').trimEnd()).join('\n');
  }

  private clear(): void {
    this.cells = Array.from({ length: this.size.rows }, () => new Array(this.size.columns).fill(' '));
  }

  private write(text: string): boolean {
    this.written.push(text);
    let from = 0;
    for (const match of text.matchAll(CONTROL)) {
      this.print(text.slice(from, match.index));
      from = match.index + match[0].length;
      if (match[2] !== undefined) this.control(match[1], match[2]);
      else if (match[0].endsWith('\n')) this.newline();
    }
    this.print(text.slice(from));
    return true;
  }

  private newline(): void {
    this.column = 0;
    if (++this.row < this.size.rows) return;
    this.row = this.size.rows - 1;
    this.cells.shift();
    this.cells.push(new Array(this.size.columns).fill(' '));
  }

  /** Of the control functions of ECMA-48, those that a screen of ours may contain; any other is an error. */
  private control(parameters: string, final: string): void {
    if (final === 'm') return;
    if (final === 'h' || final === 'l') this.mode(parameters, final === 'h');
    else if (final === 'H') this.moveTo(parameters);
    else if (final === 'J' && parameters === '2') this.clear();
    else if (final === 'J' && parameters === '') for (const row of this.cells.slice(this.row)) row.fill(' ');
    else if (final === 'M') this.replaceRows(this.row, this.size.rows, Number(parameters));
    else if (final === 'L') this.replaceRows(this.size.rows - Number(parameters), this.row, Number(parameters));
    else if (final === 'K' && parameters === '') this.cells[this.row].fill(' ', this.column);
    else throw new Error(`unexpected control: ESC [ ${parameters} ${final}`);
  }

  /** Takes `count` rows out at `from`, then puts blank ones in before what is row `to` without them, or at the end. */
  private replaceRows(from: number, to: number, count: number): void {
    this.cells.splice(from, count);
    const blank = Array.from({ length: count }, () => new Array(this.size.columns).fill(' '));
    this.cells.splice(to, 0, ...blank);
  }

  private moveTo(parameters: string): void {
    const [row = 1, column = 1] = parameters.split(';').filter(Boolean).map(Number);
    if (row > this.size.rows || column > this.size.columns) throw new Error(`outside the terminal: ${parameters}`);
    [this.row, this.column] = [row - 1, column - 1];
  }

  private mode(parameter: string, on: boolean): void {
    if (parameter === '?1049') this.alternate = on;
    else if (parameter === '?25') this.cursorVisible = on;
    else if (parameter !== '?2026') throw new Error(`unexpected mode: ${parameter}`);
  }

  private print(text: string): void {
    for (const { segment } of graphemes.segment(text)) {
      const width = stringWidth(segment);
      if (this.column + width > this.size.columns) throw new Error(`a line is wider than the terminal: ${text}`);
      this.cells[this.row][this.column] = segment;
      for (let cell = 1; cell < width; cell++) this.cells[this.row][this.column + cell] = '';
      this.column += width;
    }
  }
}
