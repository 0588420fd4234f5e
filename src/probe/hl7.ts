/** HL7 over MLLP: the kinds of messages and how they are acknowledged. Nothing of their content is kept. */
import type { Direction, FrameAt } from '../flow/direction.ts';
import { decodeHl7Head, type Hl7Head, MAX_HL7_HEAD, MLLP, matchHl7Start } from '../wire/hl7.ts';
import { HeldBytes } from './held-bytes.ts';
import type { AnyObservation, Probe, ProbeAnswer, ProbeSession, Recognition } from './probe.ts';

/** Messages and acknowledgements told of one flow. */
export const MAX_HL7_MESSAGES = 32;
/** Bytes of both sides that are followed: a message may carry a whole document. */
export const MAX_HL7_BYTES = 262_144;

/** A message, or an acknowledgement, which is a message too. */
export interface Hl7MessageObservation extends AnyObservation, Hl7Head {
  readonly kind: 'hl7-message';
}

export const hl7: Probe<Hl7MessageObservation> = {
  name: 'hl7',
  transports: ['tcp'],
  usualPorts: [2575],
  recognise,
  open: (_flow, emit) => new Hl7Session(emit),
};

function recognise(head: Uint8Array): Recognition {
  if (head.length === 0) return 'more';
  return head[0] === MLLP.start ? matchHl7Start(head, 1) : 'reject';
}

/** Where a side is: before a block, at its beginning, or in the part that is passed over. */
type Phase = 'between' | 'head' | 'rest';

class Hl7Session implements ProbeSession {
  readonly #emit: (observation: Hl7MessageObservation) => void;
  readonly #held = [new HeldBytes(), new HeldBytes()] as const;
  readonly #phases: [Phase, Phase] = ['between', 'between'];
  #messages = 0;
  #bytes = 0;

  constructor(emit: (observation: Hl7MessageObservation) => void) {
    this.#emit = emit;
  }

  data(from: Direction, bytes: Uint8Array, at: FrameAt): ProbeAnswer {
    this.#bytes += bytes.length;
    this.#held[from].read(bytes, at, (input, offset, begun) => this.#step(from, input, offset, begun));
    return this.#answer();
  }

  /** The next block's start is found again: its byte stands nowhere else. */
  gap(from: Direction, missing: number): ProbeAnswer {
    this.#bytes += missing;
    this.#held[from].clear();
    this.#phases[from] = 'between';
    return this.#answer();
  }

  /** A last block may be cut. */
  close(): void {
    for (const from of [0, 1] as const) {
      const held = this.#held[from];
      const input = held.followedBy(NOTHING);
      if (held.at && this.#phases[from] === 'head') this.#tell(from, decodeHl7Head(input, 0, input.length), held.at);
    }
  }

  #answer(): ProbeAnswer {
    return this.#messages >= MAX_HL7_MESSAGES || this.#bytes >= MAX_HL7_BYTES ? 'done' : 'continue';
  }

  /** Where reading goes on; -1 for more. */
  #step(from: Direction, input: Uint8Array, offset: number, at: FrameAt): number {
    const end = indexOr(input, this.#phases[from] === 'between' ? MLLP.start : MLLP.end, offset);
    if (this.#phases[from] === 'between') {
      if (end < input.length) this.#phases[from] = 'head';
      return Math.min(end + 1, input.length);
    }
    if (this.#phases[from] === 'head') {
      if (end === input.length && end - offset < MAX_HL7_HEAD) return -1;
      this.#tell(from, decodeHl7Head(input, offset, end), at);
    }
    this.#phases[from] = end < input.length ? 'between' : 'rest';
    return Math.min(end + 1, input.length);
  }

  #tell(from: Direction, head: Hl7Head | undefined, at: FrameAt): void {
    if (head === undefined || this.#messages >= MAX_HL7_MESSAGES) return;
    this.#messages++;
    this.#emit({ kind: 'hl7-message', at, from, ...head });
  }
}

const NOTHING = new Uint8Array(0);

/** Of the byte, or the length of the bytes where it is not. */
function indexOr(bytes: Uint8Array, byte: number, from: number): number {
  const at = bytes.indexOf(byte, from);
  return at < 0 ? bytes.length : at;
}
