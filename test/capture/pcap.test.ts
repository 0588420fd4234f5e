import { Readable } from 'node:stream';
import fc from 'fast-check';
// @ts-expect-error: it has no types
import pcapParser from 'pcap-parser';
import { describe, expect, test } from 'vitest';
import { CaptureReader } from '../../src/capture/capture-reader.ts';
import { MAX_CAPTURED_LENGTH, pcapByteOrder } from '../../src/capture/pcap.ts';
import type { RecordRun } from '../../src/capture/record-run.ts';
import { TimeBase } from '../../src/capture/time-base.ts';
import { type FrameBytes, hex, type PcapVariant, pcapFile } from '../support/capture-bytes.ts';
import { readCapture } from '../support/recording-sink.ts';

// Written by hand from draft-ietf-opsawg-pcap: 1 frame of 3 bytes at 1 s + 2 fraction units, 60 bytes on the wire.
const SAMPLES = {
  'µs, little-endian':
    'd4c3b2a1 0200 0400 00000000 00000000 00000400 01000000 01000000 02000000 03000000 3c000000 aabbcc',
  'µs, big-endian': 'a1b2c3d4 0002 0004 00000000 00000000 00040000 00000001 00000001 00000002 00000003 0000003c aabbcc',
  'ns, little-endian':
    '4d3cb2a1 0200 0400 00000000 00000000 00000400 01000000 01000000 02000000 03000000 3c000000 aabbcc',
  'ns, big-endian': 'a1b23c4d 0002 0004 00000000 00000000 00040000 00000001 00000001 00000002 00000003 0000003c aabbcc',
  'modified, little-endian':
    '34cdb2a1 0200 0400 00000000 00000000 00000400 01000000 01000000 02000000 03000000 3c000000 02000000 0800 04 00 aabbcc',
  'modified, big-endian':
    'a1b2cd34 0002 0004 00000000 00000000 00040000 00000001 00000001 00000002 00000003 0000003c 00000002 0008 04 00 aabbcc',
} as const;

describe.each(Object.entries(SAMPLES))('%s', (name, digits) => {
  test('gives its frame', () => {
    const { frames, reader, base, sink } = readCapture(hex(digits));
    expect(frames).toMatchObject([{ bytes: [0xaa, 0xbb, 0xcc], wireLength: 60, time: 0, linkType: 1, number: 1 }]);
    expect(base.epoch).toBe(name.startsWith('ns') ? 1_000_000_002n : 1_000_002_000n);
    expect(reader).toMatchObject({
      format: 'pcap',
      packets: 1,
      bytes: 60,
      linkTypes: [1],
      complete: true,
      problems: [],
    });
    expect(reader.dropped).toBeUndefined();
    expect(reader.resolution).toBe(name.startsWith('ns') ? 9 : 6);
    expect(sink.interfaces).toMatchObject([{ linkType: 1, snapLength: 262_144 }]);
  });

  test('every prefix is read up to its end, and says where it was cut', () => {
    const whole = hex(digits);
    for (let length = 4; length < whole.length; length++) {
      const { reader } = readCapture(whole.subarray(0, length));
      const inRecord = length > 24;
      const problem = inRecord ? { code: 'cut', frame: 1, offset: 24 } : { code: 'cut', offset: 0 };
      expect(reader.packets).toBe(0);
      expect(reader.problems).toMatchObject(length === 24 ? [] : [problem]);
      expect(reader.complete).toBe(length === 24);
    }
  });

  test('every flipped byte is read', () => {
    for (let at = 0; at < hex(digits).length; at++) {
      const damaged = hex(digits);
      damaged[at] ^= 0xff;
      const { reader } = readCapture(damaged);
      expect(reader.packets + reader.problemCount).toBeGreaterThan(0);
    }
  });
});

describe('variants that libpcap reads', () => {
  const frame = { bytes: hex('0102'), seconds: 1 };

  test('the upper half of the link-type field is no link type (FCS length)', () => {
    expect(readCapture(pcapFile([frame], { linkType: 0x5400_0001 })).frames).toMatchObject([{ linkType: 1 }]);
  });

  test('before version 2.3 the two lengths are swapped; in 2.3 where that makes sense', () => {
    const cut = { bytes: hex('0102'), wireLength: 60 };
    const swapped = pcapFile([cut], { version: [2, 2] });
    swapped.copyWithin(32, 36, 40); // captured length := 60
    swapped.set([2, 0, 0, 0], 36);
    expect(readCapture(swapped).frames).toMatchObject([{ bytes: [1, 2], wireLength: 60 }]);
    swapped[6] = 3;
    expect(readCapture(swapped).frames).toMatchObject([{ bytes: [1, 2], wireLength: 60 }]);
    expect(readCapture(pcapFile([cut], { version: [2, 3] })).frames).toMatchObject([{ bytes: [1, 2], wireLength: 60 }]);
  });

  test.each([
    [[2, 4], true],
    [[2, 0], true],
    [[543, 0], true],
    [[2, 5], false],
    [[1, 4], false],
    [[3, 0], false],
  ] as const)('version %s is read: %s', (version, read) => {
    const { reader } = readCapture(pcapFile([frame], { version }));
    expect(reader.packets).toBe(read ? 1 : 0);
    expect(reader.problems).toMatchObject(read ? [] : [{ code: 'version', offset: 4 }]);
  });

  test('a snaplen that lies costs nothing', () => {
    const { frames, reader } = readCapture(pcapFile([frame], { snapLength: 1 }));
    expect(frames).toMatchObject([{ bytes: [1, 2] }]);
    expect(reader.complete).toBe(true);
  });

  test('the length on the wire is never less than what was captured', () => {
    expect(readCapture(pcapFile([{ ...frame, wireLength: 0 }])).frames).toMatchObject([{ wireLength: 2 }]);
  });
});

test('times count from the first packet of the capture, backwards too', () => {
  const frames = [
    { bytes: hex('01'), seconds: 1_700_000_000, nanoseconds: 999_999_000 },
    { bytes: hex('02'), seconds: 1_700_000_001, nanoseconds: 1000 },
    { bytes: hex('03'), seconds: 1_699_999_999, nanoseconds: 0 },
  ];
  expect(readCapture(pcapFile(frames)).frames.map(({ time }) => time)).toEqual([0, 2000, -1_999_999_000]);
});

test('a length that cannot be ends the reading there, and what came before is kept', () => {
  const file = pcapFile([{ bytes: hex('0102') }, { bytes: hex('0304') }, { bytes: hex('05') }]);
  new DataView(file.buffer).setUint32(24 + 18 + 8, MAX_CAPTURED_LENGTH + 1, true);
  for (const size of [1, 7, file.length]) {
    const { frames, reader } = readCapture(file, [size]);
    expect(frames).toMatchObject([{ bytes: [1, 2] }]);
    expect(reader.problems).toMatchObject([{ code: 'record-length', frame: 2, offset: 42 }]);
    expect(reader.complete).toBe(false);
  }
});

test('any chunking gives the same frames', () => {
  const frame = fc.record({ bytes: fc.uint8Array({ maxLength: 200 }), seconds: fc.nat(), wireLength: fc.nat(2000) });
  const variant = fc.record({
    order: fc.constantFrom('little' as const, 'big' as const),
    nano: fc.boolean(),
    modified: fc.boolean(),
  });
  const sizes = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1 });
  fc.assert(
    fc.property(fc.array(frame, { maxLength: 30 }), variant, sizes, (frames, form, chunkSizes) => {
      const file = pcapFile(frames, form);
      const whole = readCapture(file);
      expect(whole.frames.map(({ bytes }) => bytes)).toEqual(frames.map(({ bytes }) => [...bytes]));
      expect(readCapture(file, chunkSizes).frames).toEqual(whole.frames);
    }),
    { seed: 1 },
  );
});

describe('against pcap-parser, an independent reader of classic µs files', () => {
  interface Packet {
    readonly header: Record<'timestampSeconds' | 'timestampMicroseconds' | 'originalLength', number>;
    readonly data: Uint8Array;
  }

  function parse(file: Uint8Array): Promise<Packet[]> {
    const packets: Packet[] = [];
    return new Promise((resolve, reject) => {
      const parser = pcapParser.parse(Readable.from([Buffer.from(file)]));
      parser.on('packet', (packet: Packet) => packets.push(packet));
      parser.on('end', () => resolve(packets)).on('error', reject);
    });
  }

  test.each(['little', 'big'] as const)('%s-endian', async (order) => {
    const frames: FrameBytes[] = Array.from({ length: 200 }, (_, index) => ({
      bytes: Uint8Array.from({ length: (index * 37) % 1500 }, (_, at) => at * index),
      seconds: 1_600_000_000 + index * 3,
      nanoseconds: (index * 7_919_000) % 1_000_000_000,
      wireLength: ((index * 37) % 1500) + index,
    }));
    const file = pcapFile(frames, { order });
    const theirs = await parse(file);
    const ours = readCapture(file, [1000]);
    expect(theirs).toHaveLength(200);
    const first = theirs[0].header;
    expect(ours.frames.map(({ bytes, wireLength, time }) => ({ bytes, wireLength, time }))).toEqual(
      theirs.map(({ header, data }) => ({
        bytes: [...data],
        wireLength: header.originalLength,
        time:
          (header.timestampSeconds - first.timestampSeconds) * 1e9 +
          (header.timestampMicroseconds - first.timestampMicroseconds) * 1000,
      })),
    );
  });
});

describe('a sink that takes records', () => {
  const frames: FrameBytes[] = [0, 1, 2, 3, 4, 5].map((index) => ({
    bytes: Uint8Array.of(index, index, index),
    seconds: 100,
    nanoseconds: index * 1000,
    wireLength: 3 + index,
  }));

  /** Takes `count` records, 19 bytes each, of each run that it is offered. */
  function readTaking(count: number, variant: PcapVariant = {}) {
    const runs: Partial<RecordRun>[] = [];
    const given: number[] = [];
    const base = new TimeBase();
    const records = (run: RecordRun) => {
      const { start, end, number, unit, frames, wireBytes } = run;
      runs.push({ start, end, number, unit, frames, wireBytes });
      expect(run.base).toBe(base);
      for (let left = count; left > 0 && run.start < run.end; left--) {
        run.wireBytes += new DataView(run.bytes.buffer).getUint32(run.start + 12, true);
        run.start += 19;
        run.frames++;
      }
    };
    const reader = new CaptureReader({ frame: ({ number }) => given.push(number), records }, base);
    const file = pcapFile(frames, variant);
    reader.push(file);
    reader.end();
    expect(reader).toMatchObject({ packets: 6, bytes: 33, complete: true });
    return { runs, given, end: file.length };
  }

  test('is offered what follows each frame, with its number, but not the first: time begins with it', () => {
    const { runs, given, end } = readTaking(2);
    expect(given).toEqual([1, 4]);
    expect(runs).toEqual([
      { start: 43, end, number: 1, unit: 1000, frames: 0, wireBytes: 0 },
      { start: 100, end, number: 4, unit: 1000, frames: 0, wireBytes: 0 },
    ]);
  });

  test('gets what it leaves as frames', () => {
    const { runs, given } = readTaking(0, { nano: true });
    expect(given).toEqual([1, 2, 3, 4, 5, 6]);
    expect(runs.map(({ number, unit }) => [number, unit])).toEqual([1, 2, 3, 4, 5, 6].map((number) => [number, 1]));
  });

  test.each<PcapVariant>([{ order: 'big' }, { modified: true }, { linkType: 113 }, { version: [2, 3] }])(
    'is offered none of %j',
    (variant) => {
      const { runs, given } = readTaking(2, variant);
      expect([runs, given]).toEqual([[], [1, 2, 3, 4, 5, 6]]);
    },
  );
});

test('the byte order is told by the magic alone', () => {
  expect(pcapByteOrder(hex('ff d4c3b2a1'), 1)).toBe(true);
  expect(pcapByteOrder(hex('a1b23c4d'), 0)).toBe(false);
  expect(pcapByteOrder(hex('a1b2c3d5'), 0)).toBeUndefined();
});
