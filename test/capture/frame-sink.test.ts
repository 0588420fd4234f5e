import { expect, test } from 'vitest';
import { CaptureReader } from '../../src/capture/capture-reader.ts';
import type { FrameSink } from '../../src/capture/frame-sink.ts';
import { TimeBase } from '../../src/capture/time-base.ts';
import { block, hex, interfaceBlock, packetBlock, pcapngFile, textOption } from '../support/capture-bytes.ts';

test('a sink that wants frames only is given files with all kinds of blocks', () => {
  let frames = 0;
  const sink: FrameSink = { frame: () => void frames++ };
  const reader = new CaptureReader(sink, new TimeBase());
  reader.push(
    pcapngFile([
      interfaceBlock(),
      block(4, (out) => out.u16(1).u16(6).raw(hex('01020304 6100')).pad().u32(0)),
      block(10, (out) => out.u32(1).u32(0)),
      block(0x8000_0001, (out) => out.u32(1), [textOption(2, 'apsd')]),
      block(0xbad, (out) => out.u32(1)),
      packetBlock({ bytes: hex('01') }),
    ]),
  );
  reader.end();
  expect([frames, reader.complete]).toEqual([1, true]);
});
