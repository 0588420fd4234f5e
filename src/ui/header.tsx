/** The first line: program, capture, how much there is of it, how far the reading is; PAUSED and the filter on the right. */
import { Block } from './block.tsx';
import { textWidth } from './display-text.ts';
import { bytesText, countedText, durationText } from './figures.ts';
import { withoutFolders } from './folders.ts';
import { KEYS, type KeyTable, keyFor } from './keys.ts';
import { liveText } from './live-header.ts';
import { type Progress, secondsLeft, shareRead } from './progress.ts';
import type { Screen } from './screen.ts';
import type { Theme } from './theme.ts';

interface HeaderProps {
  readonly screen: Screen;
  readonly tool: string;
  readonly title: string;
  readonly theme: Theme;
  readonly keys?: KeyTable;
}

export function Header({ screen, tool, title, theme, keys = KEYS }: HeaderProps) {
  const width = screen.size.columns;
  const wanted = theme.clean(rightText(screen));
  const right = theme.fit(wanted, Math.min(textWidth(wanted), Math.floor(width / 3)));
  const room = width - textWidth(right) - (right === '' ? 1 : 2);
  const name = ` ${theme.clean(tool)} `;
  const left = leftText({ screen, title, theme, keys }, room - name.length);
  const paint = (text: string) => theme.paint(screen.ui.paused ? 'warn' : 'info', text);
  const line = `${theme.paint('strong', name)} ${left} ${paint(right)}${right === '' ? '' : ' '}`;
  return <Block lines={[line]} width={width} height={1} />;
}

type Left = Required<Pick<HeaderProps, 'screen' | 'title' | 'theme' | 'keys'>>;

/** Between the program and what is on the right. */
function leftText({ screen, title, theme, keys }: Left, room: number): string {
  const stopKey = theme.clean(keyFor('stop', keys));
  const { snapshot, progress, size } = screen;
  if (progress.live !== undefined) {
    const key = size.columns >= HINT_FROM ? stopKey : '';
    return liveText(snapshot, progress, Math.max(0, room - 1), theme, key);
  }
  // The name of the capture gives way before the figures do.
  const facts = factsText(screen, room - 3 - LEAST_TITLE, theme, stopKey);
  const roomForTitle = Math.max(LEAST_TITLE, room - textWidth(facts) - 3);
  const whole = theme.clean(title);
  const shown = textWidth(whole) > roomForTitle ? theme.clean(withoutFolders(title)) : whole;
  const titleRoom = Math.min(textWidth(shown), roomForTitle);
  return theme.fit(`${theme.fit(shown, titleRoom)}  ${facts}`, Math.max(0, room - 1));
}

/** Cells of the name of the capture. */
const LEAST_TITLE = 8;

/** All of it, or what fits: how far the reading is matters most, the duration least. */
function factsText({ snapshot, progress, size }: Screen, room: number, theme: Theme, stopKey: string): string {
  const flows = snapshot === undefined ? [] : [countedText(snapshot.summary.flows, 'flow')];
  const duration = snapshot === undefined ? [] : [durationText(snapshot.capture.durationSeconds)];
  const reading = progressTexts(progress, size.columns, theme, stopKey);
  const texts = [
    [...flows, ...duration, ...reading],
    [...flows, ...reading],
  ].map((parts) => parts.join(' · '));
  return texts.find((text) => textWidth(text) <= room) ?? reading.join(' · ');
}

const BAR_WIDTH = 10;
/** Narrower screens have no bar. */
const BAR_FROM = 100;
/** Narrower screens leave the key to the help. */
const HINT_FROM = 110;

function progressTexts(progress: Progress, columns: number, theme: Theme, stopKey: string): string[] {
  const share = shareRead(progress);
  if (progress.finished) return endTexts(progress, share);
  const left = secondsLeft(progress);
  const rate = `${bytesText(progress.bytesPerSecond)}/s`;
  const hint = columns >= HINT_FROM ? [`${stopKey} stops`] : [];
  if (share === undefined) return [`${bytesText(progress.bytesRead)} read`, rate, ...hint];
  const percent = `${Math.floor(share * 100)}%`;
  const eta = left === undefined ? '' : ` ETA ${durationText(Math.ceil(left))}`;
  return [`${columns >= BAR_FROM ? `${percent} ${bar(share, theme)}` : percent} ${rate}${eta}`, ...hint];
}

/** Nothing of a capture that was read to its end. */
function endTexts({ stopped, error }: Progress, share: number | undefined): string[] {
  if (stopped) return [share === undefined ? 'stopped' : `stopped at ${Math.floor(share * 100)}%`];
  return error === undefined ? [] : ['stopped'];
}

function bar(share: number, theme: Theme): string {
  const full = Math.round(share * BAR_WIDTH);
  return theme.glyph('full').repeat(full) + theme.glyph('empty').repeat(BAR_WIDTH - full);
}

function rightText({ ui }: Screen): string {
  const filter = ui.filter === '' || ui.prompt?.purpose === 'filter' ? '' : `/${ui.filter}`;
  return [ui.paused && 'PAUSED', filter].filter(Boolean).join('  ');
}
