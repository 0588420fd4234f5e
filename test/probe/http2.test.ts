import { describe, it } from 'vitest';
import { http2 } from '../../src/probe/http2.ts';
import { script } from '../support/probe-script.ts';

const PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';

describe('http2', () => {
  it('tells the preface, and asks for no more', () => {
    script(http2)
      .originator(PREFACE, Uint8Array.of(0, 0, 0, 4, 0, 0, 0, 0, 0))
      .responder(Uint8Array.of(0, 0, 0, 4, 1, 0, 0, 0, 0))
      .expect([{ kind: 'http2-preface', from: 0, at: { frame: 1 } }], 'done');
  });

  it('waits for the whole preface', () => {
    script(http2).originator(PREFACE.slice(0, -1)).expect([], 'more');
  });

  it('leaves the rest alone', () => {
    script(http2).originator('PRI * HTTP/1.1\r\n\r\n').expect([], 'reject');
    script(http2).originator('POST / HTTP/1.1\r\n\r\n').expect([], 'reject');
  });
});
