/** SMB messages of both directions -> observations: requests are remembered until their responses say what came of them. */
import type { Direction, FrameAt } from '../flow/direction.ts';
import { NT_STATUS, ntStatusName } from '../wire/nt-status.ts';
import {
  decodeSmb1Dialects,
  decodeSmb1Guest,
  decodeSmb1Header,
  decodeSmb1NegotiateResponse,
  decodeSmb1ShareType,
  decodeSmb1TreePath,
  SMB1_COMMAND,
  type Smb1Command,
  type Smb1Header,
  smb1Commands,
} from '../wire/smb1.ts';
import {
  decodeSmb2Header,
  decodeSmb2NegotiateRequest,
  decodeSmb2NegotiateResponse,
  decodeSmb2SessionSetupResponse,
  decodeSmb2TreeConnectResponse,
  decodeSmb2TreePath,
  SMB2_ANY,
  SMB2_COMMAND,
  type Smb2Header,
} from '../wire/smb2.ts';
import type { SmbObservation, SmbShareObservation } from './smb-observations.ts';

/** Tree connects that wait for an answer. */
export const MAX_WAITING = 64;

/** First byte of the protocol id, before `SMB`. */
export const SMB_ID = { smb1: 0xff, smb2: 0xfe, encrypted: 0xfd } as const;

const PATH = /^\\\\([^\\]*)\\(.*)$/;

interface Waiting {
  readonly at: FrameAt;
  readonly from: Direction;
  readonly path: string;
}

/** A message as it lies in the bytes. */
interface Message {
  readonly from: Direction;
  readonly at: FrameAt;
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

export class SmbMessages {
  readonly #emit: (observation: SmbObservation) => void;
  /** Paths by version and message id. */
  readonly #waiting = new Map<string, Waiting>();
  #offered: readonly string[] = [];
  #isEncrypted = false;

  constructor(emit: (observation: SmbObservation) => void) {
    this.#emit = emit;
  }

  /** One message, or as much of it as is wanted: from its protocol id to `end`. */
  read(from: Direction, bytes: Uint8Array, start: number, end: number, at: FrameAt): void {
    const message = { from, at, bytes, start, end };
    if (bytes[start] === SMB_ID.smb1) this.#smb1(message);
    else if (bytes[start] === SMB_ID.smb2) this.#compound(message);
    else if (bytes[start] === SMB_ID.encrypted && !this.#isEncrypted) {
      this.#isEncrypted = true;
      this.#emit({ kind: 'smb-encrypted', at, from });
    }
  }

  /** The flow is over: what waits will never be answered. */
  close(): void {
    for (const { at, from, path } of this.#waiting.values()) {
      this.#emit({
        ...share(path),
        at,
        from,
        status: undefined,
        statusName: undefined,
        type: undefined,
        encrypt: false,
      });
    }
    this.#waiting.clear();
  }

  #smb1(message: Message): void {
    const { bytes, start, end } = message;
    const header = decodeSmb1Header(bytes, start, end);
    if (header === undefined) return;
    const commands = smb1Commands(bytes, start, end);
    for (const command of commands) {
      if (!header.response) this.#smb1Request(message, header, command);
      else this.#smb1Response(message, header, command, command === commands.at(-1));
    }
  }

  #smb1Request({ from, at, bytes, start, end }: Message, header: Smb1Header, command: Smb1Command): void {
    if (command.command === SMB1_COMMAND.negotiate) {
      this.#offered = decodeSmb1Dialects(bytes, command.at, end);
    } else if (command.command === SMB1_COMMAND.treeConnect) {
      const path = decodeSmb1TreePath(bytes, start, command.at, end, header.unicode);
      if (path !== undefined) this.#wait(`1 ${header.messageId}`, { at, from, path });
    }
  }

  /** The status of a chain is that of its last command: those before it went well ([MS-CIFS] 3.3.5.2.2). */
  #smb1Response(message: Message, header: Smb1Header, { command, at: body }: Smb1Command, isLast: boolean): void {
    const { from, at, bytes, end } = message;
    const status = isLast ? header.status : NT_STATUS.success;
    const said = { at, from, status, statusName: header.ntStatus ? ntStatusName(status) : dosErrorName(status) };
    if (command === SMB1_COMMAND.negotiate) {
      const answer = decodeSmb1NegotiateResponse(bytes, body, end);
      const signing = answer?.signing ?? 'disabled';
      const dialect = answer?.dialect === undefined ? undefined : (this.#offered[answer.dialect] ?? 'SMB 1');
      this.#emit({ kind: 'smb-negotiated', ...said, offered: this.#offered, dialect, signing, cipher: undefined });
    } else if (command === SMB1_COMMAND.sessionSetup && status !== NT_STATUS.moreProcessingRequired) {
      const account = decodeSmb1Guest(bytes, body, end) ? 'guest' : undefined;
      this.#emit({ kind: 'smb-session', ...said, account, encrypt: false });
    } else if (command === SMB1_COMMAND.treeConnect) {
      const type = status === NT_STATUS.success ? decodeSmb1ShareType(bytes, body, end) : undefined;
      this.#emit({ ...share(this.#answered(`1 ${header.messageId}`)), ...said, type, encrypt: false });
    }
  }

  #compound(message: Message): void {
    for (let start = message.start; start < message.end; ) {
      const header = decodeSmb2Header(message.bytes, start, message.end);
      if (header === undefined) return;
      const end = header.next === 0 ? message.end : Math.min(start + header.next, message.end);
      const part = { ...message, start, end };
      if (header.response) this.#smb2Response(part, header);
      else this.#smb2Request(part, header);
      start = end;
    }
  }

  #smb2Request({ from, at, bytes, start, end }: Message, { command, messageId }: Smb2Header): void {
    if (command === SMB2_COMMAND.negotiate) {
      this.#offered = decodeSmb2NegotiateRequest(bytes, start, end)?.dialects ?? [];
    } else if (command === SMB2_COMMAND.treeConnect) {
      const path = decodeSmb2TreePath(bytes, start, end);
      if (path !== undefined) this.#wait(`2 ${messageId}`, { at, from, path });
    }
  }

  #smb2Response({ from, at, bytes, start, end }: Message, { command, status, messageId }: Smb2Header): void {
    if (status === NT_STATUS.pending) return;
    const said = { at, from, status, statusName: ntStatusName(status) };
    if (command === SMB2_COMMAND.negotiate) {
      const answer = status === NT_STATUS.success ? decodeSmb2NegotiateResponse(bytes, start, end) : undefined;
      if (answer?.dialect === SMB2_ANY) return;
      const signing = answer?.signingRequired ? 'required' : 'enabled';
      const { dialect, cipher } = answer ?? {};
      this.#emit({ kind: 'smb-negotiated', ...said, offered: this.#offered, dialect, signing, cipher });
    } else if (command === SMB2_COMMAND.sessionSetup && status !== NT_STATUS.moreProcessingRequired) {
      const answer = status === NT_STATUS.success ? decodeSmb2SessionSetupResponse(bytes, start, end) : undefined;
      const account = answer && (answer.guest ? 'guest' : answer.anonymous ? 'anonymous' : 'user');
      this.#emit({ kind: 'smb-session', ...said, account, encrypt: answer?.encrypt ?? false });
    } else if (command === SMB2_COMMAND.treeConnect) {
      const answer = status === NT_STATUS.success ? decodeSmb2TreeConnectResponse(bytes, start, end) : undefined;
      const asked = share(this.#answered(`2 ${messageId}`));
      this.#emit({ ...asked, ...said, type: answer?.type, encrypt: answer?.encrypt ?? false });
    }
  }

  #wait(id: string, waiting: Waiting): void {
    if (this.#waiting.size < MAX_WAITING) this.#waiting.set(id, waiting);
  }

  #answered(id: string): string | undefined {
    const path = this.#waiting.get(id)?.path;
    this.#waiting.delete(id);
    return path;
  }
}

function share(path: string | undefined): Pick<SmbShareObservation, 'kind' | 'server' | 'share'> {
  const parts = PATH.exec(path ?? '');
  return { kind: 'smb-share', server: parts?.[1], share: parts?.[2] ?? path };
}

/** Error class and code of servers that know no NTSTATUS ([MS-CIFS] 2.2.1.5). */
function dosErrorName(status: number): string {
  return status === NT_STATUS.success ? ntStatusName(0) : `DOS error ${status & 0xff}/${status >>> 16}`;
}
