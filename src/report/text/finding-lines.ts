/** One finding for people: what, who and where, why, what else, what to ask for, and the proof. */
import type { FindingReport, InputReport } from '../../engine/contract.ts';
import type { Finding, Snapshot } from '../../engine/snapshot.ts';
import { findingReport } from '../../wording/finding-report.ts';
import { inputName } from '../../wording/input-name.ts';
import { counted } from '../../wording/phrases.ts';
import { processRole } from '../../wording/process-text.ts';
import { whereText } from '../../wording/where-text.ts';
import { field, labelled } from './field.ts';
import { SEVERITY_MARKS } from './marks.ts';
import { period } from './measures.ts';
import type { Page } from './page.ts';

/** Frames that are named; the JSON report has up to 100. */
const MAX_FRAMES = 12;

export function* findingLines(finding: Finding, snapshot: Snapshot, page: Page): Iterable<string> {
  const report = findingReport(finding, snapshot);
  yield* titleLines(report, page);
  if (report.exception !== undefined) {
    yield* field('Excepted', `until ${report.exception.until}: ${report.exception.reason}`, page);
  }
  yield* field('Where', placeText(finding, snapshot), page);
  yield* field('Process', (report.processes ?? []).map(processRole).join(', '), page);
  yield* field('Seen', seenText(report), page);
  yield* field('Why', report.explanation, page);
  for (const rival of report.rivals) yield* field('Or else', rival, page);
  yield* field('Remedy', report.remedy, page);
  yield* field('Evidence', report.evidence.join(' · '), page);
  yield* field('Frames', framesText(report.frames, snapshot.capture.inputs), page);
  // Never broken: a filter is there to be copied.
  if (report.displayFilter !== '') yield labelled('Filter', page.text(report.displayFilter), page);
  yield* field('Source', report.source, page);
  yield* field('Rule', report.rule, page);
}

function* titleLines({ id, severity, state, exception, title }: FindingReport, page: Page): Iterable<string> {
  const { glyph, tone } = SEVERITY_MARKS[severity];
  const lead = `${id} ${page.text(glyph)} ${severity}  `;
  const standing = [...(state === 'final' ? [] : [state]), ...(exception === undefined ? [] : ['excepted'])];
  const text = standing.length === 0 ? title : `${title} (${standing.join(', ')})`;
  const lines = page.wrap(text, page.width - lead.length);
  for (const [index, line] of lines.entries()) {
    yield index === 0
      ? page.paint(tone, lead) + page.paint('strong', line)
      : ' '.repeat(lead.length) + page.paint('strong', line);
  }
}

function placeText({ scope, services }: Finding, snapshot: Snapshot): string {
  const named = services.flatMap((id) => snapshot.services.find((row) => row.id === id) ?? []);
  const rows = named.map(({ ref, title }) => `${ref} ${title}`);
  return [whereText(scope), ...rows].filter((text) => text !== '').join(' · ');
}

function seenText({ count, firstTime, lastTime, confidence, flows }: FindingReport): string {
  const parts = [period(firstTime, lastTime), `confidence ${confidence}`];
  return (flows.length > 0 ? [counted(count, 'flow'), ...parts] : parts).join(' · ');
}

function framesText(frames: FindingReport['frames'], inputs: readonly InputReport[]): string {
  const groups = new Map<string, number[]>();
  for (const { input, frame } of frames.slice(0, MAX_FRAMES)) {
    const path = inputName(inputs[input]?.path ?? '');
    groups.set(path, [...(groups.get(path) ?? []), frame]);
  }
  const texts = [...groups].map(([path, list]) => list.join(', ') + (inputs.length > 1 ? ` of ${path}` : ''));
  return texts.join('; ') + (frames.length > MAX_FRAMES ? ' and more' : '');
}
