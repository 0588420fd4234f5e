import { expect, it } from 'vitest';
import { Frame } from '../../src/capture/frame.ts';
import { MICROSECONDS } from '../../src/capture/interface-clock.ts';
import { MergedSection } from '../../src/capture/merged-section.ts';
import { TimeBase } from '../../src/capture/time-base.ts';
import { readCapture } from '../support/recording-sink.ts';

const SECTION = { application: 'x', comment: 'y' };
const ETHERNET = { linkType: 1, snapLength: 0, unit: MICROSECONDS };

function frame(members: Partial<Frame>): Frame {
  return Object.assign(new Frame(), { bytes: new Uint8Array(4), end: 4, wireLength: 4, linkType: 1, ...members });
}

it('numbers interfaces and processes of all inputs as they are needed, anew in a new file', () => {
  const base = new TimeBase();
  base.start(1, 0);
  const merged = new MergedSection(SECTION, base);
  merged.sink(0).interface(ETHERNET, 0, 0);
  merged.sink(0).interface({ ...ETHERNET, name: 'lo0' }, 1, 0);
  merged.sink(1, 'en0').interface(ETHERNET, 0, 3);
  merged.sink(1).process({ pid: 7, name: 'apsd' }, 0, 3);
  const write = (input: number, members: Partial<Frame>) => {
    const given = frame(members);
    const place = merged.place(input, given);
    merged.writer.packet(given, place, []);
    return place.interfaceId;
  };
  const two = { section: 3, processIndex: 0 };
  expect([write(1, two), write(0, { interfaceId: 1 }), write(2, { linkType: 113 }), write(1, two)]).toEqual([
    0, 1, 2, 0,
  ]);
  const first = readCapture(merged.writer.take().slice());
  expect(first.sink.interfaces.map(({ name, linkType }) => [name, linkType])).toEqual([
    ['en0', 1],
    ['lo0', 1],
    [undefined, 113],
  ]);
  expect(first.sink.processes).toEqual([[0, { pid: 7, name: 'apsd' }]]);
  merged.restart(SECTION);
  expect([write(0, { interfaceId: 1 }), write(2, { linkType: 113 }), write(1, two)]).toEqual([0, 1, 2]);
  const { sink, frames, reader } = readCapture(merged.writer.take().slice());
  expect([sink.interfaces.length, sink.processes.length, reader.complete]).toEqual([3, 1, true]);
  expect(frames.map(({ interfaceId, processIndex }) => [interfaceId, processIndex])).toEqual([
    [0, -1],
    [1, -1],
    [2, 0],
  ]);
});
