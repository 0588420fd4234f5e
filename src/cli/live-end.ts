/** Why a live capture ended, and what is said of it then. */
import type { Ended } from '../engine/contract-lines.ts';
import type { Finding, Snapshot } from '../engine/snapshot.ts';
import { duration } from '../report/text/measures.ts';
import type { LiveSource } from '../source/live/live-source.ts';
import { findingReport } from '../wording/finding-report.ts';
import { counted } from '../wording/phrases.ts';
import type { Signal } from './effects.ts';

/** `text` is for people: a phrase behind `ended`. `ended` is for programs; undefined where the user has left the screen. */
export interface End {
  readonly text: string;
  readonly ended: Ended | undefined;
}

/** `milliseconds` are those of `--duration`. */
export function endOfDuration(milliseconds: number): End {
  return { text: `after ${duration(milliseconds / 1000)}, as --duration says`, ended: { by: 'duration' } };
}

export function endAtFinding(finding: Finding, snapshot: Snapshot): End {
  const { title, rule, key } = findingReport(finding, snapshot);
  return { text: `at a finding, as --until-finding says: ${title} (${rule})`, ended: { by: 'finding', finding: key } };
}

export function endBySignal(signal: Signal): End {
  return { text: `by ${signal}`, ended: { by: 'signal', signal } };
}

/** `lives` have nothing more to give. */
export function endOfInput(lives: readonly LiveSource[]): End {
  const texts = lives.map(({ interfaceName, source }) => {
    const problem = source.problem === undefined ? '' : ` (${source.problem.message})`;
    return `${interfaceName}${problem}`;
  });
  return { text: `with ${texts.join(' and ')}`, ended: { by: 'input' } };
}

export const END_BY_USER: End = { text: 'by its user', ended: undefined };

/** `captured en0 for 2 h 5 min: 121,212 packets, 12 of them lost, 3 findings`. `snapshot`: undefined where a signal ended it. */
export function endText(places: readonly string[], seconds: number, snapshot: Snapshot | undefined): string {
  const text = `captured ${places.join(', ')} for ${duration(seconds)}`;
  if (snapshot === undefined) return text;
  const { capture, findings } = snapshot;
  const dropped = capture.inputs.reduce((sum, input) => sum + (input.dropped ?? 0), 0);
  const facts = [
    counted(capture.packets, 'packet'),
    ...(dropped > 0 ? [`${counted(dropped, 'more packet')} dropped`] : []),
    counted(findings.length, 'finding'),
  ];
  return `${text}: ${facts.join(', ')}`;
}
