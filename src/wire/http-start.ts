/** Whether bytes begin an HTTP/1 message (RFC 9112 2.1-2.3, 3, 4): for recognition, before a line is complete. */

/** `more`: it may, if the rest fits. */
export type HttpStart = 'match' | 'reject' | 'more';

/** `METHOD target HTTP/1.` or `HTTP/1.`, an empty line before it allowed (RFC 9112 2.2). */
export function matchHttpStart(head: Uint8Array, from = 0): HttpStart {
  const start = skipLineEnds(head, from);
  if (start === head.length) return start - from <= 2 ? 'more' : 'reject';
  if (head[start] === VERSION.charCodeAt(0)) {
    const asResponse = matchText(head, start, VERSION);
    if (asResponse !== 'reject') return asResponse;
  }
  return matchRequest(head, start);
}

const VERSION = 'HTTP/1.';

function matchRequest(head: Uint8Array, start: number): HttpStart {
  let at = start;
  while (at < head.length && isMethodCharacter(head[at]) && at - start <= MAX_METHOD) at++;
  if (at === head.length) return at - start <= MAX_METHOD ? 'more' : 'reject';
  if (at === start || head[at] !== SPACE) return 'reject';
  const target = ++at;
  while (at < head.length && head[at] > SPACE && head[at] !== 0x7f) at++;
  if (at === head.length) return 'more';
  if (at === target || head[at] !== SPACE) return 'reject';
  return matchText(head, at + 1, VERSION);
}

function matchText(head: Uint8Array, start: number, text: string): HttpStart {
  const length = Math.min(head.length - start, text.length);
  for (let at = 0; at < length; at++) if (head[start + at] !== text.charCodeAt(at)) return 'reject';
  return length === text.length ? 'match' : 'more';
}

/** Upper-case letters, and what joins them in `VERSION-CONTROL` and `CCM_POST`. */
function isMethodCharacter(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || code === 0x2d || code === 0x5f;
}

/** The offset behind the line ends at `from`. */
export function skipLineEnds(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] === CR || bytes[at] === LF) at++;
  return at;
}

const MAX_METHOD = 24;
const SPACE = 0x20;
const LF = 0x0a;
const CR = 0x0d;
