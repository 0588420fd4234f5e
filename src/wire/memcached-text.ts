/** memcached's text protocol by lines (memcached, doc/protocol.txt): commands and answers. Keys and values are passed over. */
import { asciiText } from '../bytes/text.ts';

export interface MemcachedLine {
  readonly kind: 'request' | 'response';
  /** The command, such as `set`, or the first word of the answer, such as `VALUE`; `number` for the answer to `incr`. */
  readonly name: string;
  /** Bytes of the data block behind the line, with its line end. */
  readonly dataLength: number;
  /** Of the answer to `version`. */
  readonly version: string | undefined;
  /** No other protocol says this. */
  readonly isTelling: boolean;
}

/** Bytes of a line, with its end: memcached refuses longer ones but for `get`. */
export const MAX_MEMCACHED_LINE = 2048;

interface Form {
  readonly kind: MemcachedLine['kind'];
  readonly isTelling: boolean;
  /** What follows the first word; `data` counts the bytes of a block, `version` names the server's. */
  readonly rest: RegExp;
}

const KEY = '[\\x21-\\x7e\\x80-\\xff]{1,250}';
const NUMBER = '\\d{1,20}';
const EXPIRY = '-?\\d{1,20}';
const DATA = '(?<data>\\d{1,10})';
const FLAGS = '(?: [!-~]{1,64})*';
const QUIET = '(?: noreply)?';

const FORMS: ReadonlyMap<string, Form> = new Map([
  ...forms(
    'request',
    true,
    ` ${KEY} ${NUMBER} ${EXPIRY} ${DATA}${QUIET}`,
    'set',
    'add',
    'replace',
    'append',
    'prepend',
  ),
  ...forms('request', true, ` ${KEY} ${NUMBER} ${EXPIRY} ${DATA} ${NUMBER}${QUIET}`, 'cas'),
  ...forms('request', true, `(?: ${KEY})+ ?`, 'get', 'gets'),
  ...forms('request', true, ` ${EXPIRY}(?: ${KEY})+ ?`, 'gat', 'gats'),
  ...forms('request', true, ` ${KEY} ${NUMBER}${QUIET}`, 'incr', 'decr'),
  ...forms('request', true, ` ${KEY} ${EXPIRY}${QUIET}`, 'touch'),
  // beanstalkd deletes jobs in these words.
  ...forms('request', false, ` ${KEY}(?: 0)?${QUIET}`, 'delete'),
  ...forms('request', true, ` ${KEY} ${DATA}${FLAGS}`, 'ms'),
  ...forms('request', false, ` ${KEY}${FLAGS}`, 'mg', 'md', 'ma', 'me'),
  ...forms('request', false, `(?: ${EXPIRY})?${QUIET}`, 'flush_all'),
  ...forms('request', false, ` ${NUMBER}${QUIET}`, 'verbosity'),
  ...forms('request', false, FLAGS, 'stats'),
  ...forms('request', false, '', 'version', 'quit', 'mn'),
  ...forms('response', true, ` ${KEY} ${NUMBER} ${DATA}(?: ${NUMBER})?`, 'VALUE'),
  ...forms('response', true, ' [!-~]+ [ -~]*', 'STAT'),
  ...forms('response', true, ' (?<version>\\d+\\.\\d[!-~]*)', 'VERSION'),
  ...forms('response', false, ` ${DATA}${FLAGS}`, 'VA'),
  ...forms('response', false, FLAGS, 'HD', 'EN', 'NS', 'EX', 'NF', 'MN', 'ME'),
  ...forms('response', false, ' [ -~]+', 'CLIENT_ERROR', 'SERVER_ERROR'),
  ...forms('response', false, '', 'STORED', 'NOT_STORED', 'EXISTS', 'NOT_FOUND', 'DELETED', 'TOUCHED'),
  ...forms('response', false, '', 'OK', 'RESET', 'END', 'ERROR'),
]);

/** What a line can begin with: spares other protocols' flows the rest, a microsecond each. */
const FIRST_BYTES: ReadonlySet<number> = new Set([...FORMS.keys(), ...'0123456789'].map((word) => word.charCodeAt(0)));

function forms(kind: Form['kind'], isTelling: boolean, rest: string, ...words: string[]): [string, Form][] {
  return words.map((word) => [word, { kind, isTelling, rest: new RegExp(`^${rest}$`) }]);
}

/** A line without its end. `undefined` when memcached does not say such a thing. */
export function decodeMemcachedLine(bytes: Uint8Array, start = 0, end = bytes.length): MemcachedLine | undefined {
  const line = lineText(bytes, start, Math.min(end, start + MAX_MEMCACHED_LINE));
  if (line === undefined) return undefined;
  const [word] = line.split(' ', 1);
  const form = FORMS.get(word);
  if (form === undefined) return INCREMENTED.test(line) ? NUMBER_ANSWER : undefined;
  const groups = form.rest.exec(line.slice(word.length));
  if (groups === null) return undefined;
  const { data, version } = groups.groups ?? {};
  const dataLength = data === undefined ? 0 : Number(data) + LINE_END;
  return {
    kind: form.kind,
    name: word,
    dataLength,
    version: version?.slice(0, MAX_VERSION),
    isTelling: form.isTelling,
  };
}

/** Spaces behind it are left from a longer number. */
const INCREMENTED = /^\d{1,20} *$/;
const NUMBER_ANSWER: MemcachedLine = {
  kind: 'response',
  name: 'number',
  dataLength: 0,
  version: undefined,
  isTelling: false,
};
const LINE_END = 2;
const MAX_VERSION = 64;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const DELETE = 0x7f;

/** Undefined where there are control characters. */
function lineText(bytes: Uint8Array, start: number, end: number): string | undefined {
  for (let at = start; at < end; at++) if (bytes[at] < SPACE || bytes[at] === DELETE) return undefined;
  return asciiText(bytes, start, end);
}

/** `more`: it may be, if the rest fits. */
export type MemcachedStart = 'match' | 'reject' | 'more';

/** Whether whole lines from the start are memcached's, and one of them is telling. Each must end in CR LF, as clients write it. */
export function matchMemcachedText(bytes: Uint8Array): MemcachedStart {
  if (bytes.length > 0 && !FIRST_BYTES.has(bytes[0])) return 'reject';
  let at = 0;
  while (at < bytes.length) {
    const feed = bytes.indexOf(LF, at);
    if (feed < 0) return mayBecomeLine(bytes, at) ? 'more' : 'reject';
    const line = bytes[feed - 1] === CR ? decodeMemcachedLine(bytes, at, feed - 1) : undefined;
    if (line === undefined || feed - at >= MAX_MEMCACHED_LINE) return 'reject';
    if (line.isTelling) return 'match';
    at = feed + 1 + line.dataLength;
  }
  return 'more';
}

/** The unfinished line begins with a known word, or part of one, and holds no control characters. */
function mayBecomeLine(bytes: Uint8Array, at: number): boolean {
  if (bytes.length - at > MAX_MEMCACHED_LINE) return false;
  const end = bytes.at(-1) === CR ? bytes.length - 1 : bytes.length;
  const line = lineText(bytes, at, end);
  if (line === undefined) return false;
  const [word] = line.split(' ', 1);
  if (word.length < line.length) return FORMS.has(word) || INCREMENTED.test(line);
  if (/^\d{0,20}$/.test(word)) return true;
  for (const known of FORMS.keys()) if (known.startsWith(word)) return true;
  return false;
}
