import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_BLOCK_LENGTH } from '../../src/capture/pcapng.ts';
import { MAX_INTERFACES } from '../../src/capture/section.ts';
import {
  type BlockWriter,
  ByteWriter,
  block,
  concat,
  hex,
  interfaceBlock,
  packetBlock,
  pcapngFile,
  sectionHeader,
  textOption,
} from '../support/capture-bytes.ts';
import { readCapture } from '../support/recording-sink.ts';

const packet = (digits: string, timestamp = 0n, interfaceId = 0) =>
  packetBlock({ bytes: hex(digits), timestamp, interfaceId });
const numbers = (file: Uint8Array) => readCapture(file).frames.map(({ number, bytes }) => [number, ...bytes]);

// Written by hand from draft-ietf-opsawg-pcapng: section, interface (Ethernet), one frame of 3 bytes, 60 on the wire.
const SAMPLE = {
  little: `0a0d0d0a 1c000000 4d3c2b1a 0100 0000 ffffffffffffffff 1c000000
    01000000 14000000 0100 0000 00000000 14000000
    06000000 24000000 00000000 00000000 0a000000 03000000 3c000000 aabbcc00 24000000`,
  big: `0a0d0d0a 0000001c 1a2b3c4d 0001 0000 ffffffffffffffff 0000001c
    00000001 00000014 0001 0000 00000000 00000014
    00000006 00000024 00000000 00000000 0000000a 00000003 0000003c aabbcc00 00000024`,
};

describe.each(['little', 'big'] as const)('%s-endian', (order) => {
  test('gives its frame', () => {
    const { frames, reader, base } = readCapture(hex(SAMPLE[order]));
    expect(frames).toMatchObject([
      { bytes: [0xaa, 0xbb, 0xcc], wireLength: 60, time: 0, linkType: 1, number: 1, section: 0 },
    ]);
    expect(base.epoch).toBe(10_000n);
    expect(reader).toMatchObject({
      format: 'pcapng',
      packets: 1,
      bytes: 60,
      linkTypes: [1],
      resolution: 6,
      complete: true,
    });
  });

  test('every prefix is read up to its end, and says where it was cut', () => {
    const whole = hex(SAMPLE[order]);
    const starts = [0, 28, 48];
    for (let length = 4; length < whole.length; length++) {
      const { reader } = readCapture(whole.subarray(0, length));
      const offset = starts.findLast((start) => start <= length);
      const frame = length >= 60 ? { frame: 1 } : {};
      const between = starts.includes(length);
      expect(reader.problems).toEqual(between ? [] : [{ code: 'cut', message: expect.any(String), offset, ...frame }]);
      expect(reader.packets).toBe(0);
    }
  });

  test('every flipped byte is read', () => {
    for (let at = 0; at < hex(SAMPLE[order]).length; at++) {
      const damaged = hex(SAMPLE[order]);
      damaged[at] ^= 0xff;
      const whole = readCapture(damaged);
      const pieces = readCapture(damaged, [16]);
      expect(pieces.frames).toEqual(whole.frames);
      expect(pieces.reader.problems).toEqual(whole.reader.problems);
    }
  });
});

test('several sections, each with its own order, interfaces and processes', () => {
  const name = textOption(2, 'apsd');
  const process = block(0x8000_0001, (out) => out.u32(7), [name]);
  const file = concat(
    pcapngFile([interfaceBlock(1), interfaceBlock(113, 9), packet('01', 5n, 1), process, process], 'little'),
    pcapngFile([interfaceBlock(101), packet('02', 1n), process], 'big'),
  );
  const { frames, reader, sink } = readCapture(file);
  expect(frames).toMatchObject([
    { section: 0, interfaceId: 1, linkType: 113, number: 1, time: 0 },
    { section: 1, interfaceId: 0, linkType: 101, number: 2, time: 995 },
  ]);
  expect(reader).toMatchObject({ linkTypes: [1, 113, 101], resolution: 9, complete: true });
  expect(sink.processes.map(([index]) => index)).toEqual([0, 1, 0]);
});

test('losses: the last statistics of each interface, summed over interfaces and sections', () => {
  const dropped = (interfaceId: number, count: bigint) =>
    block(5, (out) => out.u32(interfaceId).u64(0n), [{ code: 7, value: new ByteWriter(true).u64(count).bytes() }]);
  const first = [interfaceBlock(), interfaceBlock(), dropped(0, 2n), dropped(0, 5n), dropped(1, 10n)];
  const file = concat(
    pcapngFile(first),
    pcapngFile([interfaceBlock()]),
    pcapngFile([interfaceBlock(), dropped(0, 100n)]),
  );
  expect(readCapture(file).reader.dropped).toBe(115);
  expect(readCapture(pcapngFile([interfaceBlock()])).reader.dropped).toBeUndefined();
  const corrupt = readCapture(pcapngFile([interfaceBlock(), dropped(0, 2n ** 62n)])).reader;
  expect(corrupt.dropped).toBe(Number.MAX_SAFE_INTEGER);
});

test('a simple packet has the time of the frame before it', () => {
  const simple = block(3, (out) => out.u32(1).raw(hex('05')));
  const { frames } = readCapture(pcapngFile([interfaceBlock(), simple, packet('01', 7n), packet('02', 9n), simple]));
  expect(frames.map(({ time }) => time)).toEqual([0, 0, 2000, 2000]);
});

test('what is unknown is passed over; custom and journal blocks take a number, as in Wireshark', () => {
  const other = (type: number) => block(type, (out) => out.u32(9).u32(9));
  const blocks = [
    interfaceBlock(),
    other(0xbad),
    packet('01'),
    other(0x4000_0bad),
    other(9),
    packet('02'),
    other(0x7777),
    packet('03'),
  ];
  const file = pcapngFile(blocks);
  expect(numbers(file)).toEqual([
    [2, 1],
    [5, 2],
    [6, 3],
  ]);
  const { reader, sink } = readCapture(file);
  expect(reader).toMatchObject({ packets: 3, complete: true });
  expect(sink.others).toMatchObject([
    { enterprise: 9, copyable: true },
    { enterprise: 9, copyable: false },
  ]);
});

test('names and secrets reach the sink', () => {
  const names = block(4, (out) => out.u16(1).u16(6).raw(hex('11000001 6100')).pad().u32(0));
  const secrets = block(10, (out) => out.u32(1).u32(2).raw(hex('0102')));
  const { sink } = readCapture(pcapngFile([names, secrets]));
  expect(sink.names).toEqual([['17.0.0.1', ['a']]]);
  expect(sink.others).toEqual([{ kind: 1, bytes: [1, 2] }]);
});

describe('processes', () => {
  const owned = packetBlock({ bytes: hex('01'), options: [{ code: 0x8001, value: hex('00000000') }] });
  const process = block(0x8000_0001, (out) => out.u32(7), [textOption(2, 'apsd\0')]);

  test.each<[string, BlockWriter[], string | undefined, number]>([
    ['the system is Darwin', [interfaceBlock(), owned], 'Darwin 25.1', 0],
    ['a process block came before', [interfaceBlock(), process, owned], undefined, 0],
    ['neither', [interfaceBlock(), owned], 'Linux 6.1', -1],
  ])('the options are believed where %s', (_name, blocks, os, processIndex) => {
    expect(readCapture(pcapngFile(blocks, 'little', os)).frames).toMatchObject([{ processIndex }]);
  });

  test("a block of the same number and another shape is somebody else's, and no problem", () => {
    const { sink, reader } = readCapture(pcapngFile([block(0x8000_0001, (out) => out.u32(0).u16(2).u16(99))]));
    expect([sink.processes, reader.problems]).toEqual([[], []]);
  });
});

describe('problems', () => {
  const good = [interfaceBlock(), packet('01')];

  test.each<[string, BlockWriter, object]>([
    ['a packet of an unknown interface', packet('02', 0n, 7), { code: 'interface', frame: 2 }],
    [
      'a packet longer than its block',
      block(6, (out) => out.u32(0).u64(0n).u32(99).u32(99)),
      { code: 'packet-length', frame: 2 },
    ],
    ['a packet block too short', block(6, (out) => out.u32(0)), { code: 'block', frame: 2 }],
    ['an interface too short', block(1, () => {}), { code: 'block' }],
    ['statistics of an unknown interface', block(5, (out) => out.u32(9).u64(0n)), { code: 'interface' }],
    ['a name beyond its block', block(4, (out) => out.u16(1).u16(99)), { code: 'block' }],
    ['secrets beyond their block', block(10, (out) => out.u32(1).u32(99)), { code: 'block' }],
    ['an option beyond its block', block(5, (out) => out.u32(0).u64(0n).u16(5).u16(99)), { code: 'options' }],
  ])('%s is passed over: the length is right', (_name, bad, problem) => {
    const { frames, reader } = readCapture(pcapngFile([...good, bad, packet('03')]));
    expect(frames.map(({ bytes, number }) => [number, ...bytes])).toEqual([
      [1, 1],
      [2, 3],
    ]);
    expect(reader.problems).toMatchObject([{ ...problem, offset: 28 + 20 + 36 }]);
    expect(reader.complete).toBe(false);
  });

  /** The good file with the length of the packet's block set at one end. */
  function withLength(length: number, at: 'start' | 'end'): Uint8Array {
    const file = pcapngFile([...good, packet('02'), packet('03')]);
    new DataView(file.buffer).setUint32(28 + 20 + 36 + (at === 'start' ? 4 : 32), length, true);
    return file;
  }

  test.each([
    ['the two lengths differ', withLength(40, 'end')],
    ['the length is shorter than any block', withLength(8, 'start')],
    ['the length is longer than any block', withLength(MAX_BLOCK_LENGTH + 4, 'start')],
  ])('reading ends where %s', (_name, file) => {
    for (const size of [1, 50, file.length]) {
      const { frames, reader } = readCapture(file, [size]);
      expect(frames.map(({ bytes }) => bytes)).toEqual([[1]]);
      expect(reader.problems).toMatchObject([{ code: 'block-length', frame: 2, offset: 84 }]);
    }
  });

  test('a second section without its mark, or of a version unknown, ends the reading', () => {
    const first = pcapngFile(good);
    const second = pcapngFile(good);
    second[8] = 0;
    expect(readCapture(concat(first, second)).reader).toMatchObject({
      packets: 1,
      problems: [{ code: 'byte-order', offset: 84 }],
    });
    const future = new ByteWriter(true);
    sectionHeader([], [2, 0])(future);
    const file = concat(first, future.bytes(), pcapngFile(good));
    expect(readCapture(file).reader).toMatchObject({ packets: 1, problems: [{ code: 'version', offset: 84 }] });
  });

  test('interfaces are bounded', () => {
    const many = Array<BlockWriter>(MAX_INTERFACES + 1).fill(interfaceBlock());
    expect(readCapture(pcapngFile(many)).reader.problems).toMatchObject([{ code: 'too-many-interfaces' }]);
  });
});

test('a length that does not count its padding (ntar) is accepted', () => {
  const unpadded = hex('06000000 21000000 00000000 00000000 00000000 01000000 01000000 05000000 21000000');
  const file = concat(pcapngFile([interfaceBlock()]), unpadded, unpadded);
  expect(numbers(file)).toEqual([
    [1, 5],
    [2, 5],
  ]);
});

test('any chunking gives the same frames', () => {
  const any = fc.oneof(
    fc.uint8Array({ maxLength: 100 }).map((bytes) => packetBlock({ bytes, timestamp: BigInt(bytes.length) })),
    fc.uint8Array({ maxLength: 100 }).map((bytes) => block(0x7777, (out) => out.raw(bytes))),
    fc.string({ maxLength: 20 }).map((text) => packetBlock({ bytes: hex('01'), options: [textOption(1, text)] })),
    fc.constantFrom(interfaceBlock(113, 9), sectionHeader()),
  );
  const sizes = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1 });
  fc.assert(
    fc.property(
      fc.array(any, { maxLength: 30 }),
      fc.constantFrom('little' as const, 'big' as const),
      sizes,
      (blocks, order, chunks) => {
        const file = pcapngFile([interfaceBlock(), ...blocks], order);
        const whole = readCapture(file);
        const pieces = readCapture(file, chunks);
        expect(pieces.frames).toEqual(whole.frames);
        expect(pieces.reader.problems).toEqual(whole.reader.problems);
      },
    ),
    { seed: 1 },
  );
});
