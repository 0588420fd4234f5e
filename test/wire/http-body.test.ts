import { describe, expect, it } from 'vitest';
import { decodeHttpHead } from '../../src/wire/http.ts';
import { contentLength, httpBodyLength, httpChunkSize } from '../../src/wire/http-body.ts';
import { concat } from '../support/hex.ts';
import { mutations } from '../support/mutations.ts';

function bodyOf(firstLine: string, headers: string, method?: string) {
  return httpBodyLength(decodeHttpHead(concat(`${firstLine}\r\n${headers}\r\n\r\n`))!, method);
}

const REQUEST = 'POST / HTTP/1.1';
const RESPONSE = 'HTTP/1.1 200 OK';

describe('httpBodyLength (the numbered rules of RFC 9112 6.3)', () => {
  it.each([
    ['1: HEAD', RESPONSE, 'Content-Length: 5', 'HEAD', 0],
    ['1: 100', 'HTTP/1.1 100 Continue', 'Content-Length: 5', 'POST', 0],
    ['1: 204', 'HTTP/1.1 204 No Content', 'A: b', 'GET', 0],
    ['1: 304', 'HTTP/1.1 304 Not Modified', 'Content-Length: 5', 'GET', 0],
    ['2: CONNECT', 'HTTP/1.1 200 Connection established', 'Content-Length: 5', 'CONNECT', 0],
    ['2: CONNECT refused', 'HTTP/1.1 403 Forbidden', 'Content-Length: 5', 'CONNECT', 5],
    ['3: both', RESPONSE, 'Content-Length: 5\r\nTransfer-Encoding: chunked', 'GET', 'chunked'],
    ['4: chunked last', RESPONSE, 'Transfer-Encoding: gzip, Chunked', 'GET', 'chunked'],
    ['4: chunked not last', RESPONSE, 'Transfer-Encoding: chunked, gzip', 'GET', 'until-close'],
    ['5: no number', RESPONSE, 'Content-Length: five', 'GET', 'until-close'],
    ['6: a length', RESPONSE, 'Content-Length: 5', undefined, 5],
    ['6: a length, in a request', REQUEST, 'Content-Length: 5', undefined, 5],
    ['7: a request without', REQUEST, 'A: b', undefined, 0],
    ['8: a response without', RESPONSE, 'A: b', 'GET', 'until-close'],
  ])('%s', (_rule, firstLine, headers, method, expected) => {
    expect(bodyOf(firstLine, headers, method)).toBe(expected);
  });
});

describe('contentLength', () => {
  it.each([
    ['0', 0],
    ['42, 42', 42],
    ['42, 43', undefined],
    ['-1', undefined],
    ['1e3', undefined],
    ['', undefined],
    ['9'.repeat(15), 999_999_999_999_999],
    ['9'.repeat(16), undefined],
  ])('of %j is %s', (value, expected) => expect(contentLength(value)).toBe(expected));
});

describe('httpChunkSize', () => {
  it.each([
    ['0\r\n', 0],
    ['1A3f\r\n', 0x1a3f],
    ['5;name=value\r\n', 5],
    ['000000000005', 5],
    ['0000000000005', -1],
    ['', -1],
    ['g', -1],
    ['-5', -1],
  ])('of %j is %i', (line, size) => {
    const bytes = concat('5', line);
    expect(httpChunkSize(bytes, 1, bytes.length)).toBe(size);
  });

  it('returns a size or -1 on any mutation', () => {
    for (const bytes of mutations(concat('ffffffffffff\r\n'))) {
      const size = httpChunkSize(bytes, 0, bytes.length);
      expect(Number.isSafeInteger(size) && size >= -1).toBe(true);
    }
  });
});
