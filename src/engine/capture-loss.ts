/** Tells packets that the recording missed from those that the network lost: the other side got their bytes all the same. */

import type { CaptureLoss } from '../detect/detector.ts';
import { DIRECTIONS, ORIGINATOR, RESPONDER } from '../flow/direction.ts';
import type { FlowTable } from '../flow/flow-table.ts';
import {
  BYTES,
  FIRST_SEQUENCE,
  FLAG,
  FLAGS,
  ID,
  NEXT_SEQUENCE,
  PACKETS,
  ROW_NUMBERS,
  ROW_WORDS,
} from '../flow/row-layout.ts';
import { endpointState } from '../flow/tcp-state.ts';
import { ENDPOINT } from '../flow/tcp-words.ts';

/**
 * Payload that arrived and was not captured, in the TCP flows that were seen from both sides and ended in order: then all has arrived,
 * and what the network lost was sent again. What was sent twice hides as much of what is missing, so this is never too much.
 */
export function captureLoss({ words, numbers, count }: FlowTable): CaptureLoss {
  const loss = { missing: 0, captured: 0, flows: 0, holed: 0 };
  for (let row = 0; row < count; row++) {
    const at = row * ROW_WORDS;
    if (words[at + ID] === 0 || words[at + PACKETS] === 0 || words[at + PACKETS + 1] === 0) continue;
    if (!endedInOrder(words[at + FLAGS])) continue;
    const before = loss.missing;
    for (const direction of DIRECTIONS) {
      const bytes = numbers[row * ROW_NUMBERS + BYTES + direction];
      // The FIN takes a number too. Sequence numbers wrap, and so does the difference.
      const sent = words[at + NEXT_SEQUENCE + direction] - words[at + FIRST_SEQUENCE + direction] - 1;
      loss.missing += Math.max(0, (sent - bytes) | 0);
      loss.captured += bytes;
    }
    loss.flows++;
    if (loss.missing > before) loss.holed++;
  }
  return loss;
}

function endedInOrder(flags: number): boolean {
  // A second SYN may bring other numbers.
  if (flags & (FLAG.udp | FLAG.handshakeResent)) return false;
  return endpointState(flags, ORIGINATOR) === ENDPOINT.closed && endpointState(flags, RESPONDER) === ENDPOINT.closed;
}
