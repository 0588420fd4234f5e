/** One input on its way into the engine: its source, its reader, and what the report says of it. */
import { CaptureReader } from '../capture/capture-reader.ts';
import type { FrameSink } from '../capture/frame-sink.ts';
import type { TimeBase } from '../capture/time-base.ts';
import type { InputReport } from '../engine/contract.ts';
import type { Source } from '../source/open-source.ts';
import { linkTypeName } from '../wire/link-type.ts';

/** Bytes of a step, 5 ms of TLS handshakes: keys and the screen must get their turn, however much was read at once. */
const STEP = 256 * 1024;

export class InputRun {
  readonly source: Source;
  readonly #reader: CaptureReader;
  readonly #window: Uint8Array | undefined;
  #ended = false;

  /** `window`: memory from which the sink takes records (`Engine.pieces`), for bytes that come from elsewhere; a step at least. */
  constructor(source: Source, sink: FrameSink, base: TimeBase, window?: Uint8Array) {
    this.source = source;
    this.#window = window;
    this.#reader = new CaptureReader(sink, base);
  }

  /** Fraction digits of the timestamps. */
  get resolution(): number {
    return this.#reader.resolution;
  }

  /** Reads on by some bytes with each step; every frame that is whole in them has reached the sink when the step is done. */
  async *steps(): AsyncGenerator<void, void, undefined> {
    for await (const { bytes, start, end } of this.source.chunks()) {
      for (let at = start; at < end; at += STEP) {
        this.#push(bytes, at, Math.min(end, at + STEP));
        yield;
      }
    }
    if (this.source.isAborted) return;
    this.#reader.end(this.source.problem);
    this.#ended = true;
  }

  #push(bytes: Uint8Array, start: number, end: number): void {
    const window = this.#window;
    if (window === undefined) this.#reader.push(bytes, start, end);
    else {
      window.set(bytes.subarray(start, end));
      this.#reader.push(window, 0, end - start);
    }
  }

  report(): InputReport {
    const reader = this.#reader;
    const { dropped, kernelDrops: drops } = reader;
    return {
      path: this.source.path,
      format: reader.format ?? this.source.format,
      compression: this.source.compression,
      linkTypes: reader.linkTypes.map(linkTypeName),
      packets: reader.packets,
      bytes: reader.bytes,
      ...(dropped === undefined ? {} : { dropped }),
      ...(drops === undefined
        ? {}
        : { kernelDrops: { packets: drops.packets, frames: [...drops.frames], places: [...drops.places] } }),
      complete: this.#ended && reader.complete,
      problems: reader.problems.map(({ code, message, frame, offset }) => ({
        code,
        message,
        ...(frame === undefined ? {} : { frame }),
        ...(offset === undefined ? {} : { offset }),
      })),
    };
  }
}
