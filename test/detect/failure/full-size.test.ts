import { describe, expect, it } from 'vitest';
import type { TcpFacts } from '../../../src/classify/flow-facts.ts';
import {
  helloBytes,
  helloBytesRead,
  isLostForSize,
  isPostQuantum,
  tailAcknowledged,
  tooBig,
} from '../../../src/detect/failure/full-size.ts';
import { at, type FlowSketch, greeted, prohibited, seen } from '../../support/flow-facts.ts';

const OPTIONS = { window: 64_240, mss: 1460, windowScale: 7, sackPermitted: true, timestamps: true };
const sacked = (bytes: number, more: Partial<TcpFacts> = {}, sketch: FlowSketch = {}) =>
  greeted({
    ...sketch,
    tcp: { selectiveAck: at(0.05), firstDataBytes: [bytes, 0], options: [OPTIONS, OPTIONS], ...more },
  });
const big = { icmp: [prohibited(0.03, { code: 4 })] };

describe('a hello that is lost for its size', () => {
  it.each([
    ['a full segment lost, the one behind it there', sacked(1448), true],
    ['as handed to the network card at once', sacked(1990), true],
    ['where no SYN was read', sacked(1300, { options: [undefined, undefined] }), true],
    ['where one side takes less', sacked(1160, { options: [OPTIONS, { ...OPTIONS, mss: 1200 }] }), false],
    ['a small segment, which a filter may have taken', sacked(517), false],
    ['it was acknowledged after all', sacked(1448, { firstDataAcked: [true, false] }), false],
    ['a router that says so', sacked(1448, { selectiveAck: undefined }, big), true],
    ['a router that says so of a small one', sacked(517, { selectiveAck: undefined }, big), false],
    ['nothing tells', sacked(1448, { selectiveAck: undefined }), false],
  ])('%s', (_, flow, expected) => {
    expect(isLostForSize(flow)).toBe(expected);
  });

  it('is told by a frame', () => {
    expect(tailAcknowledged(sacked(1448))).toEqual(at(0.05));
    expect(tooBig(sacked(1448, {}, big))?.at).toEqual(at(0.03));
    expect(tooBig(greeted({ icmp: [prohibited(0.03, { version: 6, type: 2, code: 0 })] }))).toBeDefined();
    expect(tooBig(greeted({ icmp: [prohibited(0.03, { code: 4, quotes: 1 }), prohibited(0.03)] }))).toBeUndefined();
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
