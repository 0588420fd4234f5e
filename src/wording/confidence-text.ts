/** What the words of confidence mean, as `detect/evidence.ts` weighs them: for RULES.md and the command line. */
import type { Confidence } from '../detect/detector.ts';

export const CONFIDENCE_TEXT: Readonly<Record<Confidence, string>> = {
  conclusive:
    'the capture itself shows what the finding says, such as the answer of a proxy; only why it is so, or where, can be open, and "or else" names that',
  strong: 'other explanations exist and are rare',
  moderate: 'there are other explanations, and the capture does not show which holds',
  weak: 'a healthy network may show this as well',
};

/** How several signals make one confidence. */
export const WEIGHING_TEXT =
  'The strongest signal decides. Two different ones of the same strength weigh as the next higher, but nothing adds up to conclusive, and one weak signal alone makes no finding. An error that is only moderate or weak is reported as a warning. An outage lasts where a client got through before, and then failed in three flows or more, over a minute or more, until the capture ended, while somebody accepted it by TCP: what got through before it counts no more.';
