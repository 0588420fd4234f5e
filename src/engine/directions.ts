/** Whether a capture has both directions of its flows: an answer that was not captured is no silence. */
import type { FlowTable } from '../flow/flow-table.ts';
import { FLAG, FLAGS, NOTED, PACKETS, PORTS, ROW_WORDS } from '../flow/row-layout.ts';
import { NOTE } from '../flow/tcp-words.ts';

const DNS_PORT = 53;
/** So many flows, of TCP and of DNS, would all have failed at once: rather nothing that came back was captured. */
const MIN_UNANSWERED = 3;

export class Directions {
  /** TCP flows that began before the capture: without a SYN of either side. */
  midStream = 0;
  /** TCP flows of which both sides were seen, and those whose acknowledgements show data of a side that was not. */
  #both = 0;
  #one = 0;
  /** Flows of any kind with packets of both sides; TCP attempts and DNS flows without an answer. */
  #answered = 0;
  #attempts = 0;
  #questions = 0;

  /** A flow that is over: counted once, however often it is judged. */
  note(table: FlowTable, row: number): void {
    const { words } = table;
    const at = row * ROW_WORDS;
    const flags = words[at + FLAGS];
    if (flags & FLAG.counted) return;
    words[at + FLAGS] |= FLAG.counted;
    const [originator, responder] = [words[at + PACKETS], words[at + PACKETS + 1]];
    if (originator > 0 && responder > 0) this.#answered++;
    else if ((flags & FLAG.udp) === 0) this.#attempts++;
    else if ((words[at + PORTS] & 0xffff) === DNS_PORT) this.#questions++;
    if (flags & FLAG.udp) return;
    if (flags & FLAG.midStream && !accepts(words[at + NOTED])) this.midStream++;
    if (originator > 0 && responder > 0) this.#both++;
    else if (hearsTheOther(words[at + NOTED], originator > 0)) this.#one++;
  }

  /** Flows of which a direction was not captured, where that is the rule; else 0. */
  get oneSided(): number {
    // A direction that is missing from as many flows as it is seen in was not captured.
    if (this.#one > 0 && this.#one >= this.#both) return this.#one;
    const unanswered = this.#attempts + this.#questions;
    const all = this.#answered === 0 && this.#attempts > 0 && this.#questions > 0;
    return all && unanswered >= MIN_UNANSWERED ? unanswered : 0;
  }
}

/** The SYN-ACK is there, and the SYN was not captured: lost, or of the side that is missing. */
function accepts(noted: number): boolean {
  return ((noted >>> 16) & (1 << NOTE.handshake)) !== 0;
}

/**
 * A side that acknowledges although nothing of the other was captured heard it: the capture misses a direction. A SYN-ACK
 * acknowledges too.
 */
function hearsTheOther(noted: number, originatorSeen: boolean): boolean {
  const side = originatorSeen ? noted & 0xffff : noted >>> 16;
  return (side & ((1 << NOTE.handshake) | (1 << NOTE.ack) | (1 << NOTE.data))) !== 0;
}
