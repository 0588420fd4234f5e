import { describe, it } from 'vitest';
import { ORIGINATOR, RESPONDER } from '../../src/flow/direction.ts';
import { http2 } from '../../src/probe/http2.ts';
import { concat, hex } from '../support/hex.ts';
import { expectSurvival } from '../support/probe-mutations.ts';
import { script } from '../support/probe-script.ts';

/** curl 7.88.1 and nginx 1.22.1 of Debian 12, recorded. */
const PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';
const CLIENT = hex`000012 04 00 00000000 0003 00000064 0004 02000000 0002 00000000`;
const SERVER = hex`000012 04 00 00000000 0003 00000080 0004 00010000 0005 00ffffff`;

const preface = { kind: 'http2-preface', from: 0, at: { frame: 1 } };
const settings = (from: 0 | 1, frame: number) => ({ kind: 'http2-settings', from, at: { frame } });

describe('http2', () => {
  it('tells preface and settings, and asks for no more', () => {
    script(http2)
      .originator(PREFACE, CLIENT)
      .responder(SERVER)
      .expect([preface, settings(0, 1), settings(1, 2)], 'done');
  });

  it('takes settings that are none, and a server that speaks first', () => {
    script(http2)
      .originator(PREFACE, hex`000000 04 00 00000000`)
      .expect([preface, settings(0, 1)], 'continue');
    script(http2)
      .responder(SERVER)
      .expect([settings(1, 1)], 'done');
  });

  it('says nothing of an answer in another protocol', () => {
    script(http2)
      .originator(PREFACE, CLIENT)
      .responder('HTTP/1.1 400 Bad Request\r\n\r\n')
      .expect([preface, settings(0, 1)], 'done');
  });

  it('gives up a side with a gap', () => {
    script(http2)
      .originator(PREFACE)
      .gap(ORIGINATOR, 20)
      .responder(SERVER)
      .expect([preface, settings(1, 3)], 'done');
    script(http2).originator(PREFACE).gap(RESPONDER, 20).expect([preface], 'done');
  });

  it('waits for the whole preface', () => {
    script(http2).originator(PREFACE.slice(0, -1)).expect([], 'more');
    script(http2).responder(SERVER.subarray(0, 10)).expect([], 'more');
  });

  it('leaves the rest alone', () => {
    for (const other of [
      'PRI * HTTP/1.1\r\n\r\n',
      'POST / HTTP/1.1\r\n\r\n',
      hex`000000 04 00 00000000`,
      hex`000007 04 00 00000000 0003`,
      hex`000012 04 01 00000000 0003`,
      hex`000012 04 00 00000001 0003`,
      hex`000012 00 00 00000000 0003`,
      hex`000012 04 00 00000000 0000`,
      hex`010012 04 00 00000000 0003`,
      hex`0000c6 04 00 00000000 0003`,
    ])
      script(http2).originator(other).expect([], 'reject');
  });

  it('lives through damage', () => {
    expectSurvival(
      http2,
      [
        [0, concat(PREFACE, CLIENT)],
        [1, SERVER],
      ],
      3,
    );
  });
});
