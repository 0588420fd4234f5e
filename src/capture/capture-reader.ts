/** Reads a capture of either format from bytes pushed in any chunks. The format is known by the first bytes. */
import { BLOCK } from './block.ts';
import { CarryOver, type RecordReader } from './carry-over.ts';
import type { CaptureFormat, FormatReader } from './format-reader.ts';
import type { FrameSink } from './frame-sink.ts';
import type { KernelDrops } from './kernel-drops.ts';
import { PcapReader, pcapByteOrder } from './pcap.ts';
import { PcapngReader } from './pcapng.ts';
import { type CaptureProblem, ProblemLog } from './problem.ts';
import { sectionByteOrder } from './section-header.ts';
import type { TimeBase } from './time-base.ts';

/** First bytes of an input that decide on its format. */
export const SNIFF_LENGTH = 12;

/** The format by the first bytes, of which there should be `SNIFF_LENGTH`; undefined when they begin no capture. */
export function sniffFormat(bytes: Uint8Array, start = 0, end = bytes.length): CaptureFormat | undefined {
  if (end - start < 4) return undefined;
  if (pcapByteOrder(bytes, start) !== undefined) return 'pcap';
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, end - start);
  if (view.getUint32(0) !== BLOCK.sectionHeader) return undefined;
  return view.byteLength < SNIFF_LENGTH || sectionByteOrder(view, 0) !== undefined ? 'pcapng' : undefined;
}

const MAGIC_LENGTH = 4;

export class CaptureReader {
  readonly #log = new ProblemLog();
  readonly #carry = new CarryOver();
  readonly #choice: FormatChoice;
  #ended = false;

  /** `base` is shared by all inputs of one capture. */
  constructor(sink: FrameSink, base: TimeBase) {
    this.#choice = new FormatChoice(sink, base, this.#log);
  }

  /** Gives every frame that is complete with these bytes to the sink, before it returns. The rest is kept. */
  push(bytes: Uint8Array, start = 0, end = bytes.length): void {
    this.#carry.push(this.#choice, bytes, start, end);
  }

  /** No more bytes come. `reason` says why when it was not the proper end of the input; the end of an engine is one. */
  end(reason?: CaptureProblem): void {
    if (this.#ended) return;
    this.#ended = true;
    const { reader } = this.#choice;
    const held = this.#carry.length;
    // What it had captured is whole. That nobody watched from then on, in the middle of a record too, is counted by who opens it again.
    if (reason?.code === 'engine-ended') return;
    if (reader === undefined) {
      this.#log.add({ code: 'unknown-format', message: 'the input is neither pcap nor pcapng', offset: 0 });
    }
    const cut = held > 0 ? reader?.cut(held) : undefined;
    if (reason !== undefined) this.#log.add(cut?.frame === undefined ? reason : { ...reason, frame: cut.frame });
    else if (cut !== undefined) this.#log.add(cut);
  }

  get format(): CaptureFormat | undefined {
    return this.#choice.reader?.format;
  }
  /** LINKTYPE_ numbers in order of appearance, each once. */
  get linkTypes(): readonly number[] {
    return this.#choice.reader?.linkTypes ?? [];
  }
  /** Frames given to the sink. */
  get packets(): number {
    return this.#choice.reader?.packets ?? 0;
  }
  /** Their bytes on the wire, summed. */
  get bytes(): number {
    return this.#choice.reader?.bytes ?? 0;
  }
  /** Packets that the capturing side says it lost; undefined where it says nothing. */
  get dropped(): number | undefined {
    return this.#choice.reader?.dropped;
  }
  /** Captured packets that the recording machine's kernel then threw away; undefined where it says nothing of the kind. */
  get kernelDrops(): KernelDrops | undefined {
    const drops = this.#choice.reader?.kernelDrops;
    return drops === undefined || drops.packets === 0 ? undefined : drops;
  }
  /** Fraction digits of a second in the timestamps, 0 to 9. */
  get resolution(): number {
    return this.#choice.reader?.resolution ?? 0;
  }
  /** The input was read to its end and nothing was wrong with it. */
  get complete(): boolean {
    return this.#ended && this.#log.count === 0;
  }
  /** The first `MAX_PROBLEMS`. */
  get problems(): readonly CaptureProblem[] {
    return this.#log.list;
  }
  get problemCount(): number {
    return this.#log.count;
  }
}

/** Hands all bytes to the reader of the format that the first four announce. */
class FormatChoice implements RecordReader {
  /** Undefined before the first bytes, and for ever when they begin no capture. */
  reader: FormatReader | undefined;
  #chosen = false;
  readonly #sink: FrameSink;
  readonly #base: TimeBase;
  readonly #log: ProblemLog;

  constructor(sink: FrameSink, base: TimeBase, log: ProblemLog) {
    this.#sink = sink;
    this.#base = base;
    this.#log = log;
  }

  get wanted(): number {
    return this.reader?.wanted ?? MAGIC_LENGTH;
  }

  read(bytes: Uint8Array, start: number, end: number): number {
    if (!this.#chosen && end - start < MAGIC_LENGTH) return start;
    if (!this.#chosen) this.reader = this.#choose(bytes, start);
    this.#chosen = true;
    return this.reader === undefined ? end : this.reader.read(bytes, start, end);
  }

  #choose(bytes: Uint8Array, start: number): FormatReader | undefined {
    const format = sniffFormat(bytes, start, start + MAGIC_LENGTH);
    if (format === 'pcap') return new PcapReader(this.#sink, this.#base, this.#log);
    if (format === 'pcapng') return new PcapngReader(this.#sink, this.#base, this.#log);
    return undefined;
  }
}
