import { expect, test } from 'vitest';
import { decodeProcessInformation, readDarwinOption } from '../../src/capture/darwin.ts';
import { Frame } from '../../src/capture/frame.ts';
import { OptionWalk } from '../../src/capture/options.ts';
import { blockOf, damaged, openBlock } from '../support/block-of.ts';
import { block, hex, type OptionBytes, textOption } from '../support/capture-bytes.ts';

const options = new OptionWalk();
const process = (own: readonly OptionBytes[]) => blockOf(block(0x8000_0001, (out) => out.u32(417), own));

test('pid and name, whose NUL is counted in by the writer', () => {
  expect(decodeProcessInformation(process([textOption(2, 'network_test\0')]), options)).toEqual({
    pid: 417,
    name: 'network_test',
  });
  const full = [textOption(2, 'apsd'), textOption(3, '/usr/libexec/apsd'), { code: 4, value: new Uint8Array(16) }];
  expect(decodeProcessInformation(process(full), options)).toEqual({
    pid: 417,
    name: 'apsd',
    path: '/usr/libexec/apsd',
  });
});

test('a pid of -1 is none, and 0 is the kernel', () => {
  const of = (pid: number) =>
    decodeProcessInformation(blockOf(block(0x8000_0001, (out) => out.u32(pid), [textOption(2, 'x')])), options)?.pid;
  expect([of(0xffff_ffff), of(0)]).toEqual([undefined, 0]);
});

test('in a section of Apple every block of the kind has its number', () => {
  expect(decodeProcessInformation(process([]), options, true)).toEqual({ pid: 417, name: '' });
});

test("what has neither name nor UUID is somebody else's block", () => {
  expect(decodeProcessInformation(process([]), options)).toBeUndefined();
  expect(decodeProcessInformation(process([{ code: 4, value: new Uint8Array(8) }]), options)).toBeUndefined();
  expect(decodeProcessInformation(process([{ code: 4, value: new Uint8Array(16) }]), options)).toEqual({
    pid: 417,
    name: '',
  });
});

test('damaged ones are decoded or not, without a throw', () => {
  let decoded = 0;
  for (const damage of damaged(block(0x8000_0001, (out) => out.u32(1), [textOption(2, 'apsd\0')]))) {
    if (decodeProcessInformation(damage, options) !== undefined) decoded++;
  }
  expect(decoded).toBeGreaterThan(0);
});

test('the options of a packet', () => {
  const packet = openBlock(
    hex(`06000000 00000000 0180 0400 03000000 0380 0400 04000000 0780 0400 11000000 0880 0200 8405 0000
      0980 0a00 7463705f696e70757400 0000 0180 0200 09000000 00000000`),
  );
  const frame = new Frame();
  options.open(packet, packet.start);
  while (options.next()) readDarwinOption(packet, options, frame);
  expect(frame).toMatchObject({ processIndex: 3, effectiveProcessIndex: 4, dropReason: 17 });
  expect(frame).toMatchObject({ dropLine: 1412, dropFunction: 'tcp_input' });
});
