/** The one loop: inputs -> frames -> engine, a chunk at a time, so that keys, progress and an abort get through in between. */
import type { FrameSink } from '../capture/frame-sink.ts';
import { TimeBase } from '../capture/time-base.ts';
import type { InputReport } from '../engine/contract.ts';
import type { Engine } from '../engine/engine.ts';
import type { Snapshot } from '../engine/snapshot.ts';
import { CaptureError } from '../source/capture-error.ts';
import { resolveInputs } from '../source/input-file.ts';
import { openSource, type SourceDescription } from '../source/open-source.ts';
import { createEngine, type JudgementOptions } from './create-engine.ts';
import { InputRun } from './input-run.ts';
import { type InputFailure, type KnownInput, type Look, lookAtInputs } from './look-at-inputs.ts';
import type { Steps } from './merge.ts';
import { type ReadInput, readInTime } from './read-in-time.ts';

export interface AnalysisOptions extends JudgementOptions {
  /** Ends the reading early: what was read is analysed. */
  readonly signal?: AbortSignal;
  /** Hears how many of so many inputs were looked at, before any of them is read. */
  readonly looked?: (count: number, of: number) => void;
}

export class Analysis {
  /** Those that could be opened: frames name them by their index. */
  readonly inputs: readonly KnownInput[];
  readonly failures: readonly InputFailure[];
  /** Bytes of all inputs as stored; undefined when one is a pipe. */
  readonly totalBytes: number | undefined;
  readonly #options: AnalysisOptions;
  readonly #engine: Engine;
  /** Inputs being read, by index. */
  readonly #runs = new Map<number, InputRun>();
  /** What became of those that were read, by index. */
  readonly #reports: InputReport[] = [];
  readonly #base = new TimeBase();
  #bytesDone = 0;
  #resolution = 0;
  #started = false;
  #abandoned = false;

  private constructor({ known, failures }: Look, engine: Engine, options: AnalysisOptions) {
    this.inputs = known;
    this.failures = failures;
    this.totalBytes = known.reduce<number | undefined>(
      (sum, { about }) => (sum === undefined || about.size === undefined ? undefined : sum + about.size),
      0,
    );
    this.#options = options;
    this.#engine = engine;
  }

  /**
   * Finds and looks at the inputs. One that cannot be opened is named in `failures`, and the others are analysed. Rejects with
   * `ConfigurationError` or `TypeError` (plug-ins) before any input is looked at.
   */
  static async open(paths: readonly string[], options: AnalysisOptions = {}): Promise<Analysis> {
    const engine = await createEngine(options);
    const files = await resolveInputs(paths);
    const looked = (count: number) => options.looked?.(count, files.length);
    return new Analysis(await lookAtInputs(files, engine.pieces, options.signal, looked), engine, options);
  }

  /** Stored bytes read so far. */
  get bytesRead(): number {
    return [...this.#runs.values()].reduce((sum, run) => sum + run.source.bytesRead, this.#bytesDone);
  }

  get opened(): number {
    return this.inputs.length;
  }

  /** Reads everything, once; yields after each chunk. When it ends, or is left early, every flow has been judged. */
  async *run(): Steps {
    if (this.#started) return;
    this.#started = true;
    try {
      // What is open already cannot be read twice to learn its times: then the order is the user's.
      if (this.inputs.some(({ open }) => open !== undefined)) yield* this.#readInOrder();
      else yield* this.#readInTime();
    } finally {
      if (!this.#abandoned) this.#engine.end();
    }
  }

  /** Nobody wants the outcome any more: the reading, when it is aborted, ends without judging what was open. */
  abandon(): void {
    this.#abandoned = true;
  }

  get abandoned(): boolean {
    return this.#abandoned;
  }

  /** After the reading: gives back the memory. Nothing may be asked from then on, of snapshots neither. */
  release(): void {
    this.#engine.release();
  }

  snapshot(): Snapshot {
    const digits = [...this.#runs.values()].reduce((most, run) => Math.max(most, run.resolution), this.#resolution);
    return this.#engine.snapshot(this.#inputReports(), { epoch: this.#base.set ? this.#base.epoch : 0n, digits });
  }

  async *#readInOrder(): Steps {
    const engine = this.#engine;
    for (const index of this.inputs.keys()) {
      engine.input(index);
      yield* this.#read(index, { frame: (frame) => engine.frame(frame), records: (run) => engine.records(run) });
    }
  }

  #readInTime(): Steps {
    const engine = this.#engine;
    const read: ReadInput = (index, sink, piece) => this.#read(index, sink, piece);
    return readInTime(this.inputs, this.#base, read, (index, frame) => {
      engine.input(index);
      engine.frame(frame);
    });
  }

  /** Reads one input to its end, when the first step is asked for. What it was is kept in `#reports`. */
  async *#read(index: number, sink: FrameSink, piece?: number): Steps {
    const run = await this.#open(index, sink, piece);
    if (run === undefined) return;
    this.#runs.set(index, run);
    try {
      yield* run.steps();
    } finally {
      this.#runs.delete(index);
      this.#reports[index] = run.report();
      this.#bytesDone += run.source.bytesRead;
      this.#resolution = Math.max(this.#resolution, run.resolution);
    }
  }

  async #open(index: number, sink: FrameSink, piece?: number): Promise<InputRun | undefined> {
    const { about, open } = this.inputs[index];
    const { signal } = this.#options;
    if (open === undefined && signal?.aborted) return undefined;
    const name: FrameSink['name'] = (address, names) => this.#engine.name(address, names);
    const process: FrameSink['process'] = (about, at, section) => this.#engine.process(index, section, at, about);
    try {
      const source = open ?? (await openSource(about.path, signal, piece));
      return new InputRun(source, { ...sink, name, process }, this.#base);
    } catch (error) {
      if (!(error instanceof CaptureError)) throw error;
      // It could be opened when it was looked at: now it is a capture that cannot be read.
      this.#reports[index] = { ...unread(about), problems: [{ code: error.code, message: error.message }] };
      return undefined;
    }
  }

  /** Inputs that were opened, in the order named; then those that could not be. */
  #inputReports(): InputReport[] {
    const opened = this.inputs.map(
      ({ about }, index) => this.#reports[index] ?? this.#runs.get(index)?.report() ?? unread(about),
    );
    return [...opened, ...this.failures.map(failed)];
  }
}

function unread(source: SourceDescription): InputReport {
  return {
    path: source.path,
    format: source.format,
    compression: source.compression,
    linkTypes: [],
    packets: 0,
    bytes: 0,
    complete: false,
    problems: [],
  };
}

function failed({ path, error }: InputFailure): InputReport {
  return {
    path,
    format: 'unknown',
    compression: 'none',
    linkTypes: [],
    packets: 0,
    bytes: 0,
    complete: false,
    problems: [{ code: error.code, message: error.message }],
  };
}
