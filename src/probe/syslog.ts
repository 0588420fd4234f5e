/** Syslog over UDP (RFC 5426) and TCP (RFC 6587: counted octets, or a line each). Who sends, never what. TLS is for its probe. */
import type { Direction, FrameAt } from '../flow/direction.ts';
import { decodeSyslogHead, MAX_SYSLOG_HEAD, syslogPriorityLength } from '../wire/syslog.ts';
import { HeldBytes } from './held-bytes.ts';
import type { AnyObservation, Probe, ProbeAnswer, ProbeFlow, ProbeSession, Recognition } from './probe.ts';

/** Messages told of one flow: the first few show what is sent and how. */
export const MAX_SYSLOG_MESSAGES = 8;
/** Bytes looked at in search of them. */
export const MAX_SYSLOG_BYTES = 65_536;

type Framing = 'datagram' | 'octet-counting' | 'newline';

export interface SyslogMessageObservation extends AnyObservation {
  readonly kind: 'syslog-message';
  readonly framing: Framing;
  /** `other`: neither form, as is usual with routers and firewalls. */
  readonly format: 'rfc5424' | 'rfc3164' | 'other';
  /** Such as `local0`. */
  readonly facility: string;
  /** Such as `warning`. */
  readonly severity: string;
  /** The names that the sender gives itself. */
  readonly host: string | undefined;
  readonly application: string | undefined;
}

export const syslog: Probe<SyslogMessageObservation> = {
  name: 'syslog',
  transports: ['udp', 'tcp'],
  usualPorts: [514, 601],
  recognise: (head, _direction, flow) => (flow.transport === 'udp' ? recogniseDatagram(head) : recogniseStream(head)),
  open: (flow, emit) => new SyslogSession(flow, emit),
};

function recogniseDatagram(head: Uint8Array): Recognition {
  return decodeSyslogHead(head, 0, head.length) ? 'match' : 'reject';
}

function recogniseStream(head: Uint8Array): Recognition {
  const start = countEnd(head, 0);
  if (start < 0) return 'reject';
  const end = Math.min(head.length, start + ENOUGH);
  const length = syslogPriorityLength(head, start, end);
  if (length <= 0) return length < 0 || end === start + ENOUGH ? 'reject' : 'more';
  if (head.length < start + ENOUGH && head.indexOf(LF, start) < 0) return 'more';
  return decodeSyslogHead(head, start, head.length) ? 'match' : 'reject';
}

/** Bytes of a message that decide: a priority and some characters of text. */
const ENOUGH = 16;

/** The offset behind `MSG-LEN SP` (RFC 6587 3.4.1), `at` where no count is; -1 where digits lead to nothing. */
function countEnd(bytes: Uint8Array, at: number): number {
  let end = at;
  while (end < bytes.length && end - at < MAX_COUNT && isDigit(bytes[end])) end++;
  if (end === at || end === bytes.length) return end === bytes.length && end - at === MAX_COUNT ? -1 : end;
  return bytes[end] === SPACE && bytes[at] !== ZERO ? end + 1 : -1;
}

const MAX_COUNT = 6;
const ZERO = 0x30;
const SPACE = 0x20;
const LF = 0x0a;
const NUL = 0;

function isDigit(code: number): boolean {
  return code >= ZERO && code <= ZERO + 9;
}

class SyslogSession implements ProbeSession {
  readonly #flow: ProbeFlow;
  readonly #emit: (observation: SyslogMessageObservation) => void;
  readonly #held = [new HeldBytes(), new HeldBytes()] as const;
  /** The rest of a line that has been told. */
  readonly #inLine: [boolean, boolean] = [false, false];
  #messages = 0;
  #bytes = 0;

  constructor(flow: ProbeFlow, emit: (observation: SyslogMessageObservation) => void) {
    this.#flow = flow;
    this.#emit = emit;
  }

  data(from: Direction, bytes: Uint8Array, at: FrameAt): ProbeAnswer {
    this.#bytes += bytes.length;
    if (this.#flow.transport === 'udp') this.#tell(from, bytes, 0, bytes.length, 'datagram', at);
    else this.#stream(from, bytes, at);
    return this.#answer();
  }

  /** A line begins behind the next line feed; counted octets are lost with their count. */
  gap(from: Direction, missing: number): ProbeAnswer {
    this.#bytes += missing;
    this.#held[from].clear();
    this.#inLine[from] = true;
    return this.#answer();
  }

  /** The last message over TCP may end with the flow. */
  close(): void {
    for (const from of [0, 1] as const) {
      const held = this.#held[from];
      if (held.at) this.#unfinished(from, held.followedBy(NOTHING), held.at);
    }
  }

  #answer(): ProbeAnswer {
    return this.#messages >= MAX_SYSLOG_MESSAGES || this.#bytes >= MAX_SYSLOG_BYTES ? 'done' : 'continue';
  }

  #stream(from: Direction, bytes: Uint8Array, at: FrameAt): void {
    const step = (input: Uint8Array, offset: number, begun: FrameAt) => this.#message(from, input, offset, begun);
    const beyond = this.#held[from].read(bytes, at, step);
    if (beyond > 0) this.#flow.skip(from, beyond);
  }

  /** Where the next message begins, behind the bytes at hand perhaps; -1 for more. */
  #message(from: Direction, input: Uint8Array, offset: number, at: FrameAt): number {
    const start = this.#inLine[from] ? offset : countEnd(input, offset);
    if (start > offset) return this.#counted(from, input, offset, start, at);
    const end = lineEnd(input, offset);
    const isWhole = end < input.length;
    if (!this.#inLine[from]) {
      if (!isWhole && end - offset < MAX_SYSLOG_HEAD) return -1;
      this.#tell(from, input, offset, end, 'newline', at);
    }
    this.#inLine[from] = !isWhole;
    return isWhole ? end + 1 : end;
  }

  #counted(from: Direction, input: Uint8Array, offset: number, start: number, at: FrameAt): number {
    if (start === input.length && input[start - 1] !== SPACE) return -1;
    const length = Number.parseInt(String.fromCharCode(...input.subarray(offset, start - 1)), 10);
    if (input.length - start < Math.min(length, MAX_SYSLOG_HEAD)) return -1;
    this.#tell(from, input, start, Math.min(start + length, input.length), 'octet-counting', at);
    return start + length;
  }

  #unfinished(from: Direction, input: Uint8Array, at: FrameAt): void {
    const start = countEnd(input, 0);
    if (start === 0) this.#tell(from, input, 0, input.length, 'newline', at);
    else if (start > 0) this.#tell(from, input, start, input.length, 'octet-counting', at);
  }

  #tell(from: Direction, bytes: Uint8Array, start: number, end: number, framing: Framing, at: FrameAt): void {
    if (this.#messages >= MAX_SYSLOG_MESSAGES) return;
    const head = decodeSyslogHead(bytes, start, end);
    if (head === undefined) return;
    this.#messages++;
    this.#emit({ kind: 'syslog-message', at, from, framing, ...head });
  }
}

const NOTHING = new Uint8Array(0);

/** Of a line feed, or the NUL that some send in its place; the length of the bytes where there is none. */
function lineEnd(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at++) if (bytes[at] === LF || bytes[at] === NUL) return at;
  return bytes.length;
}
