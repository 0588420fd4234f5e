/** The findings, worst first, each with its evidence; what it means when there is none. */
import type { FindingReport } from '../engine/contract.ts';
import type { Finding, Snapshot } from '../engine/snapshot.ts';
import { Block } from './block.tsx';
import { type Cursor, type Items, locate } from './cursor.ts';
import { layoutDocument } from './document.ts';
import { clockText } from './figures.ts';
import { countsText, wordsOf } from './finding-words.ts';
import type { KeyTable } from './keys.ts';
import type { Area } from './layout.ts';
import { guidance } from './notices.ts';
import { paneTitle, withRowsBelow } from './pane-title.ts';
import type { Progress } from './progress.ts';
import { FINDING_LINES } from './screen.ts';
import type { ItemId } from './state.ts';
import { type Look, SEVERITY_LOOKS, type Theme } from './theme.ts';

interface FindingsPaneProps {
  readonly area: Area;
  readonly snapshot: Snapshot | undefined;
  readonly progress: Progress;
  readonly items: Items<ItemId>;
  readonly cursor: Cursor<ItemId>;
  readonly marked: ReadonlySet<string>;
  readonly inFront: boolean;
  readonly keys: KeyTable;
  readonly theme: Theme;
}

export function FindingsPane(props: FindingsPaneProps) {
  const { area, snapshot, progress, items, cursor, marked, inFront, keys, theme } = props;
  const fitting = Math.floor((area.height - 1) / FINDING_LINES);
  const { index, top } = locate(cursor, items, fitting);
  const note = withRowsBelow(snapshot ? countsText(snapshot, marked) : '', items.length - top - fitting, theme);
  const lines = [paneTitle('2 Findings', note, area.width, inFront, theme)];
  const byKey = new Map<ItemId, Finding>(snapshot?.findings.map((finding) => [finding.key, finding]));
  for (let at = top; at < Math.min(top + fitting, items.length); at++) {
    const finding = byKey.get(items.at(at));
    if (finding === undefined || snapshot === undefined) continue;
    const look = { selected: inFront && at === index, marked: marked.has(finding.key) };
    lines.push(...findingLines(finding, snapshot, area.width, look, theme));
  }
  lines.push(...layoutDocument(guidance(snapshot, progress, keys), area.width, theme));
  return <Block lines={lines} width={area.width} height={area.height} />;
}

const SEVERITY_WIDTH = 9;

interface LineLook {
  readonly selected: boolean;
  readonly marked: boolean;
}

/** One that may yet turn out to be none is not as loud as one that stands; one that was cleared is no fault any more. */
function lookOf({ severity, state }: FindingReport): Look {
  const look = SEVERITY_LOOKS[severity];
  if (state === 'cleared') return { glyph: 'check', token: 'muted', word: 'cleared' };
  return state === 'provisional' ? { ...look, token: 'muted' } : look;
}

function clearedWords({ state, clearedTime }: FindingReport): string[] {
  return state === 'cleared' && clearedTime !== undefined ? [`since ${clockText(clearedTime, 0)}`] : [];
}

/** Title, then the facts in one muted line. */
function findingLines(
  finding: Finding,
  snapshot: Snapshot,
  width: number,
  { selected, marked }: LineLook,
  theme: Theme,
): string[] {
  const words = wordsOf(finding, snapshot);
  const look = lookOf(words);
  const marker = selected ? theme.glyph('cursor') : ' ';
  const severity = theme.paint(look.token, theme.fit(`${theme.glyph(look.glyph)} ${look.word}`, SEVERITY_WIDTH));
  const { id, state, exception } = words;
  const aside = exception !== undefined ? '(excepted) ' : state === 'provisional' ? '(provisional) ' : '';
  const title = theme.fit(`${id} ${aside}${words.title}`, width - SEVERITY_WIDTH - 3);
  const head = `${marker}${severity} ${title} `;
  const said = words.evidence.length > 0 ? words.evidence : [words.explanation];
  const facts = theme.fit([...clearedWords(words), ...said].join(' · '), width - SEVERITY_WIDTH - 3);
  const mark = theme.fit(marked ? `${theme.glyph('mark')} marked` : '', SEVERITY_WIDTH);
  const evidence = ` ${mark} ${theme.paint('muted', facts)} `;
  return selected ? [theme.selected(head), evidence] : [head, evidence];
}
