/** The session of a protocol whose directions are streams of messages: the probe only knows where each ends, and what it says. */
import { type Direction, type FrameAt, ORIGINATOR, RESPONDER } from '../flow/direction.ts';
import { HeldBytes } from './held-bytes.ts';
import type { ProbeAnswer, ProbeFlow, ProbeSession } from './probe.ts';

/**
 * Where reading goes on: at `offset` itself once there are more bytes, behind the bytes at hand where the rest of a message
 * is passed over. Or the probe's answer, a hand-over at an offset of the same bytes.
 */
export type Next = number | ProbeAnswer;

export interface MessageReader {
  /** Reads the message at `offset`; `at` is the frame in which it began. */
  read(from: Direction, input: Uint8Array, offset: number, at: FrameAt): Next;
  /** Reads what there is of a message whose rest was never captured. Its end, or the probe's answer. */
  readCut(from: Direction, input: Uint8Array, at: FrameAt): Next;
}

/** The bytes that a message may take are the reader's to bound: what it waits for is held. */
export class MessageSession implements ProbeSession {
  readonly #streams: readonly [MessageStream, MessageStream];

  constructor(flow: ProbeFlow, reader: MessageReader) {
    this.#streams = [new MessageStream(flow, ORIGINATOR, reader), new MessageStream(flow, RESPONDER, reader)];
  }

  data(from: Direction, bytes: Uint8Array, at: FrameAt): ProbeAnswer {
    return this.#streams[from].data(bytes, at);
  }

  gap(from: Direction, missing: number): ProbeAnswer {
    return this.#streams[from].gap(missing);
  }

  close(): void {}
}

class MessageStream {
  readonly #flow: ProbeFlow;
  readonly #from: Direction;
  readonly #reader: MessageReader;
  readonly #held = new HeldBytes();

  constructor(flow: ProbeFlow, from: Direction, reader: MessageReader) {
    this.#flow = flow;
    this.#from = from;
    this.#reader = reader;
  }

  data(bytes: Uint8Array, at: FrameAt): ProbeAnswer {
    const before = this.#held.length;
    const input = this.#held.followedBy(bytes);
    let begun = this.#held.at ?? at;
    let offset = 0;
    this.#held.clear();
    while (offset < input.length) {
      const next = this.#reader.read(this.#from, input, offset, begun);
      if (next === offset) break;
      if (typeof next === 'object') return { ...next, handOver: next.handOver - before };
      if (typeof next === 'string') return next;
      begun = at;
      offset = next;
    }
    if (offset > input.length) this.#flow.skip(this.#from, offset - input.length);
    // A datagram holds whole messages.
    else if (this.#flow.transport === 'tcp') this.#held.hold(input.subarray(offset), begun);
    return 'continue';
  }

  /** Goes on behind the message in which the gap lies; a gap that reaches further, or into no message, ends the reading. */
  gap(missing: number): ProbeAnswer {
    const { at } = this.#held;
    const input = this.#held.followedBy(NOTHING);
    const next = at === undefined ? 'done' : this.#reader.readCut(this.#from, input, at);
    this.#held.clear();
    if (typeof next !== 'number' || next < input.length + missing) return 'done';
    this.#flow.skip(this.#from, next - input.length - missing);
    return 'continue';
  }
}

const NOTHING = new Uint8Array(0);
