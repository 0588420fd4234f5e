/** What was read: inputs, span of time, and what limits the conclusions. */
import type { CaptureLimit } from '../../classify/vocabulary.ts';
import type { CaptureReport, InputReport } from '../../engine/contract.ts';
import { duration, grouped, period, quantity } from './measures.ts';
import type { Page } from './page.ts';

/** Inputs and anomalies that are listed one by one. */
const MAX_LISTED = 8;

const LIMITS: Readonly<Record<CaptureLimit, string>> = {
  'one-sided': 'of some flows only one direction was captured',
  'mid-stream': 'some flows began before the capture',
  truncated: 'an input ends early or is corrupt',
  lossy: 'packets are missing from the capture',
  'snaplen-cut': 'packets were cut short while recording',
  'dropped-by-kernel': 'the recording machine dropped packets',
};

export function* captureLines(capture: CaptureReport, page: Page): Iterable<string> {
  const { inputs, limits, anomalies } = capture;
  yield page.paint('strong', 'Capture');
  for (const input of inputs.slice(0, MAX_LISTED)) yield* indented(inputText(input), page);
  if (inputs.length > MAX_LISTED) yield `  and more inputs, ${inputs.length} in all`;
  yield* indented(totalText(capture), page);
  for (const input of inputs) yield* problemLines(input, page);
  for (const limit of limits) yield* warned(`${limit}: ${LIMITS[limit]}`, page);
  if (anomalies.length === 0) return;
  const named = anomalies
    .slice(0, MAX_LISTED)
    .map(({ code, count, first }) => `${code} ${count} (first in frame ${first.frame})`);
  yield* indented(`Anomalies: ${named.join(', ')}${anomalies.length > MAX_LISTED ? ' and others' : ''}`, page);
}

function inputText({ path, format, compression, linkTypes, packets }: InputReport): string {
  const kind = [format, ...(compression === 'none' ? [] : [compression]), ...linkTypes].join(', ');
  return `${path} (${kind}, ${quantity(packets, 'packet')})`;
}

function totalText(capture: CaptureReport): string {
  const { packets, durationSeconds, firstTime, lastTime, undecodedPackets, duplicatePackets } = capture;
  const parts = [quantity(packets, 'packet'), duration(durationSeconds)];
  if (firstTime !== null && lastTime !== null) parts.push(period(firstTime, lastTime));
  if (undecodedPackets > 0) parts.push(`${grouped(undecodedPackets)} not decoded`);
  if (duplicatePackets > 0) parts.push(quantity(duplicatePackets, 'duplicate'));
  return parts.join(' · ');
}

function* problemLines({ path, problems, dropped }: InputReport, page: Page): Iterable<string> {
  for (const { message, frame, offset } of problems.slice(0, MAX_LISTED)) {
    const at = [
      frame === undefined ? [] : `frame ${frame}`,
      offset === undefined ? [] : `byte offset ${offset}`,
    ].flat();
    yield* warned(`${path}: ${message}${at.length === 0 ? '' : ` (${at.join(', ')})`}`, page);
  }
  if (dropped !== undefined && dropped > 0)
    yield* warned(`${path}: ${quantity(dropped, 'packet')} dropped while recording`, page);
}

function* indented(text: string, page: Page): Iterable<string> {
  for (const line of page.wrap(text, page.width - 2)) yield `  ${line}`;
}

function* warned(text: string, page: Page): Iterable<string> {
  const [first, ...rest] = page.wrap(text, page.width - 4);
  yield `  ${page.paint('warn', '!')} ${first}`;
  for (const line of rest) yield `    ${line}`;
}
