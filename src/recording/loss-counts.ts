/** What a recording says of lost packets: those that the engine lost, and those that were left out of the file. Told of each file anew. */
import type { Frame } from '../capture/frame.ts';
import type { PcapngWriter } from '../capture/pcapng-writer.ts';

/** Packets since the start of the engine, as far as it has said; they go on changing. */
export interface RecordedCounts {
  readonly received?: number;
  /** Lost in front of the engine, and by the interface. */
  readonly dropped?: number;
  readonly interfaceDropped?: number;
}

/** Interfaces and inputs whose counters are kept; an engine that is started anew is a new input. */
export const MAX_COUNTED = 1024;

interface Totals {
  readonly received: number | undefined;
  readonly dropped: number;
}

interface FileInterface {
  readonly input: number;
  /** Input, section and index. */
  readonly key: string;
  /** Frames left out, and those of them that no packet has told of yet. */
  lost: number;
  untold: number;
}

export class LossCounts {
  readonly #counts = new Map<number, RecordedCounts>();
  /** What statistics in the stream said, by the interface's key. */
  readonly #told = new Map<string, number>();
  /** What the files before have told, by input or the interface's key. */
  readonly #before = new Map<number | string, Totals>();
  /** By its number in the file. */
  #interfaces: FileInterface[] = [];

  /** Counters of an input's engine: they are looked at when a file ends. */
  watch(input: number, counts: RecordedCounts): void {
    if (this.#counts.size < MAX_COUNTED) this.#counts.set(input, counts);
  }

  /** Statistics in the stream of an input: a total. */
  told(input: number, section: number, index: number, dropped: number | undefined): void {
    const key = keyOf(input, section, index);
    if (dropped === undefined || (this.#told.size >= MAX_COUNTED && !this.#told.has(key))) return;
    this.#told.set(key, dropped);
  }

  /** A frame of the interface with this number in the file: numbers come one after the other. Returns how many were left out in front of it. */
  before(input: number, frame: Frame, number: number): number {
    if (number === this.#interfaces.length) {
      this.#interfaces.push({ input, key: keyOf(input, frame.section, frame.interfaceId), lost: 0, untold: 0 });
    }
    return this.#interfaces[number].untold;
  }

  /** A frame of that interface was left out. */
  leftOut(number: number): void {
    const of = this.#interfaces[number];
    of.lost++;
    of.untold++;
  }

  /** A frame was written that tells of those left out. */
  wasTold(number: number): void {
    this.#interfaces[number].untold = 0;
  }

  /** Writes the statistics of the file, which ends with them, at `time`. */
  endFile(writer: PcapngWriter, time: number): void {
    const inputs = new Set<number>();
    for (const [interfaceId, { input, key, lost }] of this.#interfaces.entries()) {
      // The counters of an engine are of all its interfaces: the first one has them.
      const counts = inputs.has(input) ? undefined : this.#counts.get(input);
      inputs.add(input);
      const since = this.#since(
        counts === undefined ? key : input,
        counts === undefined ? this.#totals(key) : of(counts),
      );
      if (since === undefined && lost === 0) continue;
      writer.statistics({ interfaceId, received: since?.received, dropped: (since?.dropped ?? 0) + lost, time });
    }
    this.#interfaces = [];
  }

  #totals(key: string): Totals | undefined {
    const dropped = this.#told.get(key);
    return dropped === undefined ? undefined : { received: undefined, dropped };
  }

  /** What came since the file before: so that the losses of all files are those of the capture. */
  #since(whose: number | string, now: Totals | undefined): Totals | undefined {
    if (now === undefined) return undefined;
    const before = this.#before.get(whose);
    this.#before.set(whose, now);
    const received = now.received === undefined ? undefined : Math.max(0, now.received - (before?.received ?? 0));
    return { received, dropped: Math.max(0, now.dropped - (before?.dropped ?? 0)) };
  }
}

function of({ received, dropped, interfaceDropped }: RecordedCounts): Totals | undefined {
  if (received === undefined && dropped === undefined && interfaceDropped === undefined) return undefined;
  return { received, dropped: (dropped ?? 0) + (interfaceDropped ?? 0) };
}

function keyOf(input: number, section: number, index: number): string {
  return `${input} ${section} ${index}`;
}
