import { describe, expect, it } from 'vitest';
import { decodeHttpHead, httpHeadEnd, httpHeader, MAX_HEADERS } from '../../src/wire/http.ts';
import { concat } from '../support/hex.ts';
import { mutations } from '../support/mutations.ts';

function decode(text: string) {
  return decodeHttpHead(concat(text));
}

describe('httpHeadEnd', () => {
  it.each([
    ['GET / HTTP/1.1\r\n\r\nbody', 18],
    ['GET / HTTP/1.1\n\nbody', 16],
    ['GET / HTTP/1.1\nHost: a\r\n\r\n', 26],
    ['GET / HTTP/1.1\r\nHost: a\r\n', -1],
    ['GET / HTTP/1.1\r\n\r', -1],
    ['', -1],
  ])('finds the end of %j at %i', (text, end) => expect(httpHeadEnd(concat(text))).toBe(end));

  it('starts where told', () => expect(httpHeadEnd(concat('a\n\nb\n\n'), 3)).toBe(6));
});

describe('decodeHttpHead', () => {
  it('reads a request', () => {
    expect(
      decode('GET /index.html?a=1 HTTP/1.1\r\nHost: www.example.com\r\nUser-Agent:curl/8.4.0 \r\n\r\nleft'),
    ).toEqual({
      kind: 'request',
      method: 'GET',
      target: '/index.html?a=1',
      headers: [
        { name: 'host', value: 'www.example.com' },
        { name: 'user-agent', value: 'curl/8.4.0' },
      ],
      complete: true,
    });
  });

  it('reads a response', () => {
    expect(decode('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: NTLM\r\n\r\n')).toEqual({
      kind: 'response',
      status: 407,
      reason: 'Proxy Authentication Required',
      headers: [{ name: 'proxy-authenticate', value: 'NTLM' }],
      complete: true,
    });
  });

  it.each([
    ['CONNECT 17.57.144.22:5223 HTTP/1.1\r\n\r\n', { method: 'CONNECT', target: '17.57.144.22:5223' }],
    ['CCM_POST /ccm_system/request HTTP/1.1\r\n\r\n', { method: 'CCM_POST' }],
    ['VERSION-CONTROL /a HTTP/1.0\r\n\r\n', { method: 'VERSION-CONTROL' }],
    ['OPTIONS * HTTP/1.1 \n\n', { method: 'OPTIONS', target: '*' }],
    ['HTTP/1.0 200\r\n\r\n', { status: 200, reason: '' }],
    ['HTTP/1.1 200 \r\n\r\n', { status: 200, reason: '' }],
    ['HTTP/1.1 302 Moved \x1b[2J\r\n\r\n', { status: 302, reason: 'Moved \\x1b[2J' }],
  ])('reads the first line of %j', (text, expected) => expect(decode(text)).toMatchObject(expected));

  it.each([
    '',
    'GET / HTTP/1.1',
    'GET / HTTP/2.0\r\n\r\n',
    'get / HTTP/1.1\r\n\r\n',
    'GET /\r\n\r\n',
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    'INVITE sip:a@b SIP/2.0\r\n\r\n',
    'EHLO mail.example.com\r\n\r\n',
    'HTTP/1.1 20 OK\r\n\r\n',
    'HTTP/1.1 2000 OK\r\n\r\n',
    'ICY 200 OK\r\n\r\n',
  ])('refuses %j', (text) => expect(decode(text)).toBeUndefined());

  it('bears what RFC 9112 2.2, 5.1 and 5.2 tell recipients to bear', () => {
    const text =
      'GET / HTTP/1.1\nHost : a\r\nX-Folded: one\r\n two\r\n\tthree\r\nno colon\r\n: no name\r\nEmpty:\r\n\r\n';
    expect(decode(text)?.headers).toEqual([
      { name: 'host', value: 'a' },
      { name: 'x-folded', value: 'one two three' },
      { name: 'empty', value: '' },
    ]);
  });

  it.each([
    ['\x1b[2J', '\\x1b[2J'],
    ['b\rc', 'b\\x0dc'],
    ['caf\u00e9', 'caf\u00e9'],
    ['\u202etxt', '\\u{202e}txt'],
    ['\ufeffa', '\\u{feff}a'],
  ])('makes the value %j harmless', (value, expected) => {
    expect(decode(`HTTP/1.1 200 OK\r\nA: ${value}\r\n\r\n`)?.headers).toEqual([{ name: 'a', value: expected }]);
  });

  it('keeps the complete lines of a head that does not end', () => {
    expect(decode('GET / HTTP/1.1\r\nHost: a\r\nUser-Ag')).toMatchObject({
      target: '/',
      headers: [{ name: 'host', value: 'a' }],
      complete: false,
    });
  });

  it('reads between start and end alone', () => {
    const bytes = concat('xxHTTP/1.1 200 OK\r\nA: b\r\n\r\n');
    expect(decodeHttpHead(bytes, 2)).toMatchObject({ status: 200, complete: true });
    expect(decodeHttpHead(bytes, 2, bytes.length - 1)).toMatchObject({ headers: [{ name: 'a' }], complete: false });
    expect(decodeHttpHead(bytes, 2, 10)).toBeUndefined();
  });

  it('keeps no more header fields than it says', () => {
    const head = decode(`GET / HTTP/1.1\r\n${'a: b\r\n'.repeat(MAX_HEADERS + 1)}\r\n`);
    expect(head?.headers).toHaveLength(MAX_HEADERS);
    expect(head?.complete).toBe(true);
  });

  it('returns on any mutation', () => {
    const sample = concat(
      'POST /cgi-bin/pkiclient.exe?operation=PKIOperation HTTP/1.1\r\nHost: a\r\n b\r\nX: y\r\n\r\n',
    );
    for (const bytes of mutations(sample)) {
      const head = decodeHttpHead(bytes);
      if (bytes.length < 'POST /cgi-bin/pkiclient.exe?operation=PKIOperation HTTP/1.1\r\n'.length)
        expect(head).toBeUndefined();
      else if (bytes.length < sample.length) expect(head?.complete).toBe(false);
    }
  });
});

describe('httpHeader', () => {
  it('finds the first field of a name', () => {
    const head = decode('HTTP/1.1 200 OK\r\nVia: 1.1 a\r\nVIA: 1.1 b\r\n\r\n')!;
    expect(httpHeader(head, 'via')).toBe('1.1 a');
    expect(httpHeader(head, 'server')).toBeUndefined();
  });
});
