/** Tells what changed on the screen, in lines: for the plain mode. It remembers what it told, and tells it once. */
import type { Snapshot } from '../engine/snapshot.ts';
import { documentText } from './document.ts';
import { countedText, durationText } from './figures.ts';
import { type KeyTable, keyFor } from './keys.ts';
import { bannerLines, guidance } from './notices.ts';
import { findingSentence, itemSentence, paneSentence } from './plain-sentences.ts';
import { feedsText, shareRead } from './progress.ts';
import type { Prompt } from './prompt.ts';
import type { Screen, View } from './screen.ts';
import type { UiState } from './state.ts';
import type { Theme } from './theme.ts';

export interface Narrator {
  /** Where the user is: at the start, after the shell had the terminal, and when asked for. */
  opening(screen: Screen, view: View): string[];
  /** What is new since the last call. */
  news(screen: Screen, view: View): string[];
}

/** Findings told one by one when they come together; of more, how many. */
const MAX_TOLD = 3;
/** Characters of a line that is no document: names from the wire may be long. */
const MAX_LINE = 1000;

export function createNarrator(title: string, keys: KeyTable, theme: Theme): Narrator {
  let last: Screen | undefined;
  /** Of the capture: the keys of findings, and the problems of inputs, that were told. */
  const known = new Set<string>();
  /** The filter whose outcome was told. */
  let answered = '';

  const clean = (lines: readonly (string | undefined)[]) =>
    lines
      .filter((line) => line !== undefined && line !== '')
      .map((line) => spoken(theme.clean(line!.slice(0, MAX_LINE))));
  const told = (screen: Screen) => {
    last = screen;
    for (const { key } of screen.snapshot?.findings ?? []) known.add(key);
  };
  const place = (screen: Screen, view: View) =>
    screen.ui.opened.length > 0
      ? documentText(view.document, theme).split('\n').map(spoken)
      : clean([paneSentence(screen, view), itemSentence(screen, view) ?? emptyText(screen)]);

  return {
    opening(screen, view) {
      told(screen);
      answered = screen.order.filter;
      const { progress, snapshot } = screen;
      return [
        ...clean([`${title}. ${readingText(screen)}`, ...newProblems(screen, known)]),
        ...(progress.finished && snapshot !== undefined ? clean(verdictTexts(screen, snapshot, keys)) : []),
        ...clean([`Press ${keyFor('help', keys)} for the keys, ${keyFor('quit', keys)} to quit.`]),
        ...(snapshot === undefined ? [] : place(screen, view)),
      ];
    },
    news(screen, view) {
      const before = last ?? screen;
      const { snapshot, progress, ui } = screen;
      const finished = progress.finished && !before.progress.finished;
      const lines = clean([
        ...newProblems(screen, known),
        ...(finished || snapshot === undefined ? [] : newFindings(snapshot, known)),
        ...(finished ? [readingText(screen), ...(snapshot ? verdictTexts(screen, snapshot, keys) : [])] : []),
        ...stateTexts(before.ui, ui, keys),
      ]);
      const answers = answersFilter(screen) && (screen.order.filter !== answered || before.order.length === 0);
      const ordered = answers && before.order !== screen.order && ui.pane === 'flows' && ui.opened.length === 0;
      if (answers) answered = screen.order.filter;
      const moved = hasMoved(before.ui, ui);
      told(screen);
      if (finished || moved === 'elsewhere' || ordered) lines.push(...place(screen, view));
      else if (moved === 'along') lines.push(...clean([itemSentence(screen, view)]));
      return lines;
    },
  };
}

/** A dot between words is not heard. */
const spoken = (line: string): string => line.replaceAll(' · ', ', ');

/** The order is that of the filter, and nobody is typing. */
function answersFilter({ ui, order, ordering }: Screen): boolean {
  return ui.prompt === undefined && ordering === undefined && order.filter === ui.filter;
}

/** `elsewhere`: to another pane or detail; `along`: within the list. */
function hasMoved(before: UiState, ui: UiState): 'elsewhere' | 'along' | undefined {
  if (before === ui || ui.prompt !== undefined) return undefined;
  if (before.prompt?.purpose === 'filter') return 'elsewhere';
  const subject = ({ opened }: UiState) => opened[opened.length - 1]?.subject;
  if (subject(before) !== subject(ui)) return 'elsewhere';
  if (ui.opened.length > 0) return undefined;
  // The key of the pane that is in front already: the user asks where that is.
  if (before.opened !== ui.opened) return 'elsewhere';
  const reordered = before.sort !== ui.sort || before.follow !== ui.follow;
  if (before.pane !== ui.pane || reordered) return 'elsewhere';
  return before.cursors[ui.pane] === ui.cursors[ui.pane] ? undefined : 'along';
}

function readingText({ snapshot, progress }: Screen): string {
  const { live } = progress;
  if (!progress.finished || snapshot === undefined) {
    if (live !== undefined) return `Live: ${feedsText(live)}.`;
    const share = shareRead(progress);
    return share === undefined || share === 0 ? 'Reading.' : `Reading, ${Math.floor(share * 100)} percent.`;
  }
  const size = `${countedText(snapshot.summary.flows, 'flow')} in ${durationText(snapshot.capture.durationSeconds)}`;
  const ended = live === undefined ? 'Reading is done' : 'The capture has ended';
  return `${progress.error === undefined ? ended : 'Reading has stopped'}: ${size}.`;
}

/** What came of it, and what to do next. */
function verdictTexts({ progress }: Screen, snapshot: Snapshot, keys: KeyTable): string[] {
  const advice = guidance(snapshot, progress, keys).map(({ text }) => text);
  return [`Verdict: ${snapshot.summary.verdict}.`, ...advice];
}

/** Why there is nothing to select. */
function emptyText({ snapshot, ui, order, progress }: Screen): string {
  if (ui.pane === 'flows' && snapshot !== undefined && snapshot.flowIds.length > 0)
    return order.filter === ui.filter && ui.filter !== '' ? 'No flow matches the filter.' : 'Sorting.';
  return snapshot === undefined || !progress.finished ? 'Nothing yet.' : 'Nothing to select.';
}

function newProblems({ snapshot, progress }: Screen, known: Set<string>): string[] {
  const fresh = bannerLines(snapshot, progress).filter((line) => !known.has(line));
  for (const line of fresh) known.add(line);
  return fresh;
}

function newFindings(snapshot: Snapshot, known: ReadonlySet<string>): string[] {
  const fresh = snapshot.findings.filter(({ key }) => !known.has(key));
  const more = fresh.length - MAX_TOLD;
  return [
    ...fresh.slice(0, MAX_TOLD).map((finding) => `New finding: ${findingSentence(finding, snapshot, 'while reading')}`),
    ...(more > 0 ? [`and ${countedText(more, 'more finding')}.`] : []),
  ];
}

/** What a key switched, and what became of it. */
function stateTexts(before: UiState, ui: UiState, keys: KeyTable): (string | undefined)[] {
  return [
    // A new finding is told with all that is new.
    ui.notice === before.notice || ui.notice?.news === 'new' ? undefined : ui.notice?.text,
    before.paused === ui.paused ? undefined : ui.paused ? 'Paused: what is read from now on waits.' : 'Goes on.',
    before.follow === ui.follow ? undefined : ui.follow ? 'Following the newest flow.' : 'Following no more.',
    before.marked === ui.marked ? undefined : `${countedText(ui.marked.size, 'finding')} marked.`,
    before.filter !== '' && ui.filter === '' && before.prompt === undefined ? 'No filter.' : undefined,
    before.prompt?.refusal === ui.prompt?.refusal ? undefined : ui.prompt?.refusal,
    before.prompt?.purpose !== ui.prompt?.purpose ? questionText(ui.prompt, keys) : undefined,
  ];
}

const QUESTIONS: Readonly<Record<Prompt['purpose'], string>> = {
  filter: 'Type a filter for the flows',
  evidence: 'Type the name of the file for the evidence',
  report: 'Type the name of the file for the report',
};

function questionText(prompt: Prompt | undefined, keys: KeyTable): string | undefined {
  if (prompt === undefined) return undefined;
  const [keep, undo] =
    prompt.purpose === 'filter' ? (['keep-filter', 'undo-filter'] as const) : (['confirm', 'cancel'] as const);
  return `${QUESTIONS[prompt.purpose]}; ${keyFor(keep, keys)} takes it, ${keyFor(undo, keys)} leaves.`;
}
