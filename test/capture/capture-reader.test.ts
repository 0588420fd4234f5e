import { describe, expect, test } from 'vitest';
import { CaptureReader, sniffFormat } from '../../src/capture/capture-reader.ts';
import { TimeBase } from '../../src/capture/time-base.ts';
import { hex, interfaceBlock, packetBlock, pcapFile, pcapngFile } from '../support/capture-bytes.ts';
import { readCapture } from '../support/recording-sink.ts';

test.each([
  ['d4c3b2a1 0200', 'pcap'],
  ['a1b23c4d', 'pcap'],
  ['0a0d0d0a 1c000000 4d3c2b1a', 'pcapng'],
  ['0a0d0d0a', 'pcapng'],
  ['0a0d0d0a 1c000000 4d3c2b1b', undefined],
  ['504b0304 14000000', undefined],
  ['d4c3b2', undefined],
  ['', undefined],
])('the format of %j is %s', (digits, format) => {
  expect(sniffFormat(hex(digits))).toBe(format);
});

describe('nothing that could be a capture', () => {
  test.each([
    ['no byte', ''],
    ['three bytes', 'd4c3b2'],
    ['other bytes', '504b0304 14000000'],
    ['a capture that begins in a later chunk', '00000000 d4c3b2a1 0200 0400 00000000 00000000 00000400 01000000'],
  ])('%s', (_name, digits) => {
    for (const size of [1, 4, 100]) {
      const { reader } = readCapture(hex(digits), [size]);
      expect(reader).toMatchObject({ format: undefined, packets: 0, complete: false });
      expect(reader.problems).toMatchObject([{ code: 'unknown-format', offset: 0 }]);
    }
  });
});

test('the reason why the input ended takes the place of the cut, and says which frame it hit', () => {
  const file = pcapFile([{ bytes: hex('0102') }, { bytes: hex('0304') }]);
  const reader = new CaptureReader({ frame: () => {} }, new TimeBase());
  reader.push(file, 0, file.length - 1);
  expect(reader.complete).toBe(false);
  const reason = { code: 'compression-cut', message: 'm', offset: file.length - 1 } as const;
  reader.end(reason);
  reader.end();
  expect(reader.problems).toEqual([{ ...reason, frame: 2 }]);
  expect(reader.packets).toBe(1);
});

test('the end of an engine is no fault of what it captured, in the middle of a record neither', () => {
  const file = pcapFile([{ bytes: hex('0102') }, { bytes: hex('0304') }]);
  for (const length of [file.length, file.length - 1]) {
    const reader = new CaptureReader({ frame: () => {} }, new TimeBase());
    reader.push(file, 0, length);
    reader.end({ code: 'engine-ended', message: 'tcpdump ended by itself', offset: length });
    expect(reader).toMatchObject({ complete: true, problems: [] });
  }
});

test('an empty capture is complete', () => {
  expect(readCapture(pcapFile([])).reader).toMatchObject({ format: 'pcap', packets: 0, complete: true });
  expect(readCapture(pcapngFile([])).reader).toMatchObject({ format: 'pcapng', packets: 0, complete: true });
});

test('several inputs share a base', () => {
  const base = new TimeBase();
  const times: number[] = [];
  const sink = { frame: ({ time }: { time: number }) => void times.push(time) };
  new CaptureReader(sink, base).push(pcapFile([{ bytes: hex('01'), seconds: 10 }]));
  new CaptureReader(sink, base).push(
    pcapngFile([interfaceBlock(), packetBlock({ bytes: hex('01'), timestamp: 9_999_999n })]),
  );
  expect(times).toEqual([0, -1000]);
});

test('a part of a buffer can be pushed', () => {
  const file = pcapFile([{ bytes: hex('0102') }]);
  const padded = new Uint8Array(file.length + 20);
  padded.set(file, 10);
  const reader = new CaptureReader({ frame: () => {} }, new TimeBase());
  reader.push(padded, 10, 10 + file.length);
  reader.end();
  expect(reader).toMatchObject({ packets: 1, complete: true });
  const view = new Uint8Array(padded.buffer, 10, file.length);
  const other = new CaptureReader({ frame: () => {} }, new TimeBase());
  other.push(view);
  other.end();
  expect(other).toMatchObject({ packets: 1, complete: true });
});
