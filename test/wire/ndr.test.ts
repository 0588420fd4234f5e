import { describe, expect, it } from 'vitest';
import { NdrReader } from '../../src/wire/ndr.ts';
import { hex } from '../support/hex.ts';

describe('NdrReader', () => {
  it('aligns from the start of the stub, not of the bytes', () => {
    const reader = new NdrReader(hex`ff 0100 eeee 02000000`, 1, 9, true, false);
    expect([reader.u16(), reader.u32(), reader.overrun]).toEqual([1, 2, false]);
  });

  it('reads in the order of the sender', () => {
    const bytes = hex`0001 0000 00000002`;
    const reader = new NdrReader(bytes, 0, bytes.length, false, false);
    expect([reader.u16(), reader.u32()]).toEqual([1, 2]);
  });

  it('reads sizes of 4 bytes in NDR, of 8 in NDR64', () => {
    const bytes = hex`03000000 00000000 0400000000000000`;
    expect(new NdrReader(bytes, 0, 16, true, false).size()).toBe(3);
    const wide = new NdrReader(bytes, 0, 16, true, true);
    expect([wide.size(), wide.size()]).toEqual([3, 4]);
  });

  it('takes a size past 32 bits for what it is: too large, and no null pointer', () => {
    expect(new NdrReader(hex`0000000000000200`, 0, 8, true, true).size()).toBe(0xffffffff);
    expect(new NdrReader(hex`0000000000020000`, 0, 8, false, true).size()).toBe(0x20000);
  });

  it('says when the bytes do not reach', () => {
    const reader = new NdrReader(hex`0100`, 0, 2, true, false);
    expect([reader.u32(), reader.uuid(), reader.overrun]).toEqual([0, '', true]);
  });
});
