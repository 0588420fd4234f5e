import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Frame } from '../../src/capture/frame.ts';
import { MICROSECONDS } from '../../src/capture/interface-clock.ts';
import { TimeBase } from '../../src/capture/time-base.ts';
import { frameKey } from '../../src/evidence/wanted.ts';
import { FrameRing } from '../../src/recording/frame-ring.ts';
import { RecordedSpans } from '../../src/recording/recorded-spans.ts';
import { Recorder } from '../../src/recording/recorder.ts';
import { recordingTap } from '../../src/recording/recording-tap.ts';
import type { Span } from '../../src/recording/span.ts';
import { readCapture } from '../support/recording-sink.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
const SECOND = 1e9;
const SECTION = { application: 'jamscope 0', comment: 'around F1' };

async function read({ pieces }: Span) {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece.slice());
  return readCapture(Buffer.concat(all));
}

it('gives of the files on the disk what memory would give, and says what was deleted', async () => {
  const base = new TimeBase();
  base.start(1_795_361_400, 123_456_000);
  folder.write('ring/.keep', '');
  const path = join(folder.path, 'ring/x.pcapng');
  const recorder = await Recorder.open({ path, application: 'x', base, rotateTime: 10 * SECOND, ring: 5 });
  const ring = new FrameRing({ base, time: 1000 * SECOND });
  const tap = recordingTap({ recorder, ring }, 0, 'pktap0', { dropped: 3 });
  tap.interface!({ linkType: 1, snapLength: 0, unit: MICROSECONDS }, 0, 0);
  tap.process!({ pid: 7, name: 'apsd' }, 0, 0);
  for (let number = 0; number < 100; number++) {
    const bytes = new Uint8Array(60).fill(number);
    const members = { number, bytes, end: 60, wireLength: 60, linkType: 1, processIndex: number % 2 ? 0 : -1 };
    // Two packets of one time among them.
    tap.frame(Object.assign(new Frame(), { ...members, time: (number === 71 ? 70 : number) * SECOND + 1000 }));
  }
  const marks = new Map(
    [70, 71, 85].map((at) => [
      frameKey(0, at),
      { time: (at === 71 ? 70 : at) * SECOND + 1000, comments: [`F1 ${at}`] },
    ]),
  );
  const spans = new RecordedSpans(recorder, base);
  const fromDisk = spans.span(65 * SECOND, 90 * SECOND, marks, SECTION);
  const disk = await read(fromDisk);
  expect(disk.reader.complete).toBe(true);
  const fromMemory = ring.span(65 * SECOND, 90 * SECOND, marks, SECTION);
  const memory = await read(fromMemory);
  expect(disk.frames.length).toBe(25);
  expect(disk.frames.map(({ comment, bytes, time }) => [comment, bytes, time])).toEqual(
    memory.frames.map(({ comment, bytes, time }) => [comment, bytes, time]),
  );
  expect(disk.frames.filter(({ processIndex }) => processIndex >= 0).length).toBe(13);
  expect(disk.sink.interfaces[0].name).toBe('pktap0');
  expect([fromDisk.frames, fromDisk.marked, fromDisk.missing]).toEqual([25, 3, 0]);
  expect([fromMemory.frames, fromMemory.marked, fromMemory.missing]).toEqual([25, 3, 0]);

  const older = spans.span(20 * SECOND, 60 * SECOND, marks, SECTION);
  const { frames } = await read(older);
  expect([frames[0].bytes[0], older.missing]).toEqual([50, 30 * SECOND + 1000]);
  await recorder.end();
  const files = readdirSync(join(folder.path, 'ring')).filter((name) => name.startsWith('x_'));
  expect(files.length).toBe(5);
  // The losses were told by the first file, which is gone.
  const last = readCapture(readFileSync(join(folder.path, 'ring', files[4])));
  expect(last.reader.dropped).toBe(0);
});
