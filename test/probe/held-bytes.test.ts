import { describe, expect, it } from 'vitest';
import { HeldBytes } from '../../src/probe/held-bytes.ts';
import { hex } from '../support/hex.ts';

const FIRST = { input: 0, frame: 1, time: 0 };

describe('HeldBytes', () => {
  it('passes bytes through as they are while nothing is held', () => {
    const bytes = hex`010203`;
    expect(new HeldBytes().followedBy(bytes)).toBe(bytes);
  });

  it('keeps a copy, and the frame in which it began', () => {
    const held = new HeldBytes();
    const bytes = hex`0102`;
    held.hold(bytes, FIRST);
    bytes.fill(0xee);
    expect(held.followedBy(hex`03`)).toEqual(hex`010203`);
    expect(held.length).toBe(2);
    expect(held.at).toBe(FIRST);
  });

  /** Messages of a length and as many bytes. */
  const step = (told: [string, number][]) => (input: Uint8Array, offset: number, begun: { frame: number }) => {
    const end = offset + 1 + input[offset];
    if (input[offset] !== 9 && end > input.length) return -1;
    told.push([input.subarray(offset + 1, end).join(), begun.frame]);
    return end;
  };

  it('reads whole messages, each with the frame in which it began, and holds the rest', () => {
    const held = new HeldBytes();
    const told: [string, number][] = [];
    const frame = (number: number) => ({ input: 0, frame: number, time: 0 });
    expect(held.read(hex`01aa02bb`, frame(1), step(told))).toBe(0);
    expect([told, held.length, held.at]).toEqual([[['170', 1]], 2, frame(1)]);
    expect(held.read(hex`cc01dd`, frame(2), step(told))).toBe(0);
    expect(told.slice(1)).toEqual([
      ['187,204', 1],
      ['221', 2],
    ]);
    expect([held.length, held.at]).toEqual([0, undefined]);
  });

  it('says how many bytes are to be passed over', () => {
    const held = new HeldBytes();
    expect(held.read(hex`09aabb`, FIRST, step([]))).toBe(7);
    expect(held.length).toBe(0);
  });

  it('forgets', () => {
    const held = new HeldBytes();
    held.hold(hex`01`, FIRST);
    held.clear();
    expect([held.length, held.at]).toEqual([0, undefined]);
    held.hold(hex`01`, FIRST);
    held.hold(hex``, FIRST);
    expect([held.length, held.at]).toEqual([0, undefined]);
  });
});
