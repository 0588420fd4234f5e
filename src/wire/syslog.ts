/** The head of a syslog message, RFC 5424 or the habits that RFC 3164 describes: who says it and how grave it is, not what. */
import { asciiText } from '../bytes/text.ts';

export interface SyslogHead {
  /** `other`: what follows the priority has neither form, as is usual with routers and firewalls. */
  readonly format: 'rfc5424' | 'rfc3164' | 'other';
  /** Such as `local0`. */
  readonly facility: string;
  /** Such as `warning`. */
  readonly severity: string;
  readonly host: string | undefined;
  readonly application: string | undefined;
}

/** Bytes that a head takes at most, as far as it is read: the longest of RFC 5424 6.2 would have 500. */
export const MAX_SYSLOG_HEAD = 512;

/** `undefined` where no priority begins the bytes (RFC 5424 6.2.1: 0 to 191, no zero in front), or no text follows it. */
export function decodeSyslogHead(bytes: Uint8Array, start: number, end: number): SyslogHead | undefined {
  const length = syslogPriorityLength(bytes, start, end);
  if (length <= 0 || !isText(bytes, start + length, Math.min(end, start + MAX_SYSLOG_HEAD))) return undefined;
  const priority = Number(asciiText(bytes, start + 1, start + length - 1));
  const rest = asciiText(bytes, start + length, Math.min(end, start + MAX_SYSLOG_HEAD));
  return {
    ...origin(rest),
    facility: FACILITIES[priority >> 3],
    severity: SEVERITIES[priority & 7],
  };
}

/** With its brackets; -1 where there is none, 0 where it may be one that is cut. */
export function syslogPriorityLength(bytes: Uint8Array, start: number, end: number): number {
  if (start < end && bytes[start] !== LESS) return -1;
  let value = 0;
  for (let at = start + 1; at < Math.min(end, start + MAX_PRIORITY); at++) {
    const digit = bytes[at] - ZERO;
    if (bytes[at] === GREATER) return at > start + 1 ? at + 1 - start : -1;
    if (digit < 0 || digit > 9 || (value === 0 && at > start + 1)) return -1;
    value = value * 10 + digit;
    if (value > HIGHEST_PRIORITY) return -1;
  }
  return end - start < MAX_PRIORITY ? 0 : -1;
}

type Origin = Pick<SyslogHead, 'format' | 'host' | 'application'>;

function origin(rest: string): Origin {
  const modern = RFC5424.exec(rest);
  if (modern) return { format: 'rfc5424', host: named(modern[1]), application: named(modern[2]) };
  const old = RFC3164.exec(rest);
  return old
    ? { format: 'rfc3164', host: old[1], application: old[2] }
    : { format: 'other', host: undefined, application: undefined };
}

/** Version, time, host, application, process, message, and the beginning of the structured data. */
const RFC5424 =
  /^1 (?:-|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)) (\S{1,255}) (\S{1,48}) \S{1,128} \S{1,32} [-[]/;
/** Time, host where there is one, and the tag up to what ends it. */
const RFC3164 =
  /^(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ 0-3]\d \d\d:\d\d:\d\d (?:([^\s:[\]]{1,255}) )?(?:([^\s:[\]]{1,48})(?=[:[]))?/;

/** RFC 5424 6: a hyphen stands for nothing. */
function named(field: string): string | undefined {
  return field === '-' ? undefined : field;
}

/** Text of which at least one character says something; a byte above 127 may be of UTF-8 or of any older set. */
function isText(bytes: Uint8Array, start: number, end: number): boolean {
  let says = false;
  for (let at = start; at < end; at++) {
    const code = bytes[at];
    if (code < SPACE && !LINE_CODES.includes(code)) return false;
    if (code === DELETE) return false;
    says ||= code > SPACE;
  }
  return says;
}

/** NUL, tab, line feed and carriage return: what ends a message, or stands in one. */
const LINE_CODES: readonly number[] = [0, 9, 10, 13];
const SPACE = 0x20;
const DELETE = 0x7f;
const ZERO = 0x30;
const LESS = 0x3c;
const GREATER = 0x3e;
const HIGHEST_PRIORITY = 191;
const MAX_PRIORITY = 5;

/** RFC 5424 6.2.1, as `syslog.h` calls them. */
const FACILITIES = [
  'kern',
  'user',
  'mail',
  'daemon',
  'auth',
  'syslog',
  'lpr',
  'news',
  'uucp',
  'cron',
  'authpriv',
  'ftp',
  'ntp',
  'audit',
  'alert',
  'clock',
  ...Array.from({ length: 8 }, (_, number) => `local${number}`),
];
const SEVERITIES = ['emerg', 'alert', 'crit', 'err', 'warning', 'notice', 'info', 'debug'];
