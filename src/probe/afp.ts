/** AFP over TCP (Apple, AFP 3.4): what the server offers, how the client logs in, and the volumes it opens. Files are passed over. */
import type { Direction, FrameAt } from '../flow/direction.ts';
import {
  AFP_COMMAND,
  AFP_CONTINUE,
  type AfpServerInfo,
  afpResultName,
  decodeAfpLogin,
  decodeAfpOpenVolume,
  decodeAfpServerInfo,
  decodeAfpVolumes,
  LAST_AFP_COMMAND,
} from '../wire/afp.ts';
import {
  areSessionOptions,
  DSI_COMMAND,
  DSI_HEADER,
  type DsiHeader,
  decodeDsiHeader,
  isDsiHeaderStart,
} from '../wire/dsi.ts';
import { type MessageReader, MessageSession, type Next } from './message-session.ts';
import type { AnyObservation, Probe, Recognition } from './probe.ts';

/** Messages of both sides: log-in and volumes come first. */
export const MAX_MESSAGES = 256;
/** Bytes read of one message; a server's description, with its icon, is a fifth of it. */
export const MAX_MESSAGE = 4096;
/** Requests that wait for their replies. */
export const MAX_WAITING = 32;

/** The server describes itself. */
export interface AfpStatusObservation extends AnyObservation, AfpServerInfo {
  readonly kind: 'afp-status';
}

interface AfpResult {
  /** 0, or negative. */
  readonly code: number;
  /** Such as `kFPUserNotAuth`. */
  readonly codeName: string;
}

/** The answer to the wish to open a session, before anybody logs in. */
export interface AfpSessionObservation extends AnyObservation, AfpResult {
  readonly kind: 'afp-session';
}

/** The outcome of a log-in, over all its steps. */
export interface AfpLoginObservation extends AnyObservation, AfpResult {
  readonly kind: 'afp-login';
  /** Undefined when the request was not seen. */
  readonly version: string | undefined;
  /** The authentication method: `Cleartxt Passwrd` shows the password to everybody. */
  readonly method: string | undefined;
}

/** The volumes that the server lists. */
export interface AfpVolumesObservation extends AnyObservation {
  readonly kind: 'afp-volumes';
  readonly volumes: readonly string[];
}

/** A volume was asked for. */
export interface AfpVolumeObservation extends AnyObservation, AfpResult {
  readonly kind: 'afp-volume';
  readonly volume: string;
}

type Emitted =
  | AfpStatusObservation
  | AfpSessionObservation
  | AfpLoginObservation
  | AfpVolumesObservation
  | AfpVolumeObservation;

export const afp: Probe<Emitted> = {
  name: 'afp',
  transports: ['tcp'],
  usualPorts: [548],
  recognise,
  open: (flow, emit) => new MessageSession(flow, new AfpMessages(emit)),
};

/** A header, and what its command must hold: half of the header is zeros, which proves little. */
function recognise(head: Uint8Array): Recognition {
  if (!isDsiHeaderStart(head, 0)) return 'reject';
  if (head.length < DSI_HEADER) return 'more';
  const header = decodeDsiHeader(head, 0);
  const needed = header && bytesToJudge(header);
  if (header === undefined || needed === undefined) return 'reject';
  if (head.length < DSI_HEADER + needed) return 'more';
  return isPlausible(header, head.subarray(DSI_HEADER, DSI_HEADER + needed)) ? 'match' : 'reject';
}

/** How much behind the header decides; undefined when nothing would. */
function bytesToJudge({ reply, command, code, length }: DsiHeader): number | undefined {
  switch (command) {
    case DSI_COMMAND.getStatus:
      // Some clients put the command in that this stands for: FPGetSrvrInfo and a pad byte.
      if (!reply) return length <= 2 ? length : undefined;
      return code === 0 && length >= SHORTEST_STATUS && length <= MAX_MESSAGE - DSI_HEADER ? length : undefined;
    case DSI_COMMAND.openSession:
      return length <= MAX_OPTIONS ? length : undefined;
    case DSI_COMMAND.command:
      return !reply && length >= 2 && length <= MAX_COMMAND ? 1 : undefined;
    default:
      return undefined;
  }
}

const SHORTEST_STATUS = 20;
const MAX_OPTIONS = 18;
/** The longest command: names of the longest paths. What is written goes with DSIWrite. */
const MAX_COMMAND = 65_536;

function isPlausible({ reply, command }: DsiHeader, body: Uint8Array): boolean {
  if (command === DSI_COMMAND.openSession) return areSessionOptions(body, 0, body.length);
  if (command === DSI_COMMAND.command) return body[0] > 0 && body[0] <= LAST_AFP_COMMAND;
  if (reply) return decodeAfpServerInfo(body) !== undefined;
  return body.length === 0 || body[0] === AFP_COMMAND.getServerInfo;
}

/** A request whose reply is wanted. */
interface Waiting {
  readonly command: number;
  /** Asked for with FPOpenVol. */
  readonly volume: string | undefined;
}

class AfpMessages implements MessageReader {
  readonly #emit: (observation: Emitted) => void;
  readonly #waiting = new Map<number, Waiting>();
  #login: ReturnType<typeof decodeAfpLogin>;
  #messages = 0;

  constructor(emit: (observation: Emitted) => void) {
    this.#emit = emit;
  }

  read(from: Direction, input: Uint8Array, offset: number, at: FrameAt): Next {
    if (input.length - offset < DSI_HEADER) return offset;
    const header = decodeDsiHeader(input, offset);
    if (header === undefined || this.#messages >= MAX_MESSAGES) return 'done';
    const start = offset + DSI_HEADER;
    const first = Math.min(header.length, 1);
    if (input.length < start + first) return offset;
    const wanted = this.#isWanted(header, input[start]) ? Math.min(header.length, MAX_MESSAGE) : first;
    if (input.length < start + wanted) return offset;
    this.#messages++;
    const body = input.subarray(start, start + wanted);
    if (header.reply) this.#reply(from, header, body, at);
    else this.#request(header, body);
    return start + header.length;
  }

  readCut(_from: Direction, input: Uint8Array): Next {
    const header = decodeDsiHeader(input, 0);
    return header ? DSI_HEADER + header.length : 'done';
  }

  #isWanted({ reply, command, requestId }: DsiHeader, afpCommand: number): boolean {
    if (command === DSI_COMMAND.getStatus || command === DSI_COMMAND.openSession) return true;
    if (command !== DSI_COMMAND.command) return false;
    return reply ? this.#waiting.has(requestId) : WANTED.includes(afpCommand);
  }

  #request({ command, requestId }: DsiHeader, body: Uint8Array): void {
    if (command !== DSI_COMMAND.command || !WANTED.includes(body[0])) return;
    if (body[0] === AFP_COMMAND.login || body[0] === AFP_COMMAND.loginExtended) this.#login = decodeAfpLogin(body);
    const volume = body[0] === AFP_COMMAND.openVolume ? decodeAfpOpenVolume(body) : undefined;
    if (this.#waiting.size < MAX_WAITING) this.#waiting.set(requestId, { command: body[0], volume });
  }

  #reply(from: Direction, { command, requestId, code }: DsiHeader, body: Uint8Array, at: FrameAt): void {
    const said = { at, from, code, codeName: afpResultName(code) };
    if (command === DSI_COMMAND.openSession) this.#emit({ kind: 'afp-session', ...said });
    if (command === DSI_COMMAND.getStatus) this.#status(from, body, at);
    if (command !== DSI_COMMAND.command) return;
    const waiting = this.#waiting.get(requestId);
    this.#waiting.delete(requestId);
    switch (waiting?.command) {
      case AFP_COMMAND.getServerInfo:
        this.#status(from, body, at);
        break;
      case AFP_COMMAND.login:
      case AFP_COMMAND.loginExtended:
      case AFP_COMMAND.loginContinue:
        if (code === AFP_CONTINUE) break;
        this.#emit({ kind: 'afp-login', ...said, version: this.#login?.version, method: this.#login?.method });
        break;
      case AFP_COMMAND.getServerParameters:
        if (code === 0) this.#emit({ kind: 'afp-volumes', at, from, volumes: decodeAfpVolumes(body) });
        break;
      case AFP_COMMAND.openVolume:
        if (waiting?.volume !== undefined) this.#emit({ kind: 'afp-volume', ...said, volume: waiting.volume });
    }
  }

  #status(from: Direction, body: Uint8Array, at: FrameAt): void {
    const info = decodeAfpServerInfo(body);
    if (info) this.#emit({ kind: 'afp-status', at, from, ...info });
  }
}

const WANTED: readonly number[] = Object.values(AFP_COMMAND);
