import { describe, expect, it } from 'vitest';
import { CaptureReader } from '../../src/capture/capture-reader.ts';
import { TimeBase } from '../../src/capture/time-base.ts';
import type { FindingReport } from '../../src/engine/contract.ts';
import { EvidenceFile } from '../../src/evidence/evidence-file.ts';
import { frameKey, type Wanted } from '../../src/evidence/wanted.ts';
import { findingReport } from '../../src/wording/finding-report.ts';
import { block, interfaceBlock, packetBlock, pcapngFile, textOption } from '../support/capture-bytes.ts';
import { captured } from '../support/captured.ts';
import { readCapture } from '../support/recording-sink.ts';
import { sampleSnapshot } from '../support/sample-snapshot.ts';
import { tcpFlow } from '../support/tcp-flow.ts';
import { wantedFlow } from '../support/wanted-flow.ts';

const snapshot = sampleSnapshot();
const FINDING: FindingReport = { ...findingReport(snapshot.findings[0], snapshot), id: 'F1' };

function wanted(frames: readonly [input: number, frame: number][], flows = [wantedFlow()]): Wanted {
  return { findings: [FINDING], frames: new Map(frames.map((place) => [frameKey(...place), [FINDING]])), flows };
}

/** Reads the inputs one behind another, as the second reading does. */
function written(inputs: readonly Uint8Array[], want: Wanted, allPackets = false) {
  const base = new TimeBase();
  const paths = inputs.map((_, index) => `${index}.pcapng`);
  const file = new EvidenceFile(want, { inputs: paths, application: 'jamscope 1', allPackets, base });
  for (const [index, bytes] of inputs.entries()) {
    const reader = new CaptureReader({ ...file.sink(index), frame: (frame) => file.frame(index, frame) }, base);
    reader.push(bytes);
    reader.end();
  }
  file.end();
  return { ...readCapture(file.take().slice()), file };
}

const flow = tcpFlow({});
const apple = pcapngFile([
  interfaceBlock(1, 9, [textOption(2, 'unused')]),
  interfaceBlock(1, 6, [textOption(2, 'en0')]),
  block(4, (out) =>
    out
      .u16(1)
      .u16(13)
      .raw(Uint8Array.of(17, 57, 144, 22, ...new TextEncoder().encode('courier\0\0')))
      .pad()
      .u32(0),
  ),
  block(4, (out) =>
    out
      .u16(1)
      .u16(8)
      .raw(Uint8Array.of(192, 0, 2, 1, 97, 98, 99, 0))
      .u32(0),
  ),
  block(10, (out) => out.u32(0x544c_534b).u32(4).u32(0)),
  block(0x8000_0001, (out) => out.u32(1), [textOption(2, 'other')]),
  block(0x8000_0001, (out) => out.u32(88), [textOption(2, 'apsd')]),
  ...flow.map(({ bytes, time }) =>
    packetBlock({
      bytes,
      interfaceId: 1,
      timestamp: BigInt(time / 1e3),
      options: [{ code: 0x8001, value: Uint8Array.of(1, 0, 0, 0) }],
    }),
  ),
  packetBlock({ bytes: tcpFlow({ originator: '10.0.0.9:1' })[0].bytes, interfaceId: 0 }),
  block(5, (out) => out.u32(1).u32(0).u32(0), [{ code: 5, value: Uint8Array.of(9, 0, 0, 0, 0, 0, 0, 0) }]),
]);

/** The inputs are decades apart. */
const ALWAYS = wantedFlow({ firstTime: Number.NEGATIVE_INFINITY, lastTime: Number.POSITIVE_INFINITY });

describe('evidence', () => {
  it('says of every frame where it was, and of some what they prove', () => {
    const { frames, file } = written([captured(flow)], wanted([[0, 2]]));
    expect(frames.map(({ bytes }) => bytes)).toEqual(flow.map(({ bytes }) => [...bytes]));
    expect(frames.map(({ time }) => time)).toEqual(flow.map(({ time }) => time));
    const comments = frames.map(({ comment }) => comment);
    expect(comments[0]).toBe('frame 1 of 0.pcapng | context of F1');
    expect(comments[1]).toContain(`F1 ${FINDING.rule} ${FINDING.confidence} | frame 2 of 0.pcapng | `);
    expect([file.frames, file.evidenceFrames, file.missing]).toEqual([flow.length, 1, 0]);
  });

  it('keeps interfaces, names and processes of what is in it, and no secrets', () => {
    const { sink, frames, reader } = written([apple], wanted([[0, 1]]));
    expect(sink.interfaces.map(({ name, unit }) => [name, unit.exponent])).toEqual([['en0', 6]]);
    expect(sink.names).toEqual([['17.57.144.22', ['courier']]]);
    expect(sink.processes).toEqual([[0, { pid: 88, name: 'apsd' }]]);
    expect(frames.every(({ processIndex }) => processIndex === 0)).toBe(true);
    expect([sink.others, reader.dropped, frames.length]).toEqual([[], undefined, flow.length]);
  });

  it('keeps the interfaces of several inputs apart', () => {
    const { frames, sink } = written([captured(flow), apple], wanted([[0, 1]], [ALWAYS]));
    expect([frames[0].interfaceId, frames.at(-1)!.interfaceId]).toEqual([0, 1]);
    expect(sink.interfaces.map(({ name }) => name)).toEqual([undefined, 'en0']);
    expect(frames.at(-1)!.comment).toBe(`frame ${flow.length} of 1.pcapng | context of F1`);
  });

  it('tells which frames never came', () => {
    expect(
      written(
        [captured(flow)],
        wanted([
          [0, 2],
          [0, 99],
          [1, 1],
        ]),
      ).file.missing,
    ).toBe(2);
  });
});

describe('a copy of all packets', () => {
  it('has comments on what proves something only, and all else that the input told', () => {
    const { frames, sink, reader, file } = written([apple], wanted([[0, 3]]), true);
    expect(frames.map(({ comment }) => comment?.slice(0, 3))).toEqual(
      frames.map((_, index) => (index === 2 ? 'F1 ' : undefined)),
    );
    expect(sink.interfaces.map(({ name }) => name)).toEqual(['unused', 'en0']);
    expect([sink.names.length, sink.others.length, reader.dropped]).toEqual([2, 1, 9]);
    expect([file.frames, file.isDone]).toEqual([flow.length + 1, false]);
  });
});
