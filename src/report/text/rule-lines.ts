/** Rules for people: one with its manual, or many with a line each (`jamscope explain`). */
import { CONFIDENCE_TEXT, WEIGHING_TEXT } from '../../wording/confidence-text.ts';
import { type ExplainedRule, evidenceParts, FAMILY_TITLES, familiesOf, NO_MANUAL } from '../../wording/explain.ts';
import type { Evidence } from '../../wording/words.ts';
import { FIELD_INDENT, field, labelled } from './field.ts';
import { SEVERITY_MARKS } from './marks.ts';
import type { Page } from './page.ts';

const GAP = '  ';

/** One rule; its severity goes below a name that is too long. */
export function* ruleLines({ rule, severity, source, manual }: ExplainedRule, page: Page): Iterable<string> {
  const { glyph, tone } = SEVERITY_MARKS[severity];
  const mark = `${page.text(glyph)} ${severity}`;
  const name = page.text(rule);
  const heading = page.paint('strong', name);
  if (name.length + GAP.length + mark.length <= page.width) yield `${heading}${GAP}${page.paint(tone, mark)}`;
  else yield* [heading, page.paint(tone, mark)];
  if (manual === undefined) yield* field('Manual', NO_MANUAL, page);
  else {
    const { summary, meaning, evidence, rivals, ask } = manual;
    yield* field('Seen', summary, page);
    yield* field('Means', meaning, page);
    for (const [index, piece] of evidence.entries()) yield* evidenceLines(index === 0 ? 'Evidence' : '', piece, page);
    for (const rival of rivals) yield* field('Or else', rival, page);
    yield* field('Ask', ask, page);
  }
  yield* field('Source', source, page);
}

/** Columns by which a piece's further lines are set in. */
const HANG = 2;

function* evidenceLines(label: string, evidence: Evidence, page: Page): Iterable<string> {
  const [effect] = evidenceParts(evidence);
  const [first, ...rest] = page.wrap(evidence, page.width - FIELD_INDENT - HANG);
  yield labelled(label, page.paint('strong', effect) + first.slice(effect.length), page);
  for (const line of rest) yield ' '.repeat(FIELD_INDENT + HANG) + line;
}

/** Families with a line for each of their rules. */
export function* ruleListLines(rules: readonly ExplainedRule[], page: Page): Iterable<string> {
  const column = Math.max(...rules.map(({ rule }) => page.text(rule).length)) + 2;
  for (const [family, own] of familiesOf(rules)) {
    const title: string | undefined = Object.hasOwn(FAMILY_TITLES, family)
      ? FAMILY_TITLES[family as 'ports']
      : undefined;
    const heading = title === undefined ? family : `${family}: ${title}`;
    for (const line of page.wrap(heading, page.width)) yield page.paint('strong', line);
    for (const rule of own) yield* listedRule(rule, column, page);
    yield '';
  }
  const marks = Object.entries(SEVERITY_MARKS).map(([severity, { glyph }]) => `${glyph} ${severity}`);
  yield* page.wrap(`${marks.join(', ')}. \`jamscope explain RULE\` says more of one.`, page.width);
}

const MARK = '  x ';
/** Columns that a summary needs beside the name; with fewer it goes below. */
const ROOM = 36;

function* listedRule({ rule, severity, manual }: ExplainedRule, column: number, page: Page): Iterable<string> {
  const { glyph, tone } = SEVERITY_MARKS[severity];
  const mark = `  ${page.paint(tone, page.text(glyph))} `;
  const summary = manual?.summary ?? NO_MANUAL;
  const room = page.width - MARK.length - column;
  if (room < ROOM) {
    yield mark + page.text(rule);
    for (const line of page.wrap(summary, page.width - 2 * MARK.length)) yield ' '.repeat(2 * MARK.length) + line;
    return;
  }
  const [first, ...rest] = page.wrap(summary, room);
  yield `${mark}${page.text(rule).padEnd(column)}${first}`;
  for (const line of rest) yield ' '.repeat(MARK.length + column) + line;
}

/** What the words of confidence mean. */
export function* confidenceLines(page: Page): Iterable<string> {
  yield page.paint('strong', 'How sure a finding is');
  const column = Math.max(...Object.keys(CONFIDENCE_TEXT).map((word) => word.length)) + 2;
  for (const [word, text] of Object.entries(CONFIDENCE_TEXT)) {
    const [first, ...rest] = page.wrap(text, page.width - 2 - column);
    yield `  ${word.padEnd(column)}${first}`;
    for (const line of rest) yield ' '.repeat(2 + column) + line;
  }
  yield* page.wrap(WEIGHING_TEXT, page.width);
}
