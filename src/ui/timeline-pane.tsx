/** Flows, failures and bytes over the capture's time, and the findings in the order in which they began. */
import type { Finding, Snapshot } from '../engine/snapshot.ts';
import { Block } from './block.tsx';
import { type Cursor, type Items, locate } from './cursor.ts';
import { bytesText, clockText, countText, dateText, durationText } from './figures.ts';
import { wordsOf } from './finding-words.ts';
import type { Area } from './layout.ts';
import { paneTitle } from './pane-title.ts';
import { TIMELINE_HEAD } from './screen.ts';
import { sparkline } from './sparkline.ts';
import type { ItemId } from './state.ts';
import { SEVERITY_LOOKS, type Theme, type Token } from './theme.ts';

interface TimelinePaneProps {
  readonly area: Area;
  readonly snapshot: Snapshot | undefined;
  readonly items: Items<ItemId>;
  readonly cursor: Cursor<ItemId>;
  readonly inFront: boolean;
  readonly theme: Theme;
}

const LABEL_WIDTH = 10;
const PEAK_WIDTH = 10;

export function TimelinePane({ area, snapshot, items, cursor, inFront, theme }: TimelinePaneProps) {
  const lines = [paneTitle('5 Timeline', noteText(snapshot), area.width, inFront, theme)];
  if (snapshot !== undefined) {
    const rows = area.height - TIMELINE_HEAD;
    const { index, top } = locate(cursor, items, rows);
    const chosen = index < 0 ? undefined : snapshot.findings.find(({ key }) => key === items.at(index));
    lines.push(...chartLines(snapshot, chosen, area.width, theme));
    if (items.length === 0) lines.push(theme.paint('muted', theme.fit(' No finding.', area.width)));
    const byKey = new Map<ItemId, Finding>(snapshot.findings.map((finding) => [finding.key, finding]));
    for (let at = top; at < Math.min(top + rows, items.length); at++) {
      const finding = byKey.get(items.at(at));
      if (finding !== undefined) lines.push(findingLine(finding, snapshot, area.width, inFront && at === index, theme));
    }
  }
  return <Block lines={lines} width={area.width} height={area.height} />;
}

function noteText(snapshot: Snapshot | undefined): string {
  if (snapshot === undefined) return '';
  const { firstTime, lastTime, timeline } = snapshot.capture;
  const step = `a step is ${durationText(timeline.stepSeconds)} at least`;
  return [dateText(firstTime, lastTime), step].filter(Boolean).join(' · ');
}

function chartLines(snapshot: Snapshot, chosen: Finding | undefined, width: number, theme: Theme): string[] {
  const { timeline, firstTime, lastTime } = snapshot.capture;
  const cells = Math.max(1, width - LABEL_WIDTH - PEAK_WIDTH - 3);
  const row = (label: string, values: readonly number[], token: Token, peakText: (peak: number) => string) => {
    const { line, peak } = sparkline(values, cells, theme);
    const name = theme.paint('muted', theme.fit(` ${label}`, LABEL_WIDTH));
    return `${name} ${theme.paint(token, line)} ${theme.paint('muted', theme.fit(peakText(peak), PEAK_WIDTH))} `;
  };
  const ends = firstTime === null || lastTime === null ? ['', ''] : [clockText(firstTime, 0), clockText(lastTime, 0)];
  const axis = theme.fit(ends[0], cells - ends[1].length) + ends[1];
  const lead = ' '.repeat(LABEL_WIDTH + 1);
  const tail = ' '.repeat(PEAK_WIDTH + 2);
  return [
    row('flows', timeline.flows, 'info', countText),
    row('failures', timeline.failures, 'bad', countText),
    row('bytes', timeline.bytes, 'plain', bytesText),
    `${theme.paint('muted', theme.fit(' findings', LABEL_WIDTH))} ${markLine(snapshot, chosen, cells, theme)}${tail}`,
    theme.paint('muted', lead + axis + tail),
    ' '.repeat(width),
  ];
}

/** A mark where each finding begins; the chosen one's stands out. */
function markLine(snapshot: Snapshot, chosen: Finding | undefined, cells: number, theme: Theme): string {
  const span = snapshot.capture.durationSeconds * 1e9;
  const place = ({ firstTime }: Finding) =>
    Math.max(0, Math.min(cells - 1, Math.floor((firstTime / span) * cells) || 0));
  const marks = new Array<string>(cells).fill(' ');
  // Worst last: it stands over the others.
  for (const finding of [...snapshot.findings].reverse()) {
    const { glyph, token } = SEVERITY_LOOKS[finding.severity];
    marks[place(finding)] = theme.paint(token, theme.glyph(glyph));
  }
  if (chosen !== undefined) marks[place(chosen)] = theme.selected(theme.glyph('up'));
  return marks.join('');
}

function findingLine(finding: Finding, snapshot: Snapshot, width: number, selected: boolean, theme: Theme): string {
  const { id, title } = wordsOf(finding, snapshot);
  const { glyph, token } = SEVERITY_LOOKS[finding.severity];
  const marker = selected ? theme.glyph('cursor') : ' ';
  const time = clockText(snapshot.timestamp(finding.firstTime), 3);
  const text = theme.fit(`${time}  ${id} ${title}`, width - 4);
  const line = `${marker}${theme.paint(token, theme.glyph(glyph))} ${text} `;
  return selected ? theme.selected(line) : line;
}
