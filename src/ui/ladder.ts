/** A flow as a ladder: its steps as arrows between its two ends, with time, frame and size; on a narrow screen as lines. */
import type { FlowReport, StepReport } from '../engine/contract.ts';
import { textWidth, wrapText } from './display-text.ts';
import { countedText, delayText } from './figures.ts';
import { type Rung, rungsOf, sinceText, sizeText } from './rungs.ts';
import type { Theme, Token } from './theme.ts';

/** What the drawing needs beside the flow. */
export interface LadderStyle {
  readonly theme: Theme;
  /** `812`, or with several inputs `2:812`. */
  frameText(at: StepReport['at']): string;
}

/** Cells below which there are no lifelines. */
const MIN_WIDTH = 72;
/** Seconds; a longer delay breaks the lifelines. */
const LONG_GAP = 1;
const TIME = 11;
const DELAY = 9;
const FRAME = 9;
const SIZE = 8;
/** Before the first lifeline, behind the second one. */
const LEAD = ' '.repeat(TIME + DELAY + 1);
const TAIL = ' '.repeat(FRAME + SIZE);

/** Lines of exactly `width` cells. */
export function ladderLines(flow: FlowReport, width: number, style: LadderStyle): string[] {
  const { heads, rung } = width < MIN_WIDTH ? NARROW : WIDE;
  const left = flow.omitted?.steps ?? 0;
  const more =
    left === 0 ? [] : [style.theme.paint('muted', style.theme.fit(`${countedText(left, 'step')} more`, width))];
  return [...heads(flow, width, style), ...rungsOf(flow).flatMap((each) => rung(each, width, style)), ...more];
}

interface Drawing {
  heads(flow: FlowReport, width: number, style: LadderStyle): string[];
  rung(rung: Rung, width: number, style: LadderStyle): string[];
}

const WIDE: Drawing = {
  heads(flow, width, { theme }) {
    const span = spanOf(width);
    const labels = theme.fit('originator', span - 9) + theme.fit('responder', 11, 'right');
    const lead = `${theme.fit('seconds', TIME, 'right')}${theme.fit('delay', DELAY, 'right')} `;
    const tail = theme.fit('frame', FRAME, 'right') + theme.fit('size', SIZE, 'right');
    return [...endLines(flow, width, theme), theme.paint('muted', lead + labels + tail)];
  },
  rung(rung, width, { theme, frameText }) {
    const { step, since, delay, failed } = rung;
    const span = spanOf(width);
    const between = (text: string, bar = theme.glyph('bar')) => bar + text + bar;
    const after = theme.paint('muted', theme.fit(delay > 0 ? delayText(delay) : '', DELAY, 'right'));
    const lead = `${theme.fit(sinceText(since), TIME, 'right')}${after} `;
    const lines = [
      lead + between(theme.paint(tokenOf(rung), arrow(step, span, theme))) + tailOf(step, frameText, theme),
    ];
    if (delay >= LONG_GAP) lines.unshift(LEAD + between(' '.repeat(span), theme.glyph('brokenBar')) + TAIL);
    if (failed === undefined) return lines;
    const words = theme.fit(` ${theme.glyph('cross')} ${failed} `, span, step.from === 'originator' ? 'left' : 'right');
    return [...lines, LEAD + between(theme.paint('bad', words)) + TAIL];
  },
};

const NARROW: Drawing = {
  heads(flow, width, { theme }) {
    const head = (from: StepReport['from']) =>
      wrapText(theme.clean(endTexts(flow[from]).join('  ')), width - 2).map((text, at) =>
        theme.paint('strong', `${at === 0 ? sideOf(from, theme) : ' '} ${theme.fit(text, width - 2)}`),
      );
    return [...head('originator'), ...head('responder')];
  },
  rung(rung, width, { theme, frameText }) {
    const { step, since, delay, failed } = rung;
    const name = theme.fit(step.name, width - TIME - 3 - FRAME - SIZE);
    const what = theme.paint(tokenOf(rung), `${sideOf(step.from, theme)} ${name}`);
    const aside = (text: string, token: Token) =>
      theme.paint(token, theme.fit(`${' '.repeat(TIME + 1)}${text}`, width));
    return [
      ...(delay < LONG_GAP ? [] : [aside(`${theme.glyph('brokenBar')} ${delayText(delay)}`, 'muted')]),
      `${theme.fit(sinceText(since), TIME, 'right')} ${what}${tailOf(step, frameText, theme)}`,
      ...(failed === undefined ? [] : [aside(`  ${theme.glyph('cross')} ${failed}`, 'bad')]),
    ];
  },
};

/** Cells between the lifelines. */
function spanOf(width: number): number {
  return width - LEAD.length - TAIL.length - 2;
}

function tailOf(step: StepReport, frameText: LadderStyle['frameText'], theme: Theme): string {
  const size = theme.paint('muted', theme.fit(sizeText(step), SIZE, 'right'));
  return theme.fit(frameText(step.at), FRAME, 'right') + size;
}

function tokenOf({ step, failed }: Rung): Token {
  if (failed !== undefined) return 'bad';
  return step.name.endsWith('-resent') ? 'warn' : 'plain';
}

/** `── syn ────►`, the name beside its sender. */
function arrow({ name, from }: StepReport, width: number, theme: Theme): string {
  const word = ` ${theme.clean(name).slice(0, width - 8)} `;
  const start = theme.glyph('rule').repeat(2);
  const rest = theme.glyph('rule').repeat(width - word.length - 3);
  const head = sideOf(from, theme);
  return from === 'originator' ? start + word + rest + head : head + rest + word + start;
}

function sideOf(from: StepReport['from'], theme: Theme): string {
  return theme.glyph(from === 'originator' ? 'right' : 'left');
}

/** The ends over their lifelines; to the edge of the screen where they are too long for that. */
function endLines({ originator, responder }: FlowReport, width: number, theme: Theme): string[] {
  const [from, to] = [endTexts(originator), endTexts(responder)].map((texts) => texts.map(theme.clean));
  const lifelines = spanOf(width) + 2;
  const fits = widest(from) + widest(to) + 2 <= lifelines;
  const room = fits ? lifelines : width - LEAD.length;
  const half = Math.floor(room / 2);
  const left = fits ? from : from.flatMap((text) => wrapText(text, half - 2));
  const right = fits ? to : to.flatMap((text) => wrapText(text, room - half));
  return Array.from({ length: Math.max(left.length, right.length) }, (_, at) => {
    const own = widest([right[at] ?? '']);
    const line = theme.fit(left[at] ?? '', room - own) + (right[at] ?? '');
    return LEAD + theme.paint(at === 0 ? 'strong' : 'plain', line) + ' '.repeat(width - LEAD.length - room);
  });
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(textWidth));
}

/** Address and port, name, role. */
function endTexts({ address, port, name, role }: FlowReport['originator']): string[] {
  const end = address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
  return [end, name, role].flatMap((text) => text ?? []);
}
