import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { http, MAX_CHUNKS, MAX_HEAD, MAX_LOST, MAX_MESSAGES, MAX_PAGES } from '../../src/probe/http.ts';
import { MAX_VALUE } from '../../src/probe/http-observations.ts';
import { concat } from '../support/hex.ts';
import { mutations } from '../support/mutations.ts';
import { script } from '../support/probe-script.ts';

const GET = 'GET /a HTTP/1.1\r\nHost: a.test\r\n\r\n';
const HEAD = 'HEAD /a HTTP/1.1\r\nHost: a.test\r\n\r\n';
const CONNECT = 'CONNECT 1-courier.push.apple.com:5223 HTTP/1.1\r\n\r\n';
const ESTABLISHED = 'HTTP/1.1 200 Connection established\r\n\r\n';
const HELLO = Uint8Array.of(0x16, 3, 1, 0, 5, 1, 0, 0, 1, 0);

const request = { kind: 'http-request', from: 0 };
const response = { kind: 'http-response', from: 1 };

function ok(body: string, headers = ''): string {
  return `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n${headers}\r\n${body}`;
}

function chunked(body: string): string {
  return `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${body}`;
}

function html(body: string, headers = ''): string {
  return ok(body, `Content-Type: text/html; charset=utf-8\r\n${headers}`);
}

const SUCCESS = '<HTML><HEAD><TITLE>Success</TITLE></HEAD><BODY>Success</BODY></HTML>';
const shown = { kind: 'http-page', from: 1, requestIndex: 0, title: 'Success', whole: true };

describe('http pages', () => {
  it('tells the title of a page, and reads on behind it', () => {
    script(http)
      .originator(GET)
      .responder(html(SUCCESS))
      .originator(GET)
      .responder(ok('x'))
      .expect([request, response, shown, request, { ...response, requestIndex: 1 }], 'continue');
  });

  it('waits for a page that comes in parts', () => {
    const [head, body] = html(SUCCESS).split('\r\n\r\n');
    script(http)
      .originator(GET)
      .responder(`${head}\r\n\r\n`)
      .responder(body.slice(0, 10))
      .responder(body.slice(10))
      .expect([request, response, shown], 'continue');
  });

  it('takes pages in chunks, and up to the end of the flow', () => {
    const type = 'Content-Type: text/html\r\n';
    const chunk = `${SUCCESS.length.toString(16)}\r\n${SUCCESS}\r\n0\r\n\r\n`;
    script(http)
      .originator(GET)
      .responder(`HTTP/1.1 200 OK\r\n${type}Transfer-Encoding: chunked\r\n\r\n${chunk}`)
      .originator(GET)
      .responder(`HTTP/1.1 200 OK\r\n${type}\r\n${SUCCESS}`)
      .expect(
        [request, response, shown, request, { ...response, requestIndex: 1 }, { ...shown, requestIndex: 1 }],
        'done',
      );
  });

  it('says that a page was cut', () => {
    script(http)
      .originator(GET)
      .responder(html(SUCCESS).slice(0, -20))
      .expect([request, response, { ...shown, whole: false }]);
  });

  it('leaves other bodies alone', () => {
    script(http)
      .originator(GET)
      .responder(html(SUCCESS, 'Content-Encoding: gzip\r\n'))
      .originator(GET)
      .responder(ok(SUCCESS, 'Content-Type: text/plain\r\n'))
      .expect([request, response, request, { ...response, requestIndex: 1 }], 'continue');
  });

  it('reads a bounded number of pages', () => {
    const talk = script(http);
    const told: object[] = [];
    for (let index = 0; index <= MAX_PAGES; index++) {
      talk.originator(GET).responder(html(SUCCESS));
      told.push(request, { ...response, requestIndex: index });
      if (index < MAX_PAGES) told.push({ ...shown, requestIndex: index });
    }
    talk.expect(told, 'continue');
  });
});

describe('http', () => {
  it('tells what a request and its response say', () => {
    script(http)
      .originator('GET /bag?a=1 HTTP/1.1\r\nHost: Init-p01st.push.apple.com\r\nUser-Agent: apsd\r\n\r\n')
      .responder(ok('<plist/>', 'Server: Apache\r\nContent-Type: text/xml\r\nVia: 1.1 squid\r\n'))
      .expect(
        [
          {
            ...request,
            at: { frame: 1 },
            index: 0,
            method: 'GET',
            target: '/bag?a=1',
            form: 'origin',
            host: 'init-p01st.push.apple.com',
            port: undefined,
            path: '/bag?a=1',
            userAgent: 'apsd',
            cut: false,
          },
          {
            ...response,
            at: { frame: 2 },
            requestIndex: 0,
            status: 200,
            reason: 'OK',
            server: 'Apache',
            contentType: 'text/xml',
            contentLength: 8,
            location: undefined,
            viaHeader: '1.1 squid',
            proxyAuthenticate: undefined,
            cut: false,
          },
        ],
        'continue',
      );
  });

  it('tells where a block page leads', () => {
    script(http)
      .originator(GET)
      .responder('HTTP/1.0 302 Moved\r\nLocation: https://portal.test/?u=\x1b[31m\r\nContent-Length: 0\r\n\r\n')
      .expect([request, { ...response, status: 302, location: 'https://portal.test/?u=\\x1b[31m' }]);
  });

  it('follows a kept-alive flow, pipelined requests included', () => {
    script(http)
      .originator(GET, GET, 'POST /b HTTP/1.1\r\nContent-Length: 3\r\n\r\nGET', GET)
      .responder(ok('one'), '\r\n', ok('HTTP/1.1 999 no'))
      .responder(ok(''), ok('4'))
      .expect([
        { ...request, index: 0 },
        { ...request, index: 1 },
        { ...request, index: 2, method: 'POST', path: '/b' },
        { ...request, index: 3 },
        { ...response, requestIndex: 0, contentLength: 3 },
        { ...response, requestIndex: 1, contentLength: 15 },
        { ...response, requestIndex: 2, contentLength: 0, at: { frame: 3 } },
        { ...response, requestIndex: 3, contentLength: 1, at: { frame: 3 } },
      ]);
  });

  it.each([
    ['HEAD', HEAD, 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n'],
    ['204', GET, 'HTTP/1.1 204 No Content\r\n\r\n'],
    ['304', GET, 'HTTP/1.1 304 Not Modified\r\nContent-Length: 100\r\n\r\n'],
  ])('knows that %s has no body', (_what, asking, head) => {
    script(http)
      .originator(asking)
      .responder(head)
      .originator(GET)
      .responder(ok(''))
      .expect([request, { ...response, requestIndex: 0 }, request, { ...response, requestIndex: 1 }]);
  });

  it('lets an interim response wait for the final one', () => {
    script(http)
      .originator(GET)
      .responder('HTTP/1.1 100 Continue\r\n\r\n', ok('x'))
      .expect([request, { ...response, status: 100, requestIndex: 0 }, { ...response, status: 200, requestIndex: 0 }]);
  });

  it('passes over chunks and trailers', () => {
    script(http)
      .originator(GET, GET)
      .responder(chunked('5;x=y\r\nHTTP/\r\n1a\r\nabcdefghijklmnopqrstuvwxyz\r\n0\r\nTrailer: x\r\n\r\n'), ok(''))
      .expect(
        [request, request, { ...response, contentLength: undefined }, { ...response, requestIndex: 1 }],
        'continue',
      );
  });

  it('is done with a body that only the end of the flow ends', () => {
    script(http).originator(GET).responder('HTTP/1.1 200 OK\r\n\r\nbody').expect([request, response], 'done');
  });

  it('is done when the flow is upgraded', () => {
    script(http)
      .originator('GET /chat HTTP/1.1\r\nUpgrade: websocket\r\n\r\n')
      .responder('HTTP/1.1 101 Switching Protocols\r\n\r\n\x81\x05hello')
      .expect([request, { ...response, status: 101, requestIndex: 0 }], 'done');
  });

  it('keeps values short', () => {
    script(http)
      .originator(`GET /${'a'.repeat(2000)} HTTP/1.1\r\nUser-Agent: ${'b'.repeat(2000)}\r\n\r\n`)
      .expect([{ path: `/${'a'.repeat(MAX_VALUE - 1)}`, userAgent: 'b'.repeat(MAX_VALUE) }]);
  });
});

describe('a CONNECT', () => {
  const connect = { ...request, method: 'CONNECT', form: 'authority', host: '1-courier.push.apple.com', port: 5223 };

  it('hands over behind the 2xx', () => {
    script(http)
      .originator(CONNECT)
      .responder(ESTABLISHED)
      .originator(HELLO)
      .expect([connect, { ...response, status: 200, requestIndex: 0 }], {
        handOver: ESTABLISHED.length,
        from: 1,
        via: 'connect',
      });
  });

  it('hands over in the middle of a segment', () => {
    script(http)
      .originator(CONNECT)
      .responder(ESTABLISHED, HELLO)
      .expect([connect, response], { handOver: ESTABLISHED.length, from: 1, via: 'connect' });
  });

  it('tells the refusal and follows the next try', () => {
    const refusal = 'HTTP/1.1 407 Authenticate\r\nProxy-Authenticate: Negotiate\r\nContent-Length: 4\r\n\r\nsigh';
    script(http)
      .originator(CONNECT)
      .responder(refusal)
      .originator(CONNECT)
      .responder(ESTABLISHED)
      .expect(
        [
          connect,
          { ...response, status: 407, proxyAuthenticate: 'Negotiate', requestIndex: 0 },
          { ...connect, index: 1 },
          { ...response, status: 200, requestIndex: 1 },
        ],
        { handOver: refusal.length + ESTABLISHED.length, from: 1, via: 'connect' },
      );
  });

  it('holds what the client sends meanwhile: a request if the proxy refuses', () => {
    script(http)
      .originator(CONNECT, GET)
      .responder('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n')
      .responder(ok(''))
      .expect([
        connect,
        { ...response, status: 403, requestIndex: 0 },
        { ...request, method: 'GET', index: 1, at: { frame: 1 } },
        { ...response, status: 200, requestIndex: 1 },
      ]);
  });

  it('holds no more of it than a head', () => {
    script(http).originator(CONNECT, new Uint8Array(MAX_HEAD)).expect([connect], 'done');
  });

  it('is done when the answer is lost', () => {
    script(http).originator(CONNECT).gap(1, 39).originator(HELLO).expect([connect], 'done');
  });

  it('is known by its answer in a flow seen from its middle', () => {
    script(http)
      .responder(ESTABLISHED, HELLO)
      .expect([{ ...response, requestIndex: undefined }], { handOver: ESTABLISHED.length, from: 1, via: 'connect' });
  });
});

describe('what is not there', () => {
  it('a gap within a body passed over does no harm', () => {
    script(http)
      .originator(GET, GET)
      .responder('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nabc')
      .gap(1, 900)
      .responder('x'.repeat(97), ok(''))
      .expect([request, request, { ...response, requestIndex: 0 }, { ...response, requestIndex: 1 }]);
  });

  it('a gap within a head leaves what was read, and the next message is found', () => {
    const flow = script(http)
      .originator('GET /a HTTP/1.1\r\nHost: a.test\r\nUser-')
      .gap(0, 20)
      .originator('rest of the head\r\n\r\n')
      .responder(ok(''))
      .originator(GET)
      .responder(ok(''))
      .replay();
    expect(flow.observations).toMatchObject([
      { ...request, host: 'a.test', cut: true, at: { frame: 1 } },
      { ...response, requestIndex: 0 },
      { ...request, index: 1, cut: false },
      { ...response, requestIndex: 1 },
    ]);
  });

  it('a lost response leaves its request unanswered', () => {
    script(http)
      .originator(GET)
      .gap(1, 100)
      .originator(GET)
      .responder(ok(''))
      .expect([
        { ...request, index: 0 },
        { ...request, index: 1 },
        { ...response, requestIndex: 1 },
      ]);
  });

  it('a lost response leaves its request unanswered also when the gap is told at the end', () => {
    script(http)
      .originator(GET)
      .originator(GET)
      .gap(1, 100)
      .responder(ok(''))
      .originator(GET)
      .expect([
        { ...request, index: 0 },
        { ...request, index: 1 },
        { ...response, requestIndex: 1 },
        { ...request, index: 2 },
      ]);
  });

  it('a lost request leaves its response without', () => {
    script(http)
      .originator(GET)
      .gap(0, 100)
      .responder(ok(''))
      .responder(ok(''))
      .originator(GET)
      .responder(ok(''))
      .expect([
        { ...request, index: 0 },
        { ...response, requestIndex: 0 },
        { ...response, requestIndex: undefined },
        { ...request, index: 1 },
        { ...response, requestIndex: 1 },
      ]);
  });

  it('a response without its request says so', () => {
    script(http)
      .responder(ok(''))
      .expect([{ ...response, requestIndex: undefined }]);
  });

  it('tells what was read of a head when the flow ends', () => {
    script(http)
      .originator('GET /a HTTP/1.1\r\nHost: a.test\r\n')
      .expect([{ ...request, host: 'a.test', cut: true }]);
    script(http).originator(GET).responder('HTTP/1.1 503 Service Un').expect([request]);
  });

  it('tells the beginning of a head that is too long', () => {
    script(http)
      .originator(`GET /a HTTP/1.1\r\nHost: a.test\r\n${'Cookie: x\r\n'.repeat(MAX_HEAD / 10)}\r\n`)
      .responder(ok(''))
      .expect([
        { ...request, host: 'a.test', cut: true },
        { ...response, requestIndex: 0 },
      ]);
  });
});

describe('budgets', () => {
  it('ends after so many responses', () => {
    const flow = script(http);
    for (let left = MAX_MESSAGES + 1; left > 0; left--) flow.originator(GET).responder(ok(''));
    const { observations, answer } = flow.replay();
    expect(observations).toHaveLength(2 * MAX_MESSAGES);
    expect(answer).toBe('done');
  });

  it('ends after so many requests that nobody answers', () => {
    const { observations, answer } = script(http)
      .originator(GET.repeat(MAX_MESSAGES + 1))
      .replay();
    expect(observations).toHaveLength(MAX_MESSAGES);
    expect(answer).toBe('done');
  });

  it('ends after so many chunks', () => {
    const chunks = '1\r\nx\r\n'.repeat(MAX_CHUNKS);
    expect(script(http).responder(chunked(chunks)).replay().answer).toBe('continue');
    expect(script(http).responder(chunked(chunks), '1\r\n').replay().answer).toBe('done');
  });

  it('ends when nothing is found for so long', () => {
    const flow = (length: number) => script(http).originator(GET).originator(new Uint8Array(length)).replay().answer;
    expect(flow(MAX_LOST)).toBe('continue');
    expect(flow(MAX_LOST + 1)).toBe('done');
  });
});

describe('recognition', () => {
  it('waits for what decides, and leaves other protocols alone', () => {
    script(http).originator('OPTIONS sip:a@b').expect([], 'more');
    script(http).originator('OPTIONS sip:a@b SIP/2.0').expect([], 'reject');
    script(http).responder('220 mail ESMTP').expect([], 'reject');
  });
});

describe('hostile and cut streams', () => {
  const conversation = [
    [0, concat(GET, 'POST /b HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n', HEAD)],
    [1, concat(ok('one'), chunked('4\r\nabcd\r\n0\r\nA: b\r\n\r\n'), 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n')],
    [0, concat(CONNECT)],
    [1, concat('HTTP/1.1 407 No\r\nContent-Length: 2\r\n\r\nno')],
    [0, concat(CONNECT)],
    [1, concat(ESTABLISHED, HELLO)],
  ] as const;

  function play(steps: readonly (readonly [0 | 1, Uint8Array])[]) {
    const flow = script(http, { recognise: false });
    for (const [direction, bytes] of steps) {
      if (direction === 0) flow.originator(bytes);
      else flow.responder(bytes);
    }
    return flow;
  }

  it('observes the same however the stream is cut', () => {
    const whole = play(conversation).replay();
    expect(whole.observations).toHaveLength(10);
    expect(whole.answer).toMatchObject({ via: 'connect', from: 1 });
    fc.assert(
      fc.property(fc.infiniteStream(fc.integer({ min: 1, max: 60 })), (sizes) => {
        expect(play(conversation).replay(() => sizes.next().value)).toEqual(whole);
      }),
      { numRuns: 100, seed: 1 },
    );
  });

  it('returns on any mutation of either side', () => {
    const [asked, answered] = conversation;
    for (const bytes of mutations(asked[1])) expect(play([[0, bytes], answered]).replay().answer).not.toBe('more');
    for (const bytes of mutations(answered[1])) expect(play([asked, [1, bytes]]).replay().answer).not.toBe('more');
  });
});
