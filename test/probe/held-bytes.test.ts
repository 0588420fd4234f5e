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
