/** The one loop: inputs -> frames -> engine, a chunk at a time, so that keys, progress and an abort get through in between. */
import type { FrameSink } from '../capture/frame-sink.ts';
import { TimeBase } from '../capture/time-base.ts';
import { createCatalogue } from '../catalogue/match.ts';
import { EMPTY_SITE } from '../catalogue/site.ts';
import { BUILT_IN } from '../engine/built-in.ts';
import type { InputReport } from '../engine/contract.ts';
import { Engine } from '../engine/engine.ts';
import { combinePlugins, type Plugin } from '../engine/plugin.ts';
import type { Snapshot } from '../engine/snapshot.ts';
import { CaptureError } from '../source/capture-error.ts';
import { countsAsFailure, type InputFile, resolveInputs, STANDARD_INPUT } from '../source/input-file.ts';
import { openSource, type Source, type SourceDescription } from '../source/open-source.ts';
import { InputRun } from './input-run.ts';
import { FrameQueue, type MergeInput, mergeFrames } from './merge.ts';
import { overlapGroups, timeRanges } from './time-ranges.ts';

export interface AnalysisOptions {
  readonly plugins?: readonly Plugin[];
  /** Keep the details of every flow (bounded), for `--all-flows` and the screen. */
  readonly retainAll?: boolean;
  /** Ends the reading early: what was read is analysed. */
  readonly signal?: AbortSignal;
  /** Let errors of probes and detectors through: for tests. */
  readonly rethrow?: boolean;
  readonly hashSeed?: number;
}

/** An input that could not be opened. */
export interface InputFailure extends InputFile {
  readonly error: CaptureError;
  /** False for a file in a named directory that is no capture: it is only named. */
  readonly counts: boolean;
}

interface AnalysisSource {
  readonly about: SourceDescription;
  /** Kept open since it was looked at: a pipe, or the only input. */
  readonly open: Source | undefined;
}

export class Analysis {
  readonly failures: InputFailure[] = [];
  readonly #options: AnalysisOptions;
  readonly #engine: Engine;
  readonly #inputs: InputFile[];
  readonly #runs: InputRun[] = [];
  #sources: AnalysisSource[] = [];
  #base = new TimeBase();
  #started = false;

  private constructor(inputs: InputFile[], options: AnalysisOptions) {
    this.#inputs = inputs;
    this.#options = options;
    const { endpoints, probes, detectors } = combinePlugins([BUILT_IN, ...(options.plugins ?? [])]);
    this.#engine = new Engine({
      catalogue: createCatalogue(EMPTY_SITE, endpoints),
      probes,
      detectors,
      retainAll: options.retainAll ?? false,
      rethrow: options.rethrow ?? false,
      hashSeed: options.hashSeed ?? freshSeed(),
    });
  }

  /** Finds and opens the inputs. One that cannot be opened is named in `failures`, and the others are analysed. */
  static async open(paths: readonly string[], options: AnalysisOptions = {}): Promise<Analysis> {
    const analysis = new Analysis(await resolveInputs(paths), options);
    analysis.#sources = await analysis.#openAll();
    return analysis;
  }

  /** Stored bytes read so far. */
  get bytesRead(): number {
    return this.#runs.reduce((sum, run) => sum + (run?.source.bytesRead ?? 0), 0);
  }

  /** undefined when an input is a pipe. */
  get totalBytes(): number | undefined {
    const sizes = this.#sources.map(({ about }) => about.size);
    return sizes.includes(undefined) ? undefined : sizes.reduce<number>((sum, size) => sum + size!, 0);
  }

  /** Inputs that could be opened. */
  get opened(): number {
    return this.#sources.length;
  }

  /** Reads everything, once; yields after each chunk. When it ends, or is left early, every flow has been judged. */
  async *run(): AsyncGenerator<void, void, undefined> {
    if (this.#started) return;
    this.#started = true;
    try {
      yield* this.#readAll();
    } finally {
      this.#engine.end();
    }
  }

  snapshot(): Snapshot {
    const digits = this.#runs.reduce((most, run) => Math.max(most, run.resolution), 0);
    return this.#engine.snapshot(this.#inputReports(), { epoch: this.#base.set ? this.#base.epoch : 0n, digits });
  }

  async *#readAll(): AsyncGenerator<void, void, undefined> {
    if (this.#sources.length === 1) yield* this.#readAlone(0);
    else if (this.#sources.some(({ about }) => about.size === undefined)) {
      // A pipe cannot be read twice to learn its times: the order is the user's.
      for (const index of this.#sources.keys()) yield* this.#readAlone(index);
    } else if (this.#sources.length > 1) yield* this.#readInTimeOrder();
  }

  /** Looks at every input. Files are closed again until their turn: a directory may hold more than a process may open. */
  async #openAll(): Promise<AnalysisSource[]> {
    const sources: AnalysisSource[] = [];
    for (const input of this.#inputs) {
      try {
        const source = await openSource(input.path, this.#options.signal);
        const { path, size, compression, format } = source;
        const keep = size === undefined || input.path === STANDARD_INPUT || this.#inputs.length === 1;
        if (!keep) await source.close();
        sources.push({ about: { path, size, compression, format }, open: keep ? source : undefined });
      } catch (error) {
        if (!(error instanceof CaptureError)) throw error;
        this.failures.push({ ...input, error, counts: countsAsFailure(input, error) });
      }
    }
    return sources;
  }

  async *#readInTimeOrder(): AsyncGenerator<void, void, undefined> {
    const { ranges, base } = await timeRanges(
      this.#sources.map(
        ({ about }) =>
          () =>
            openSource(about.path, this.#options.signal),
      ),
    );
    this.#base = base;
    for (const group of overlapGroups(ranges)) {
      if (group.length === 1) yield* this.#readAlone(group[0]);
      else yield* this.#readMerged(group);
    }
  }

  async *#readAlone(index: number): AsyncGenerator<void, void, undefined> {
    const engine = this.#engine;
    engine.input(index);
    const run = await this.#runOf(index, {
      frame: (frame) => engine.frame(frame),
      name: (address, names) => engine.name(address, names),
    });
    yield* run.steps();
  }

  async *#readMerged(group: readonly number[]): AsyncGenerator<void, void, undefined> {
    const engine = this.#engine;
    const inputs: MergeInput[] = [];
    for (const index of group) {
      const queue = new FrameQueue();
      const sink: FrameSink = {
        frame: (frame) => queue.frame(frame),
        name: (address, names) => engine.name(address, names),
      };
      inputs.push({ index, queue, steps: (await this.#runOf(index, sink)).steps() });
    }
    yield* mergeFrames(inputs, (input, frame) => {
      engine.input(input);
      engine.frame(frame);
    });
  }

  async #runOf(index: number, sink: FrameSink): Promise<InputRun> {
    const { about, open } = this.#sources[index];
    const run = new InputRun(open ?? (await openSource(about.path, this.#options.signal)), sink, this.#base);
    this.#runs[index] = run;
    return run;
  }

  /** Inputs that were opened, in the order named; then those that could not be. */
  #inputReports(): InputReport[] {
    const opened = this.#sources.map(({ about }, index) => this.#runs[index]?.report() ?? unread(about));
    return [...opened, ...this.failures.map(failed)];
  }
}

/** Fresh with each run, so that no capture can be made to fill one slot of the flow table. It changes no result. */
function freshSeed(): number {
  return Math.floor(Math.random() * 0x7fffffff);
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
