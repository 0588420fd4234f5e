import { expect, test } from 'vitest';
import { MAX_NAMES, readNameResolution } from '../../src/capture/name-resolution.ts';
import { blockOf, damaged } from '../support/block-of.ts';
import { type BlockWriter, block, hex } from '../support/capture-bytes.ts';

const text = (value: string) => new TextEncoder().encode(value);

function names(writer: BlockWriter, order: 'little' | 'big' = 'little') {
  const found: [address: string, names: readonly string[]][] = [];
  const whole = readNameResolution(blockOf(writer, order), (address, names) => found.push([address.join('.'), names]));
  return { whole, found };
}

const TWO_RECORDS = block(4, (out) => {
  out
    .u16(1)
    .u16(4 + 6)
    .raw(hex('7f000001'))
    .raw(text('a.b\0c\0'))
    .pad();
  out
    .u16(3)
    .u16(6 + 2)
    .raw(hex('aabbccddeeff'))
    .raw(text('m\0'))
    .pad();
  out
    .u16(2)
    .u16(16 + 3)
    .raw(new Uint8Array(16).fill(1))
    .raw(text('six'))
    .pad();
  out.u16(0).u16(0);
});

test.each(['little', 'big'] as const)('IPv4 and IPv6 names, %s-endian; hardware addresses are passed over', (order) => {
  expect(names(TWO_RECORDS, order)).toEqual({
    whole: true,
    found: [
      ['127.0.0.1', ['a.b', 'c']],
      ['1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1', ['six']],
    ],
  });
});

test('names are harmless and bounded', () => {
  const many = block(4, (out) =>
    out
      .u16(1)
      .u16(4 + 200)
      .raw(hex('01020304'))
      .raw(text('\x1b\0'.repeat(100)))
      .pad(),
  );
  expect(names(many).found).toEqual([['1.2.3.4', Array(MAX_NAMES).fill('\\x1b')]]);
});

test('a record beyond the block is told, those before it are read', () => {
  const cut = block(4, (out) => {
    out.u16(1).u16(6).raw(hex('01020304')).raw(text('a\0')).pad();
    out.u16(1).u16(600).raw(hex('01020304'));
  });
  expect(names(cut)).toEqual({ whole: false, found: [['1.2.3.4', ['a']]] });
});

test('an address without a name, or cut short, gives nothing', () => {
  expect(
    names(block(4, (out) => out.u16(1).u16(4).raw(hex('01020304')).u16(1).u16(2).raw(hex('0102')).pad())).found,
  ).toEqual([]);
});

test('damaged ones never throw, and addresses have their length', () => {
  let records = 0;
  for (const block of damaged(TWO_RECORDS)) {
    readNameResolution(block, (address) => {
      records++;
      expect([4, 16]).toContain(address.length);
    });
  }
  expect(records).toBeGreaterThan(0);
});
