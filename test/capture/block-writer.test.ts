import { expect, test } from 'vitest';
import { Block } from '../../src/capture/block.ts';
import { BlockWriter, MAX_OPTION_LENGTH } from '../../src/capture/block-writer.ts';
import { OptionWalk } from '../../src/capture/options.ts';

/** The options of the block, whose body has `fixed` bytes in front of them. */
function optionsOf(bytes: Uint8Array, fixed: number): [code: number, value: Uint8Array][] {
  const block = new Block();
  block.attach(bytes, bytes.length);
  block.start = 8;
  block.end = bytes.length - 4;
  const walk = new OptionWalk();
  const found: [number, Uint8Array][] = [];
  for (walk.open(block, 8 + fixed); walk.next(); ) found.push([walk.code, bytes.slice(walk.start, walk.end)]);
  expect(walk.malformed).toBe(false);
  return found;
}

test('a block states its length at both ends, and pads what it holds', () => {
  const out = new BlockWriter();
  out.begin(6);
  out.u32(0x01020304);
  out.data(Uint8Array.of(9, 8, 7, 6, 5), 1, 4);
  out.end();
  expect([...out.take()]).toEqual([6, 0, 0, 0, 20, 0, 0, 0, 4, 3, 2, 1, 8, 7, 6, 0, 20, 0, 0, 0]);
  expect(out.take()).toHaveLength(0);
});

test('options are padded, and end only where there are some', () => {
  const out = new BlockWriter();
  out.begin(1);
  out.u16(1);
  out.u16(0);
  out.textOption(2, 'en0');
  out.numberOption(0x8001, 7);
  out.bytesOption(9, Uint8Array.of(9));
  out.end();
  const bytes = out.take();
  expect(bytes.length % 4).toBe(0);
  expect([...bytes.slice(-8, -4)]).toEqual([0, 0, 0, 0]);
  expect(optionsOf(bytes, 4)).toEqual([
    [2, new TextEncoder().encode('en0')],
    [0x8001, Uint8Array.of(7, 0, 0, 0)],
    [9, Uint8Array.of(9)],
  ]);
});

test('memory that is used again leaves nothing of what was there', () => {
  const out = new BlockWriter();
  out.begin(0xffff_ffff);
  out.data(new Uint8Array(64).fill(0xff));
  out.end();
  out.take();
  out.begin(1);
  out.data(Uint8Array.of(1));
  out.textOption(1, 'a');
  out.end();
  expect([...out.take()]).toEqual([
    1, 0, 0, 0, 28, 0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0, 97, 0, 0, 0, 0, 0, 0, 0, 28, 0, 0, 0,
  ]);
});

test('text is cut to what an option holds, behind a whole character; many blocks make the memory grow', () => {
  const out = new BlockWriter();
  const long = 'é'.repeat(MAX_OPTION_LENGTH);
  for (let count = 0; count < 4; count++) {
    out.begin(10);
    out.textOption(1, long);
    out.bytesOption(2, new Uint8Array(MAX_OPTION_LENGTH + 5));
    out.end();
  }
  const bytes = out.take();
  const [[, text], [, raw]] = optionsOf(bytes.subarray(0, bytes.length / 4), 0);
  expect([text.length, raw.length]).toEqual([MAX_OPTION_LENGTH - 1, MAX_OPTION_LENGTH]);
  expect(new TextDecoder('utf-8', { fatal: true }).decode(text)).toBe('é'.repeat((MAX_OPTION_LENGTH - 1) / 2));
});
