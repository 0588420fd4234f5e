/** Tells packets that the recording missed from those that the network lost: the other side got their bytes all the same. */
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
 * Share of the payload that arrived and was not captured, 0 to 1, in the TCP flows that were seen from both sides and ended in
 * order: then all has arrived, and what the network lost was sent again. What was sent twice hides as much of what is missing, so
 * this is never too much.
 */
export function uncapturedShare({ words, numbers, count }: FlowTable): number {
  let captured = 0;
  let missing = 0;
  for (let row = 0; row < count; row++) {
    const at = row * ROW_WORDS;
    if (words[at + ID] === 0 || words[at + PACKETS] === 0 || words[at + PACKETS + 1] === 0) continue;
    if (!endedInOrder(words[at + FLAGS])) continue;
    for (const direction of DIRECTIONS) {
      const bytes = numbers[row * ROW_NUMBERS + BYTES + direction];
      // The FIN takes a number too. Sequence numbers wrap, and so does the difference.
      const sent = words[at + NEXT_SEQUENCE + direction] - words[at + FIRST_SEQUENCE + direction] - 1;
      missing += Math.max(0, (sent - bytes) | 0);
      captured += bytes;
    }
  }
  return missing === 0 ? 0 : missing / (missing + captured);
}

function endedInOrder(flags: number): boolean {
  // A second SYN may bring other numbers.
  if (flags & (FLAG.udp | FLAG.handshakeResent)) return false;
  return endpointState(flags, ORIGINATOR) === ENDPOINT.closed && endpointState(flags, RESPONDER) === ENDPOINT.closed;
}
