import { expect, test } from 'vitest';
import { readEnhancedPacket, readObsoletePacket, readSimplePacket } from '../../src/capture/enhanced-packet.ts';
import { DIRECTION_IN, DIRECTION_OUT, DIRECTION_UNKNOWN, Frame } from '../../src/capture/frame.ts';
import { MICROSECONDS } from '../../src/capture/interface-clock.ts';
import { OptionWalk } from '../../src/capture/options.ts';
import { CaptureInterface, Section } from '../../src/capture/section.ts';
import { TimeBase } from '../../src/capture/time-base.ts';
import { blockOf, damaged } from '../support/block-of.ts';
import { ByteWriter, block, hex, packetBlock, textOption } from '../support/capture-bytes.ts';

const options = new OptionWalk();

function section(snapLength = 0, darwin = false): Section {
  const section = new Section(0, darwin);
  for (const linkType of [1, 113]) {
    section.interfaces.push(new CaptureInterface({ linkType, snapLength, unit: MICROSECONDS }));
  }
  return section;
}

const data = (frame: Frame) => [...frame.bytes.subarray(frame.start, frame.end)];

/** The frame of one block; its bytes are those of the block, as the reader sets them. */
function read(
  writer: ReturnType<typeof block>,
  of = section(),
  order: 'little' | 'big' = 'little',
  reader = readEnhancedPacket,
) {
  const packet = blockOf(writer, order);
  const frame = new Frame();
  frame.bytes = packet.bytes;
  const fault = reader(packet, options, of, new TimeBase(), frame);
  return { fault, frame };
}

const PACKET = { bytes: hex('010203'), interfaceId: 1, wireLength: 60, timestamp: 5n };
const flags = (value: number) => ({ code: 2, value: new ByteWriter(true).u32(value).bytes() });

test.each(['little', 'big'] as const)('enhanced packet, %s-endian', (order) => {
  const { fault, frame } = read(packetBlock(PACKET), section(), order);
  expect(fault).toBeUndefined();
  expect(data(frame)).toEqual([1, 2, 3]);
  expect(frame).toMatchObject({ interfaceId: 1, linkType: 113, wireLength: 60, time: 0, direction: DIRECTION_UNKNOWN });
});

test.each([
  [0, DIRECTION_UNKNOWN],
  [1, DIRECTION_IN],
  [2, DIRECTION_OUT],
  [3, DIRECTION_UNKNOWN],
  [0xffff_fffd, DIRECTION_IN],
])('flags %d: direction %d', (value, direction) => {
  expect(read(packetBlock({ ...PACKET, options: [flags(value)] })).frame.direction).toBe(direction);
});

test('comments, losses and processes', () => {
  const process = (code: number, index: number) => ({ code, value: new ByteWriter(true).u32(index).bytes() });
  const drops = { code: 4, value: new ByteWriter(true).u64(9n).bytes() };
  const own = [textOption(1, 'one\x07'), drops, textOption(1, 'two'), process(0x8001, 0), process(0x8003, 1)];
  const apple = section(0, true);
  const { frame } = read(packetBlock({ ...PACKET, options: own }), apple);
  expect(frame).toMatchObject({ comment: 'one\\x07\ntwo', dropCount: 9, processIndex: 0, effectiveProcessIndex: 1 });
  expect(apple.dropped).toBe(9);
  expect(read(packetBlock({ ...PACKET, options: own })).frame).toMatchObject({ processIndex: -1 });
});

test('faults: too short, an interface unknown, more bytes than there are', () => {
  expect(read(block(6, (out) => out.u32(0).u32(0))).fault).toBe('block');
  expect(read(packetBlock({ ...PACKET, interfaceId: 2 })).fault).toBe('interface');
  const long = block(6, (out) => out.u32(0).u64(0n).u32(5).u32(5).u32(0));
  expect(read(long).fault).toBe('packet-length');
});

test('the obsolete packet block: 16 bits of interface, and the losses beside it', () => {
  const obsolete = (drops: number) =>
    block(2, (out) => out.u16(1).u16(drops).u32(0).u32(7).u32(3).u32(60).raw(hex('010203')), [flags(2)]);
  for (const order of ['little', 'big'] as const) {
    const of = section();
    const { fault, frame } = read(obsolete(4), of, order, readObsoletePacket);
    expect([fault, data(frame)]).toEqual([undefined, [1, 2, 3]]);
    expect(frame).toMatchObject({ interfaceId: 1, linkType: 113, wireLength: 60, dropCount: 4 });
    expect(of.dropped).toBe(4);
  }
  expect(read(obsolete(0xffff), section(), 'little', readObsoletePacket).frame.dropCount).toBe(-1);
  expect(
    read(
      block(2, (out) => out.u32(0)),
      section(),
      'little',
      readObsoletePacket,
    ).fault,
  ).toBe('block');
});

test('the simple packet block: interface 0, cut by its snaplen', () => {
  const simple = (wire: number) => block(3, (out) => out.u32(wire).raw(hex('01020304')));
  const one = (writer: ReturnType<typeof block>, of: Section) => {
    const packet = blockOf(writer);
    const frame = Object.assign(new Frame(), { bytes: packet.bytes, time: 77 });
    return {
      fault: readSimplePacket(packet, of, frame),
      bytes: data(frame),
      wireLength: frame.wireLength,
      time: frame.time,
    };
  };
  expect(one(simple(3), section())).toEqual({ fault: undefined, bytes: [1, 2, 3], wireLength: 3, time: 77 });
  expect(one(simple(60), section(4))).toEqual({ fault: undefined, bytes: [1, 2, 3, 4], wireLength: 60, time: 77 });
  expect(one(simple(60), section()).fault).toBe('packet-length');
  expect(one(simple(3), new Section(0, false)).fault).toBe('interface');
  expect(
    one(
      block(3, () => {}),
      section(),
    ).fault,
  ).toBe('block');
});

test('damaged ones never throw nor reach beyond their block', () => {
  const frame = new Frame();
  for (const packet of damaged(packetBlock({ ...PACKET, options: [flags(1), textOption(1, 'x')] }))) {
    for (const type of [6, 2]) {
      packet.type = type;
      const reader = type === 6 ? readEnhancedPacket : readObsoletePacket;
      const fault = reader(packet, options, section(), new TimeBase(), frame);
      if (fault === undefined) expect(frame.end).toBeLessThanOrEqual(packet.end);
    }
    if (readSimplePacket(packet, section(), frame) === undefined) expect(frame.end).toBeLessThanOrEqual(packet.end);
  }
});
