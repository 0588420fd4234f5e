/** Stretches of time out of the files of a recording: where the ring on the disk holds more minutes than memory would. */
import { createReadStream } from 'node:fs';
import { CaptureReader } from '../capture/capture-reader.ts';
import type { Frame } from '../capture/frame.ts';
import { MergedSection } from '../capture/merged-section.ts';
import type { SectionDescription } from '../capture/pcapng-writer.ts';
import type { TimeBase } from '../capture/time-base.ts';
import type { Recorder } from './recorder.ts';
import type { KeptFile } from './recording-files.ts';
import type { Marks, Span, SpanSource } from './span.ts';

/** Bytes read at once: after each the event loop gets its turn. */
const PIECE = 512 * 1024;

export class RecordedSpans implements SpanSource {
  readonly #recorder: Pick<Recorder, 'kept' | 'hasDeleted'>;
  readonly #base: TimeBase;

  /** `base` is that of the recorded frames. */
  constructor(recorder: Pick<Recorder, 'kept' | 'hasDeleted'>, base: TimeBase) {
    this.#recorder = recorder;
    this.#base = base;
  }

  /** Marks are found by their times, as a recorded file does not tell which number a frame had. */
  span(from: number, to: number, marks: Marks, section: SectionDescription): Span {
    const span = { frames: 0, marked: 0, missing: 0, pieces: [] as Span['pieces'] };
    span.pieces = this.#pieces(from, to, marks, section, span);
    return span;
  }

  async *#pieces(
    from: number,
    to: number,
    marks: Marks,
    section: SectionDescription,
    span: { frames: number; marked: number; missing: number },
  ): AsyncGenerator<Uint8Array> {
    const kept = await this.#recorder.kept();
    const start = (file: KeptFile) => Number(file.epoch - this.#base.epoch);
    if (this.#recorder.hasDeleted)
      span.missing = Math.max(0, Math.min(kept.length > 0 ? start(kept[0]) : to, to) - from);
    const waiting = commentsByTime(marks);
    const out = new MergedSection(section, this.#base);
    const take = (input: number) => (frame: Frame) => {
      if (frame.time < from || frame.time > to) return;
      const comments = waiting.get(frame.time)?.shift();
      span.frames++;
      if (comments !== undefined) span.marked++;
      out.writer.packet(frame, out.place(input, frame), comments ?? []);
    };
    for (const [input, file] of kept.entries()) {
      const next = kept[input + 1];
      // By their first packets: those of a file follow each other, as nearly as the capture had them.
      if (start(file) > to || (next !== undefined && start(next) < from)) continue;
      const reader = new CaptureReader({ ...out.sink(input), frame: take(input) }, this.#base);
      for await (const bytes of createReadStream(file.path, { highWaterMark: PIECE }) as AsyncIterable<Uint8Array>) {
        reader.push(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length));
        if (out.writer.pending > 0) yield out.writer.take();
      }
    }
    if (out.writer.pending > 0) yield out.writer.take();
  }
}

/** Two frames of one time get their comments in the order in which they were found. */
function commentsByTime(marks: Marks): Map<number, (readonly string[])[]> {
  const byTime = new Map<number, (readonly string[])[]>();
  for (const { time, comments } of marks.values()) {
    const same = byTime.get(time);
    if (same === undefined) byTime.set(time, [comments]);
    else same.push(comments);
  }
  return byTime;
}
