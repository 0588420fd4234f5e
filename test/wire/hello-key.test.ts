import { expect, it } from 'vitest';
import { ByteCursor } from '../../src/bytes/cursor.ts';
import { KeyWriter, MAX_HELLO_KEY } from '../../src/wire/hello-key.ts';
import { hex } from '../support/hex.ts';

it('writes numbers, codes and bytes', () => {
  const key = new KeyWriter();
  key.u16(0x1234);
  key.code(0xfafa);
  const body = new ByteCursor(hex`2a2a 1301 05 77`);
  key.codes(body, 5);
  key.bytes(body, 1);
  expect(key.buffer.subarray(0, key.length)).toEqual(hex`1234 0a0a 0a0a 1301 05 77`);
});

it('says when it is full, and when the body ends early', () => {
  const key = new KeyWriter();
  key.bytes(new ByteCursor(new Uint8Array(MAX_HELLO_KEY)), MAX_HELLO_KEY);
  expect(key.full).toBe(false);
  key.u16(1);
  expect(key.full).toBe(true);
  expect(key.length).toBe(MAX_HELLO_KEY);
  key.reset();
  const short = new ByteCursor(hex`01`);
  key.bytes(short, 2);
  expect(short.overrun).toBe(true);
  expect(key.length).toBe(0);
});
