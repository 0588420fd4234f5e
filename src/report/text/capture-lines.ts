/** What was read: inputs, span of time, what limits the conclusions, and the site configuration. */
import type { CaptureReport, InputReport } from '../../engine/contract.ts';
import { anomalyText, isUnsupportedLinkType } from '../../wording/anomaly-text.ts';
import { clockJumpText, inputKind, limitText, problemTexts } from '../../wording/capture-texts.ts';
import { configurationTexts } from '../../wording/configuration-texts.ts';
import { inputName } from '../../wording/input-name.ts';
import { isNoCapture } from '../../wording/no-capture.ts';
import { counted, grouped, listed } from '../../wording/phrases.ts';
import { duration, period } from './measures.ts';
import type { Page } from './page.ts';

/** Inputs and anomalies that are listed one by one. */
const MAX_LISTED = 8;

/** Files beside the captures, of which some are named. */
const MAX_OTHERS = 3;

export function* captureLines(capture: CaptureReport, page: Page): Iterable<string> {
  const { limits } = capture;
  const inputs = capture.inputs.filter(({ format }) => format !== 'unknown');
  yield page.paint('strong', 'Capture');
  for (const input of inputs.slice(0, MAX_LISTED)) yield* indented(inputText(input), page);
  if (inputs.length > MAX_LISTED) yield `  and ${grouped(inputs.length - MAX_LISTED)} more`;
  yield* indented(totalText(capture), page);
  yield* unopenedLines(capture.inputs, page);
  yield* warnedSome(inputs.flatMap(problemTexts), page);
  for (const limit of limits) yield* warned(limitText(limit), page);
  const jump = clockJumpText(capture);
  if (jump !== undefined) yield* warned(jump, page);
  yield* anomalyLines(capture, page);
  if (capture.configuration === undefined) return;
  const { text, warnings } = configurationTexts(capture.configuration);
  yield* indented(text, page);
  for (const warning of warnings) yield* warned(warning, page);
}

/** Unsupported link types stand in the first lines of the report already. */
function* anomalyLines({ anomalies, inputs }: CaptureReport, page: Page): Iterable<string> {
  const odd = anomalies.filter((anomaly) => !isUnsupportedLinkType(anomaly));
  if (odd.length === 0) return;
  const named = odd.slice(0, MAX_LISTED).map(({ first, ...anomaly }) => {
    const file = inputs.length > 1 ? ` of ${inputName(inputs[first.input]?.path ?? '')}` : '';
    return `${anomalyText(anomaly)} (first in frame ${first.frame}${file})`;
  });
  yield* indented(`Anomalies: ${named.join('; ')}${odd.length > MAX_LISTED ? '; and others' : ''}`, page);
}

/** Inputs that could not be opened: each with its reason, but for files that are no captures, which take one line. */
function* unopenedLines(inputs: readonly InputReport[], page: Page): Iterable<string> {
  const unopened = inputs.filter(({ format }) => format === 'unknown');
  yield* warnedSome(unopened.filter((input) => !isNoCapture(input)).map(reasonText), page);
  const others = unopened.filter(isNoCapture);
  if (others.length > 0) yield* indented(`Left out: ${othersText(others)}`, page);
}

/** Names the path itself. */
function reasonText({ path, problems }: InputReport): string {
  return problems[0]?.message ?? path;
}

function othersText(others: readonly InputReport[]): string {
  if (others.length === 1) return reasonText(others[0]);
  const rest = others.length - MAX_OTHERS;
  const names = others.slice(0, MAX_OTHERS).map(({ path }) => path);
  const named = rest > 0 ? `${names.join(', ')} and ${grouped(rest)} more` : listed(names);
  return `${grouped(others.length)} files that are no captures: ${named}`;
}

function inputText(input: InputReport): string {
  return `${inputName(input.path)} (${inputKind(input)}, ${counted(input.packets, 'packet')})`;
}

function totalText(capture: CaptureReport): string {
  const { packets, durationSeconds, firstTime, lastTime, undecodedPackets, duplicatePackets } = capture;
  const parts = [counted(packets, 'packet'), duration(durationSeconds)];
  if (firstTime !== null && lastTime !== null) parts.push(period(firstTime, lastTime));
  if (undecodedPackets > 0) parts.push(`${grouped(undecodedPackets)} not decoded`);
  if (duplicatePackets > 0) parts.push(counted(duplicatePackets, 'duplicate'));
  return parts.join(' · ');
}

function* indented(text: string, page: Page): Iterable<string> {
  for (const line of page.wrap(text, page.width - 2)) yield `  ${line}`;
}

function* warned(text: string, page: Page): Iterable<string> {
  const [first, ...rest] = page.wrap(text, page.width - 4);
  yield `  ${page.paint('warn', '!')} ${first}`;
  for (const line of rest) yield `    ${line}`;
}

/** A line each for the first, and how many there are besides. */
function* warnedSome(texts: readonly string[], page: Page): Iterable<string> {
  for (const text of texts.slice(0, MAX_LISTED)) yield* warned(text, page);
  if (texts.length > MAX_LISTED)
    yield* warned(`and ${counted(texts.length - MAX_LISTED, 'more problem')} with the inputs`, page);
}
