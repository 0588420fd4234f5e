/** SMTP (RFC 5321): banner, extensions, replies with their commands, and the turn to TLS (RFC 3207). No addresses, no mail. */
import { asciiText } from '../bytes/text.ts';
import { type Direction, type FrameAt, ORIGINATOR, RESPONDER } from '../flow/direction.ts';
import {
  decodeSmtpCommand,
  decodeSmtpReplyLine,
  isReadableMechanism,
  type SmtpVerb,
  smtpEnhancedCode,
  smtpExtensions,
} from '../wire/smtp.ts';
import { HeldBytes } from './held-bytes.ts';
import type { AnyObservation, Probe, ProbeAnswer, ProbeFlow, ProbeSession, Recognition } from './probe.ts';

/** Replies told of one flow. */
export const MAX_REPLIES = 64;
/** Bytes of both sides that are followed: Jamf Pro's messages have some kilobytes. */
export const MAX_SMTP_BYTES = 262_144;
/** Bytes of one line: eight times what RFC 5321 4.5.3.1 asks for. The rest of a longer one is passed over. */
export const MAX_LINE = 4096;

/** The server's first words: 220, or a refusal. */
export interface SmtpBannerObservation extends AnyObservation {
  readonly kind: 'smtp-banner';
  readonly code: number;
  /** The server's name and software, as sent, of the first line. */
  readonly text: string;
}

/** What the server offers in answer to EHLO; before TLS, as nothing else can be read. */
export interface SmtpExtensionsObservation extends AnyObservation {
  readonly kind: 'smtp-extensions';
  readonly keywords: readonly string[];
  readonly startTls: boolean;
  readonly authMechanisms: readonly string[];
}

/** A reply, without its text, which names addresses. */
export interface SmtpReplyObservation extends AnyObservation {
  readonly kind: 'smtp-reply';
  /** What it answers, `message` for the mail itself; undefined when that was not seen. */
  readonly command: SmtpVerb | 'message' | undefined;
  readonly code: number;
  /** RFC 3463, such as `5.7.1`. */
  readonly enhancedCode: string | undefined;
}

/** The client logs in, in clear text. */
export interface SmtpAuthenticationObservation extends AnyObservation {
  readonly kind: 'smtp-authentication';
  readonly mechanism: string;
  /** Whoever reads along has the password, or a token as good as it. */
  readonly readable: boolean;
}

export type SmtpObservation =
  | SmtpBannerObservation
  | SmtpExtensionsObservation
  | SmtpReplyObservation
  | SmtpAuthenticationObservation;

export const smtp: Probe<SmtpObservation> = {
  name: 'smtp',
  transports: ['tcp'],
  usualPorts: [25, 587, 465],
  recognise,
  open: (flow, emit) => new SmtpSession(flow, emit),
};

/** The first line tells; where a banner does not say SMTP, the client's first line does. */
function recognise(head: Uint8Array): Recognition {
  if (!FIRST_CHARACTERS.includes(String.fromCharCode(head[0]))) return 'reject';
  const text = latin1.decode(head.subarray(0, MAX_FIRST_LINES));
  if (BEGINNINGS.some((pattern) => pattern.test(text))) return 'match';
  return text.length < MAX_FIRST_LINES && mayBegin(text) ? 'more' : 'reject';
}

/** Half a line that may become a beginning, or lines that do not decide. */
function mayBegin(text: string): boolean {
  if (!PRINTABLE_LINES.test(text)) return false;
  if (/^220[ -]/.test(text)) return !/FTP/i.test(text);
  if (/^250-[^\n]*(\n[^\n]*)?$/.test(text)) return true;
  return !text.includes('\n') && STARTS.some((start) => fits(text.toUpperCase(), start));
}

/** One is the beginning of the other. */
function fits(text: string, start: string): boolean {
  return text.length < start.length ? start.startsWith(text) : text.startsWith(start);
}

const latin1 = new TextDecoder('latin1');
const MAX_FIRST_LINES = 1024;
const FIRST_CHARACTERS = '245EHLMRehlmr';
const PRINTABLE_LINES = /^[\t\r\n -~]*$/;
const STARTS = [
  '220',
  '250-',
  'EHLO ',
  'HELO ',
  'LHLO ',
  'MAIL FROM:',
  'RCPT TO:',
  '421 ',
  '450 ',
  '451 ',
  '554 ',
  '550 ',
  '571 ',
];
/** What says SMTP and nothing else: FTP shares the 220, but neither the words nor the status codes of RFC 3463. */
const BEGINNINGS = [
  /^(220|[45]\d\d)[ -]([ -~]*\r?\n\1[ -])?[ -~]*\bE?SMTP\b[ -~]*\r?\n/i,
  /^([245])\d\d[ -]\1\.\d{1,3}\.\d{1,3} [ -~]*\r?\n/,
  /^250-[ -~]*\r?\n250[ -](PIPELINING|SIZE( \d+)?|8BITMIME|STARTTLS|ENHANCEDSTATUSCODES|DSN|CHUNKING|SMTPUTF8|VRFY|ETRN|AUTH[ =][ -~]*)\r?\n/i,
  /^(EHLO|HELO|LHLO) +[!-~]{1,255} *\r?\n/i,
  /^MAIL FROM: ?<[!-~]*>[ -~]*\r?\n/i,
  /^RCPT TO: ?<[!-~]+>[ -~]*\r?\n/i,
];

/** What the client's next bytes are. `message`: the mail, up to the server's reply; `credentials`: never read. */
type Phase = 'commands' | 'credentials' | 'message';

/** How many bytes behind a line are to be passed over, or what it leads to. */
type Next = number | 'done' | 'starttls';

class SmtpSession implements ProbeSession {
  readonly #flow: ProbeFlow;
  readonly #emit: (observation: SmtpObservation) => void;
  readonly #held = [new HeldBytes(), new HeldBytes()] as const;
  /** The rest of a line, up to its line feed, is passed over. */
  readonly #inLine: [boolean, boolean] = [false, false];
  /** Commands that wait for their replies, in order; bounded by `MAX_REPLIES`. */
  #waiting: (SmtpVerb | 'message')[] = [];
  #server: Direction | undefined;
  #phase: Phase = 'commands';
  /** Texts of the lines of the reply at hand. */
  #lines: string[] = [];
  #replies = 0;
  #bytes = 0;

  constructor(flow: ProbeFlow, emit: (observation: SmtpObservation) => void) {
    this.#flow = flow;
    this.#emit = emit;
  }

  data(from: Direction, bytes: Uint8Array, at: FrameAt): ProbeAnswer {
    this.#bytes += bytes.length;
    if (bytes.length > 0) this.#server ??= isDigit(bytes[0]) ? from : other(from);
    const answer = this.#isTls(from, bytes) ? startTls(0) : this.#read(from, bytes, at);
    return answer === 'continue' && this.#bytes >= MAX_SMTP_BYTES ? 'done' : answer;
  }

  /** Which reply answers which command is lost with the bytes, unless they are of the mail. */
  gap(from: Direction, missing: number): ProbeAnswer {
    this.#bytes += missing;
    this.#held[from].clear();
    if (from === this.#server || this.#phase !== 'message') {
      this.#inLine[from] = true;
      this.#waiting = [];
      this.#lines = [];
      this.#phase = 'commands';
    }
    return this.#bytes >= MAX_SMTP_BYTES ? 'done' : 'continue';
  }

  close(): void {}

  /** The client goes on with TLS although the server's consent was not captured. */
  #isTls(from: Direction, bytes: Uint8Array): boolean {
    return from !== this.#server && bytes[0] === TLS_HANDSHAKE && this.#waiting.at(-1) === 'STARTTLS';
  }

  #read(from: Direction, bytes: Uint8Array, at: FrameAt): ProbeAnswer {
    const held = this.#held[from];
    const before = held.length;
    const input = held.followedBy(bytes);
    let begun = held.at ?? at;
    let offset = 0;
    held.clear();
    while (offset < input.length && (from === this.#server || this.#phase !== 'message')) {
      const feed = input.indexOf(LF, offset);
      const end = feed < 0 ? input.length : feed;
      if (feed < 0 && !this.#inLine[from] && end - offset < MAX_LINE) {
        held.hold(input.subarray(offset), begun);
        break;
      }
      const line = this.#inLine[from] ? undefined : lineText(input, offset, Math.min(end, offset + MAX_LINE));
      offset = feed < 0 ? end : feed + 1;
      this.#inLine[from] = feed < 0;
      const next = line === undefined ? 0 : this.#line(from, line, begun);
      if (next === 'starttls') return startTls(offset - before);
      if (next === 'done') return next;
      offset += next;
      begun = at;
    }
    if (offset > input.length) this.#flow.skip(from, offset - input.length);
    return 'continue';
  }

  #line(from: Direction, line: string, at: FrameAt): Next {
    if (from === this.#server) return this.#replyLine(from, line, at);
    return this.#phase === 'credentials' ? 0 : this.#command(from, line, at);
  }

  #command(from: Direction, line: string, at: FrameAt): Next {
    if (this.#waiting.length >= MAX_REPLIES) return 'done';
    const { verb, argument } = decodeSmtpCommand(line);
    this.#waiting.push(verb);
    if (verb === 'AUTH') {
      const mechanism = argument.split(' ', 1)[0].toUpperCase().slice(0, MAX_MECHANISM);
      this.#phase = 'credentials';
      this.#emit({ kind: 'smtp-authentication', at, from, mechanism, readable: isReadableMechanism(mechanism) });
    }
    return verb === 'BDAT' ? Math.min(chunkSize(argument), MAX_SMTP_BYTES) : 0;
  }

  #replyLine(from: Direction, line: string, at: FrameAt): Next {
    const reply = decodeSmtpReplyLine(line);
    if (reply === undefined) return 'done';
    if (this.#lines.length < MAX_REPLIES) this.#lines.push(reply.text);
    return reply.last ? this.#reply(from, reply.code, at) : 0;
  }

  /** 3xx of AUTH and DATA are half an answer: the client goes on with what belongs to the command. */
  #reply(from: Direction, code: number, at: FrameAt): Next {
    const lines = this.#lines;
    this.#lines = [];
    const command = this.#waiting[0];
    if (command === 'AUTH' && code === 334) return 0;
    this.#waiting.shift();
    this.#phase = 'commands';
    if (command === 'DATA' && code === 354) {
      this.#phase = 'message';
      this.#waiting.unshift('message');
      return 0;
    }
    this.#tell(from, command, code, lines, at);
    // Nothing but a banner and the consent to TLS is a 220: told where the client was not captured.
    if (code === READY && (command === 'STARTTLS' || (command === undefined && this.#replies > 0))) return 'starttls';
    return code === CLOSING || code === UNAVAILABLE || ++this.#replies >= MAX_REPLIES ? 'done' : 0;
  }

  #tell(from: Direction, command: SmtpVerb | 'message' | undefined, code: number, lines: string[], at: FrameAt): void {
    const enhancedCode = smtpEnhancedCode(code, lines[0]);
    if (command === undefined && this.#replies === 0 && (code === READY || code >= FIRST_REFUSAL)) {
      this.#emit({ kind: 'smtp-banner', at, from, code, text: lines[0].slice(0, MAX_BANNER) });
      return;
    }
    this.#emit({ kind: 'smtp-reply', at, from, command, code, enhancedCode });
    if (code === OK && (command === 'EHLO' || command === 'LHLO' || (command === undefined && lines.length > 1)))
      this.#emit({ kind: 'smtp-extensions', at, from, ...smtpExtensions(lines.slice(1)) });
  }
}

/** RFC 5321 4.2.3. */
const READY = 220;
const CLOSING = 221;
const OK = 250;
const FIRST_REFUSAL = 400;
const UNAVAILABLE = 421;
/** RFC 4422 3.1. */
const MAX_MECHANISM = 20;
const MAX_BANNER = 256;
const TLS_HANDSHAKE = 0x16;
const LF = 0x0a;
const CR = 0x0d;

/** RFC 3030 4.1: digits; 0 for anything else, a negative number above all, which would lead back. */
function chunkSize(argument: string): number {
  return Number(/^\d+/.exec(argument)?.[0] ?? 0);
}

function startTls(handOver: number): ProbeAnswer {
  return { handOver, via: 'starttls' };
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function other(direction: Direction): Direction {
  return direction === ORIGINATOR ? RESPONDER : ORIGINATOR;
}

function lineText(bytes: Uint8Array, start: number, end: number): string {
  return asciiText(bytes, start, end > start && bytes[end - 1] === CR ? end - 1 : end);
}
