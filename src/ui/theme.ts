/** How things look: semantic tokens as attributes, glyphs, and the look of every status. Never colour alone: always glyph and word. */
import type { FindingReport, ServiceReport } from '../engine/contract.ts';
import type { FlowRow } from '../engine/snapshot.ts';
import { cleanText, fitText, visiblePart } from './display-text.ts';

export type Token = 'plain' | 'ok' | 'warn' | 'bad' | 'info' | 'muted' | 'strong';

type Attributes = Readonly<Record<Token, readonly [on: string, off: string]>>;

/** SGR on and off, in the terminal's own sixteen colours. Faint, not bright black: that is invisible on Solarized. */
const SIXTEEN: Attributes = {
  plain: ['', ''],
  ok: ['\x1b[32m', '\x1b[39m'],
  warn: ['\x1b[33m', '\x1b[39m'],
  bad: ['\x1b[31m', '\x1b[39m'],
  info: ['\x1b[36m', '\x1b[39m'],
  muted: ['\x1b[2m', '\x1b[22m'],
  strong: ['\x1b[1m', '\x1b[22m'],
};

const fixed = (index: number) => [`\x1b[38;5;${index}m`, '\x1b[39m'] as const;

/**
 * Of the 256 colours, those beyond the sixteen are the same everywhere. These are half-way between black and white, so that nobody has to ask
 * what the background is: contrast 3.1 at least on black, white, Terminal.app's dark and both Solarized. The terminals' own yellow has 1.7 on
 * white, green 2.2, cyan 2.0, and faint 1.9 on Solarized's light.
 */
const MIDDLE: Attributes = {
  ...SIXTEEN,
  ok: fixed(28),
  warn: fixed(136),
  bad: fixed(196),
  info: fixed(32),
  muted: fixed(244),
};

const UNICODE = {
  cross: '✖',
  warning: '!',
  misplaced: '≠',
  check: '✓',
  question: '?',
  dash: '–',
  dot: '·',
  cursor: '▸',
  rule: '─',
  heavyRule: '━',
  bar: '│',
  brokenBar: '┊',
  left: '◄',
  right: '►',
  full: '▓',
  empty: '░',
  ellipsis: '…',
  caret: '▏',
  mark: '●',
  up: '▴',
  down: '▾',
};
export type Glyph = keyof typeof UNICODE;

const ASCII: Readonly<Record<Glyph, string>> = {
  cross: 'x',
  warning: '!',
  misplaced: '*',
  check: '+',
  question: '?',
  dash: '-',
  dot: '-',
  cursor: '>',
  rule: '-',
  heavyRule: '=',
  bar: '|',
  brokenBar: ':',
  left: '<',
  right: '>',
  full: '#',
  empty: '.',
  ellipsis: '~',
  caret: '_',
  mark: '*',
  up: '^',
  down: 'v',
};

/** Bars of growing height, for a sparkline. */
const UNICODE_BARS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const ASCII_BARS = ['.', ':', '|', '#'];

/** Read aloud, a sign is noise: the word beside it says the same. */
const silenced = (glyphs: Readonly<Record<Glyph, string>>): Readonly<Record<Glyph, string>> => ({
  ...(Object.fromEntries(Object.keys(glyphs).map((name) => [name, ''])) as Record<Glyph, string>),
  dot: '-',
  ellipsis: glyphs.ellipsis,
});

export interface Theme {
  glyph(name: Glyph): string;
  /** From the lowest to the full one. */
  readonly bars: readonly string[];
  /** With the attributes of `token` around it; text unchanged where colour is off. */
  paint(token: Token, text: string): string;
  /** A selected line: inverse. The cursor glyph says it without colour. */
  selected(line: string): string;
  /** Text from anywhere, harmless, in exactly `width` cells. */
  fit(text: string, width: number, align?: 'left' | 'right'): string;
  /** Text from anywhere, harmless. */
  clean(text: string): string;
}

export interface ThemeOptions {
  readonly ascii: boolean;
  readonly color: boolean;
  /** How many colours there are; 16 where nobody says. */
  readonly palette?: 16 | 256;
  /** To be read aloud: neither colours nor signs. */
  readonly plain?: boolean;
}

export function createTheme({ ascii, color, palette = 16, plain = false }: ThemeOptions): Theme {
  const painted = color && !plain;
  const attributes = palette === 256 ? MIDDLE : SIXTEEN;
  const signs = ascii ? ASCII : UNICODE;
  const glyphs = plain ? silenced(signs) : signs;
  const clean = (text: string) => cleanText(text, ascii);
  return {
    clean,
    bars: ascii ? ASCII_BARS : UNICODE_BARS,
    glyph: (name) => glyphs[name],
    paint: (token, text) => (painted ? attributes[token][0] + text + attributes[token][1] : text),
    selected: (line) => (painted ? `\x1b[7m${line}\x1b[27m` : line),
    fit: (text, width, align) => fitText(clean(visiblePart(text, width)), width, glyphs.ellipsis, align),
  };
}

export interface Look {
  readonly glyph: Glyph;
  readonly token: Token;
  readonly word: string;
}

/** Worst first: the order of the services pane. */
export const STATUS_LOOKS: Readonly<Record<ServiceReport['status'], Look>> = {
  blocked: { glyph: 'cross', token: 'bad', word: 'blocked' },
  intercepted: { glyph: 'warning', token: 'bad', word: 'intercepted' },
  misconfigured: { glyph: 'misplaced', token: 'warn', word: 'misconfigured' },
  degraded: { glyph: 'warning', token: 'warn', word: 'degraded' },
  undecided: { glyph: 'question', token: 'info', word: 'undecided' },
  healthy: { glyph: 'check', token: 'ok', word: 'healthy' },
  'resolved-only': { glyph: 'dot', token: 'muted', word: 'resolved only' },
  'not-observed': { glyph: 'dash', token: 'muted', word: 'not observed' },
};

/** Worst first: the order of the flow table. */
export const VERDICT_LOOKS: Readonly<Record<FlowRow['verdict'], Look>> = {
  blocked: { glyph: 'cross', token: 'bad', word: 'blocked' },
  intercepted: { glyph: 'warning', token: 'bad', word: 'intercepted' },
  rejected: { glyph: 'cross', token: 'bad', word: 'rejected' },
  misplaced: { glyph: 'misplaced', token: 'warn', word: 'misplaced' },
  undecided: { glyph: 'question', token: 'info', word: 'undecided' },
  ok: { glyph: 'check', token: 'ok', word: 'ok' },
  unrelated: { glyph: 'dot', token: 'muted', word: 'unrelated' },
};

/** Worst first: the order of the findings pane. */
export const SEVERITY_LOOKS: Readonly<Record<FindingReport['severity'], Look>> = {
  error: { glyph: 'cross', token: 'bad', word: 'error' },
  warning: { glyph: 'warning', token: 'warn', word: 'warning' },
  info: { glyph: 'dot', token: 'info', word: 'info' },
};

/** Place of each name of a table of looks, worst 0. */
export function rankOf<Name extends string>(looks: Readonly<Record<Name, Look>>): Readonly<Record<Name, number>> {
  return Object.fromEntries(Object.keys(looks).map((name, rank) => [name, rank])) as Record<Name, number>;
}
