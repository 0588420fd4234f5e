/** SMB 1 to 3 over TCP ([MS-CIFS], [MS-SMB2]): dialect, signing, encryption, log-on and shares. Files are passed over. */
import type { Direction, FrameAt } from '../flow/direction.ts';
import {
  decodeRetarget,
  decodeSessionRequest,
  SESSION_HEADER,
  SESSION_PACKET,
  sessionErrorName,
  sessionPacketLength,
} from '../wire/netbios-ssn.ts';
import { decodeSmb1Header, SMB1_COMMAND, SMB1_HEADER } from '../wire/smb1.ts';
import { decodeSmb2Header, SMB2_COMMAND, SMB2_HEADER } from '../wire/smb2.ts';
import { type MessageReader, MessageSession, type Next } from './message-session.ts';
import type { Probe, ProbeAnswer, ProbeFlow, ProbeSession, Recognition } from './probe.ts';
import { SMB_ID, SmbMessages } from './smb-messages.ts';
import type { SmbObservation } from './smb-observations.ts';

/** Messages of both sides: shares are asked for at the start, and what follows is files. */
export const MAX_MESSAGES = 512;
/** Bytes read of one message, a ticket of Kerberos and what is chained behind it included. */
export const MAX_MESSAGE = 16_384;

const ENCRYPTED_HEADER = 52;
const S = 0x53;
const M = 0x4d;
const B = 0x42;

export const smb: Probe<SmbObservation> = {
  name: 'smb',
  transports: ['tcp'],
  usualPorts: [445],
  recognise: (head) => recogniseSmb(head),
  open: (flow, emit) => new SmbSession(flow, emit),
};

/** A message with its header: length, protocol id, and what the header of that version must hold. */
export function recogniseSmb(head: Uint8Array, at = 0): Recognition {
  const available = head.length - at;
  if (available > 0 && head[at] !== SESSION_PACKET.message) return 'reject';
  if (available <= SESSION_HEADER) return 'more';
  const length = sessionPacketLength(head, at) ?? 0;
  const id = head[at + SESSION_HEADER];
  const needed = id === SMB_ID.smb1 ? SMB1_HEADER : id === SMB_ID.smb2 ? SMB2_HEADER : ENCRYPTED_HEADER;
  if (length < needed || !isProtocolId(head, at + SESSION_HEADER)) return 'reject';
  if (available < SESSION_HEADER + needed) return 'more';
  return hasPlausibleHeader(head, at + SESSION_HEADER) ? 'match' : 'reject';
}

/** As much of `\xff SMB`, `\xfe SMB` or `\xfd SMB` as there is. */
function isProtocolId(bytes: Uint8Array, at: number): boolean {
  if (bytes[at] < SMB_ID.encrypted) return false;
  const fits = (offset: number, byte: number) => at + offset >= bytes.length || bytes[at + offset] === byte;
  return fits(1, S) && fits(2, M) && fits(3, B);
}

function hasPlausibleHeader(bytes: Uint8Array, at: number): boolean {
  if (bytes[at] === SMB_ID.smb2) return decodeSmb2Header(bytes, at) !== undefined;
  if (bytes[at] === SMB_ID.smb1)
    return decodeSmb1Header(bytes, at) !== undefined && bytes[at + 22] + bytes[at + 23] === 0;
  // [MS-SMB2] 2.2.41: reserved, then 1 for "encrypted".
  return bytes[at + 40] + bytes[at + 41] === 0 && bytes[at + 42] === 1 && bytes[at + 43] === 0;
}

/** Session packets of both directions, with the requests of the NetBIOS session service before them or without. */
export class SmbSession implements ProbeSession, MessageReader {
  readonly #emit: (observation: SmbObservation) => void;
  readonly #smb: SmbMessages;
  readonly #packets: MessageSession;
  #messages = 0;
  #isOver = false;

  constructor(flow: ProbeFlow, emit: (observation: SmbObservation) => void) {
    this.#emit = emit;
    this.#smb = new SmbMessages(emit);
    this.#packets = new MessageSession(flow, this);
  }

  data(direction: Direction, bytes: Uint8Array, at: FrameAt): ProbeAnswer {
    return this.#ended(this.#packets.data(direction, bytes, at));
  }

  gap(direction: Direction, missing: number): ProbeAnswer {
    return this.#ended(this.#packets.gap(direction, missing));
  }

  close(): void {
    if (!this.#isOver) this.#smb.close();
  }

  read(from: Direction, input: Uint8Array, offset: number, at: FrameAt): Next {
    if (input.length - offset < SESSION_HEADER) return offset;
    const length = sessionPacketLength(input, offset);
    if (length === undefined || this.#messages >= MAX_MESSAGES) return 'done';
    const wanted = bytesWanted(input, offset, length);
    if (input.length - offset - SESSION_HEADER < wanted) return offset;
    this.#messages++;
    this.#packet(from, input, offset, wanted, at);
    return offset + SESSION_HEADER + length;
  }

  readCut(_from: Direction, input: Uint8Array): Next {
    const length = input.length < SESSION_HEADER ? undefined : sessionPacketLength(input, 0);
    return length === undefined ? 'done' : SESSION_HEADER + length;
  }

  /** Where reading was given up, nothing is known of the answers to what waits. */
  #ended(answer: ProbeAnswer): ProbeAnswer {
    this.#isOver ||= answer === 'done';
    return answer;
  }

  #packet(from: Direction, bytes: Uint8Array, offset: number, length: number, at: FrameAt): void {
    const start = offset + SESSION_HEADER;
    const type = bytes[offset];
    if (type === SESSION_PACKET.message) {
      this.#smb.read(from, bytes, start, start + length, at);
    } else if (type === SESSION_PACKET.request) {
      const names = decodeSessionRequest(bytes, start, start + length);
      const said = { called: names?.called.name ?? '', calling: names?.calling.name ?? '' };
      if (names) this.#emit({ kind: 'netbios-session-request', at, from, ...said });
    } else if (type !== SESSION_PACKET.keepAlive) {
      this.#emit({ kind: 'netbios-session-response', at, from, ...outcome(type, bytes, start) });
    }
  }
}

/** How much of a packet is read before it is told: messages that carry files by their headers alone. */
function bytesWanted(input: Uint8Array, offset: number, length: number): number {
  if (input[offset] !== SESSION_PACKET.message) return length;
  const start = offset + SESSION_HEADER;
  const header = Math.min(length, SMB2_HEADER);
  if (input.length - start < header) return header;
  return isOfInterest(input, start) ? Math.min(length, MAX_MESSAGE) : header;
}

function isOfInterest(bytes: Uint8Array, start: number): boolean {
  const command = bytes[start + 4];
  if (bytes[start] === SMB_ID.smb1) return SMB1_WANTED.includes(command);
  const header = bytes[start] === SMB_ID.smb2 ? decodeSmb2Header(bytes, start) : undefined;
  if (header === undefined) return false;
  // Of a log-on only the answer is read: what the client sends is its secret.
  const isLogOn = header.command === SMB2_COMMAND.sessionSetup && !header.response;
  return header.next !== 0 || (!isLogOn && SMB2_WANTED.includes(header.command));
}

const SMB1_WANTED: readonly number[] = [SMB1_COMMAND.negotiate, SMB1_COMMAND.sessionSetup, SMB1_COMMAND.treeConnect];
const SMB2_WANTED: readonly number[] = [SMB2_COMMAND.negotiate, SMB2_COMMAND.sessionSetup, SMB2_COMMAND.treeConnect];

function outcome(type: number, bytes: Uint8Array, start: number) {
  const nothing = { code: undefined, codeName: undefined, target: undefined };
  if (type === SESSION_PACKET.positiveResponse) return { outcome: 'accepted', ...nothing } as const;
  if (type === SESSION_PACKET.negativeResponse) {
    return { ...nothing, outcome: 'refused', code: bytes[start], codeName: sessionErrorName(bytes[start]) } as const;
  }
  const { address, port } = decodeRetarget(bytes, start);
  return { ...nothing, outcome: 'retargeted', target: `${address}:${port}` } as const;
}
