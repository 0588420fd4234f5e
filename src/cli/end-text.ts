/** What is said of a live capture once its screen is left: the screen itself leaves nothing behind. */
import type { Snapshot } from '../engine/snapshot.ts';
import { duration } from '../report/text/measures.ts';
import { counted } from '../wording/phrases.ts';

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
