/** How far an HTTP/1 message's body reaches (RFC 9112 6.3, 7.1). */
import { type HttpHead, httpHeader } from './http.ts';

/** Bytes of the body; or its end is told by chunk sizes, or only by the end of the flow. */
export type HttpBodyLength = number | 'chunked' | 'until-close';

/** `method`: of the request that a response answers, where it was seen. A length that cannot be read is `until-close`. */
export function httpBodyLength(head: HttpHead, method?: string): HttpBodyLength {
  if (head.kind === 'response' && hasNoBody(head.status, method)) return 0;
  const coding = httpHeader(head, 'transfer-encoding');
  if (coding !== undefined) return /\bchunked$/i.test(coding) ? 'chunked' : 'until-close';
  const length = httpHeader(head, 'content-length');
  if (length === undefined) return head.kind === 'request' ? 0 : 'until-close';
  return contentLength(length) ?? 'until-close';
}

/** The number of a Content-Length; a list of the same number counts as that number (RFC 9112 6.3, 5). */
export function contentLength(value: string): number | undefined {
  const [first, ...others] = value.split(/ *, */);
  if (!/^\d{1,15}$/.test(first) || others.some((other) => other !== first)) return undefined;
  return Number(first);
}

/** The size that a chunk's first line `bytes[start, end)` gives, or -1 when it gives none. Extensions are ignored. */
export function httpChunkSize(bytes: Uint8Array, start: number, end: number): number {
  let size = 0;
  let at = start;
  for (; at < end && at - start < MAX_CHUNK_DIGITS; at++) {
    const digit = hexDigit(bytes[at]);
    if (digit < 0) break;
    size = size * 16 + digit;
  }
  const digits = at - start;
  return digits === 0 || (at < end && hexDigit(bytes[at]) >= 0) ? -1 : size;
}

/** 2^48 bytes: far beyond any body, and exact as a number. */
const MAX_CHUNK_DIGITS = 12;

function hasNoBody(status: number, method: string | undefined): boolean {
  if (method === 'HEAD' || status < 200 || status === 204 || status === 304) return true;
  return method === 'CONNECT' && status < 300;
}

function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}
