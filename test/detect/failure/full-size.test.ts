import { describe, expect, it } from 'vitest';
import type { TcpFacts } from '../../../src/classify/flow-facts.ts';
import {
  helloBytes,
  helloBytesRead,
  isLostForSize,
  isPostQuantum,
  isTailOnly,
  lostSide,
  tailAcknowledged,
  tooBig,
} from '../../../src/detect/failure/full-size.ts';
import { at, type FlowSketch, greeted, prohibited, seen } from '../../support/flow-facts.ts';

const OPTIONS = { window: 64_240, mss: 1460, windowScale: 7, sackPermitted: true, timestamps: true };
const sacked = (bytes: number, more: Partial<TcpFacts> = {}, sketch: FlowSketch = {}) =>
  greeted({
    ...sketch,
    tcp: { selectiveAck: [at(0.05), undefined], firstDataBytes: [bytes, 0], options: [OPTIONS, OPTIONS], ...more },
  });
const NONE = [undefined, undefined] as const;
const big = { icmp: [prohibited(0.03, { code: 4 })] };

describe('a hello that is lost for its size', () => {
  it.each([
    ['a full segment lost, the one behind it there', sacked(1448), true],
    ['as handed to the network card at once', sacked(1990), true],
    ['where no SYN was read', sacked(1300, { options: [undefined, undefined] }), true],
    ['where one side takes less', sacked(1160, { options: [OPTIONS, { ...OPTIONS, mss: 1200 }] }), false],
    ['a small segment, which a filter may have taken', sacked(517), false],
    ['it was acknowledged after all', sacked(1448, { firstDataAcked: [true, false] }), false],
    ['a router that says so', sacked(1448, { selectiveAck: NONE }, big), true],
    ['a router that says so of a small one', sacked(517, { selectiveAck: NONE }, big), false],
    ['nothing tells', sacked(1448, { selectiveAck: NONE }), false],
  ])('%s', (_, flow, expected) => {
    expect(isLostForSize(flow, 0)).toBe(expected);
  });

  it('is told by a frame', () => {
    expect(tailAcknowledged(sacked(1448), 0)).toEqual(at(0.05));
    expect(tooBig(sacked(1448, {}, big), 0)?.at).toEqual(at(0.03));
    expect(tooBig(greeted({ icmp: [prohibited(0.03, { version: 6, type: 2, code: 0 })] }), 0)).toBeDefined();
    expect(tooBig(greeted({ icmp: [prohibited(0.03, { code: 4, quotes: 1 }), prohibited(0.03)] }), 0)).toBeUndefined();
  });
});

describe('an answer that is lost for its size', () => {
  const answered = (more: Partial<TcpFacts>, sketch: FlowSketch = {}) =>
    greeted({ ...sketch, tcp: { firstData: [at(0.02), at(0.04)], options: [OPTIONS, OPTIONS], ...more } });

  it.each([
    ['seen at the server', answered({ selectiveAck: [undefined, at(0.06)], firstDataBytes: [517, 1448] }), true],
    ['a small one, seen at the server', answered({ selectiveAck: [undefined, at(0.06)] }), false],
    [
      'seen at the client: only its end is there',
      answered({ missingBytes: [0, 1448], firstDataBytes: [517, 600] }),
      true,
    ],
    ['less is missing than a full segment', answered({ missingBytes: [0, 600], firstDataBytes: [517, 600] }), false],
    [
      'the client got what the capture lacks',
      answered({ missingBytes: [0, 1448], firstDataAcked: [true, true] }),
      false,
    ],
    [
      'a router says so',
      answered({ firstDataBytes: [517, 1448] }, { icmp: [prohibited(0.05, { code: 4, quotes: 1 })] }),
      true,
    ],
  ])('%s', (_, flow, expected) => {
    expect(isLostForSize(flow, 1)).toBe(expected);
    expect(lostSide(flow)).toBe(expected ? 1 : 0);
  });

  it('or the hello, seen at the server', () => {
    const flow = answered({ missingBytes: [1448, 0], firstData: [at(0.02), undefined] }, { bytes: [540, 0] });
    expect(isTailOnly(flow, 0)).toBe(true);
    expect(helloBytes(flow)).toBe(1988);
  });
});

describe('a hello', () => {
  const hello = (keyShareGroups: number[]) =>
    greeted({
      observations: [seen('tls-client-hello', 0, 0.03, { hello: { alpn: [], length: 1985, keyShareGroups } })],
    });

  it('is as long as its record', () => {
    expect(helloBytesRead(hello([]))).toBe(1990);
    expect(helloBytes(hello([]))).toBe(1990);
  });

  it('that was not read is as long as what was sent once', () => {
    const flow = greeted({ bytes: [1500, 0], tcp: { firstDataResent: [[at(1), at(2)], []] } });
    expect(helloBytesRead(flow)).toBeUndefined();
    expect(helloBytes(flow)).toBe(500);
  });

  it('is post-quantum by its key share', () => {
    expect(isPostQuantum(hello([0x11ec, 0x001d]))).toBe(true);
    expect(isPostQuantum(hello([0x6399]))).toBe(true);
    expect(isPostQuantum(hello([0x001d, 0x0017]))).toBe(false);
    expect(isPostQuantum(greeted())).toBe(false);
  });
});
