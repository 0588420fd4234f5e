import { describe, expect, it } from 'vitest';
import { matchHttpStart, skipLineEnds } from '../../src/wire/http-start.ts';
import { concat } from '../support/hex.ts';
import { mutations } from '../support/mutations.ts';

describe('matchHttpStart', () => {
  it.each([
    ['GET /a HTTP/1.1', 'match'],
    ['\r\nGET / HTTP/1.0\r\n', 'match'],
    ['CCM_POST /ccm_system/request HTTP/1.1', 'match'],
    ['HTTP/1.1 200 OK', 'match'],
    ['HTTP/1.', 'match'],
    ['H', 'more'],
    ['HEAD', 'more'],
    ['HTTP', 'more'],
    ['GET ', 'more'],
    [`GET /${'a'.repeat(3000)}`, 'more'],
    ['GET / HTTP', 'more'],
    ['\r\n', 'more'],
    ['', 'more'],
    ['\r\n\r\n', 'reject'],
    ['GET  HTTP/1.1', 'reject'],
    ['GET /\r\n', 'reject'],
    ['get a\r\n', 'reject'],
    ['HTTP/2', 'reject'],
    ['PRI * HTTP/2.0\r\n', 'reject'],
    ['OPTIONS sip:a@b SIP/2.0', 'reject'],
    ['DESCRIBE rtsp://a RTSP/1.0', 'reject'],
    ['EHLO a.test\r\n', 'reject'],
    ['SSH-2.0-OpenSSH', 'reject'],
    ['220 mail ESMTP', 'reject'],
    ['A'.repeat(25), 'reject'],
    ['\x16\x03\x01', 'reject'],
  ] as const)('of %j is %s', (text, expected) => {
    expect(matchHttpStart(concat(text))).toBe(expected);
  });

  it('looks where told', () => {
    expect(matchHttpStart(concat('xxHTTP/1.1 200 OK'), 2)).toBe('match');
    expect(matchHttpStart(concat('xx\r\n'), 2)).toBe('more');
  });

  it('never waits for more of a mutation once the version was read', () => {
    for (const bytes of mutations(concat('GET /a HTTP/1.1\r\nHost: a'))) {
      const answer = matchHttpStart(bytes);
      if (bytes.length < 'GET /a HTTP/1.'.length) expect(answer).toBe('more');
      else expect(['match', 'reject']).toContain(answer);
    }
  });
});

describe('skipLineEnds', () => {
  it.each([
    ['\r\n\nGET', 0, 3],
    ['a\r\n', 1, 3],
    ['a', 0, 0],
  ])('of %j from %i is %i', (text, from, end) => expect(skipLineEnds(concat(text), from)).toBe(end));
});
