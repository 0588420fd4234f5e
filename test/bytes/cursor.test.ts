import { describe, expect, it } from 'vitest';
import { ByteCursor } from '../../src/bytes/cursor.ts';
import { hex } from '../support/hex.ts';

type Read = 'u8' | 'u16' | 'u24' | 'u32' | 'u16le' | 'u32le';

describe('ByteCursor', () => {
  it.each([
    ['u8', hex`fe`, 0xfe],
    ['u16', hex`fedc`, 0xfedc],
    ['u24', hex`fedcba`, 0xfedcba],
    ['u32', hex`fedcba98`, 0xfedcba98],
    ['u16le', hex`fedc`, 0xdcfe],
    ['u32le', hex`fedcba98`, 0x98badcfe],
  ] as const)('%s reads its bytes and goes on behind them', (read: Read, bytes, value) => {
    const cursor = new ByteCursor(bytes);
    expect(cursor[read]()).toBe(value);
    expect([cursor.position, cursor.remaining, cursor.overrun]).toEqual([bytes.length, 0, false]);
  });

  it.each([
    ['u8', 1],
    ['u16', 2],
    ['u24', 3],
    ['u32', 4],
    ['u16le', 2],
    ['u32le', 4],
  ] as const)('%s past the end is zero, and says so', (read: Read, size) => {
    const cursor = new ByteCursor(new Uint8Array(size - 1).fill(0xff));
    expect(cursor[read]()).toBe(0);
    expect([cursor.remaining, cursor.overrun]).toEqual([0, true]);
  });

  it('yields zeros for ever once it went past the end, and never takes that back', () => {
    const cursor = new ByteCursor(hex`01 02`);
    cursor.u32();
    expect([cursor.u8(), cursor.u16(), cursor.take(1).length, cursor.overrun]).toEqual([0, 0, 0, true]);
  });

  it('keeps between start and end, and within the bytes', () => {
    const cursor = new ByteCursor(hex`01 02 03 04`, 1, 3);
    expect([cursor.u16(), cursor.remaining, cursor.u8(), cursor.overrun]).toEqual([0x0203, 0, 0, true]);
    expect(new ByteCursor(hex`01`, 0, 99).remaining).toBe(1);
  });

  it('takes views, not copies', () => {
    const bytes = hex`01 02 03`;
    const view = new ByteCursor(bytes, 1).take(2);
    bytes[1] = 0xff;
    expect(view).toEqual(hex`ff 03`);
    expect(view.buffer).toBe(bytes.buffer);
  });

  it('takes nothing rather than less than was asked', () => {
    const cursor = new ByteCursor(hex`01 02`);
    expect(cursor.take(3)).toEqual(hex``);
    expect(cursor.overrun).toBe(true);
  });

  it('takes and skips nothing without harm, even at the end', () => {
    const cursor = new ByteCursor(hex``);
    cursor.skip(0);
    expect([cursor.take(0).length, cursor.overrun]).toEqual([0, false]);
  });

  it.each(['take', 'skip', 'nested'] as const)('%s refuses to go backwards', (method) => {
    const cursor = new ByteCursor(hex`01 02`, 1);
    cursor[method](-1);
    expect(cursor.overrun).toBe(true);
  });

  it('nests: the inner cursor ends with its bytes, the outer one is behind them', () => {
    const outer = new ByteCursor(hex`01 02 03 04`);
    outer.u8();
    const inner = outer.nested(2);
    expect([inner.u8(), inner.u8(), inner.u8(), inner.overrun]).toEqual([2, 3, 0, true]);
    expect([outer.u8(), outer.overrun]).toEqual([4, false]);
  });

  it('nests what does not reach as an overrun on both', () => {
    const outer = new ByteCursor(hex`01 02`);
    const inner = outer.nested(3);
    expect([inner.remaining, inner.u8(), inner.overrun, outer.overrun]).toEqual([0, 0, true, true]);
  });
});
