/** The loop of a capture that goes on: what its sources give, and the time that passes, go to the engine until it is stopped. */
import type { FrameSink } from '../capture/frame-sink.ts';
import type { RecordRun } from '../capture/record-run.ts';
import { TimeBase } from '../capture/time-base.ts';
import type { InputReport } from '../engine/contract.ts';
import type { Engine } from '../engine/engine.ts';
import type { Snapshot } from '../engine/snapshot.ts';
import type { LiveSource } from '../source/live/live-source.ts';
import { createEngine, type JudgementOptions } from './create-engine.ts';
import { InputRun } from './input-run.ts';
import { turnOfEvents } from './turn-of-events.ts';
import { type Clock, WatchClock } from './watch-clock.ts';

/** ms between two looks at the clock. */
const TICK = 250;
/** ms of reading between two turns of the event loop. */
const SLICE_BUDGET = 8;
/** Inputs that a report names: an interface that goes down and up again is another each time. What comes beyond counts to the last. */
const MAX_INPUTS = 10_000;

/** One source behind the other: the files of a folder; an interface, again each time that it was gone. */
export type Feed = AsyncIterator<FeedItem, void, undefined>;

export interface FeedItem {
  readonly live: LiveSource;
  /** From its end until the next one comes nobody watches. */
  readonly endsInGap: boolean;
}

export interface LiveOptions extends JudgementOptions {
  readonly clock: Clock;
  /** Hears of all that an input gives, after the engine. Views are valid until the call returns. */
  readonly tap?: ((input: number, live: LiveSource) => FrameSink) | undefined;
  /** The zero of the times, for who hears the frames. */
  readonly base?: TimeBase | undefined;
}

/** A feed, as far as it is. */
export interface FeedStatus {
  /** The source that is read, or was the last. */
  readonly live: LiveSource;
  /** `waiting`: for the interface to come back, or for the next file. */
  readonly state: 'capturing' | 'waiting' | 'ended';
}

interface Running {
  readonly feed: Feed;
  live: LiveSource;
  endsInGap: boolean;
  state: FeedStatus['state'];
}

interface LiveInput {
  readonly run: InputRun;
  readonly live: LiveSource;
}

export class LiveAnalysis {
  readonly #engine: Engine;
  readonly #options: LiveOptions;
  readonly #feeds: Running[] = [];
  /** Those that are read, by index. */
  readonly #inputs = new Map<number, LiveInput>();
  /** What became of those that were, by index. */
  readonly #reports: InputReport[] = [];
  #opened = 0;
  /** What was read is taken at once: the inputs have one for all. */
  readonly #window: Uint8Array;
  readonly #base: TimeBase;
  readonly #watch: WatchClock;
  /** ms at which time was last let pass. */
  #advanced = Number.NEGATIVE_INFINITY;
  /** Some that are due were not looked at yet. */
  #looking = false;
  #bytesDone = 0;
  #resolution = 0;
  #stopped = false;
  #abandoned = false;
  #wake: () => void = () => {};

  private constructor(engine: Engine, options: LiveOptions) {
    this.#engine = engine;
    this.#options = options;
    [this.#window] = engine.pieces;
    this.#base = options.base ?? new TimeBase();
    this.#watch = new WatchClock(options.clock);
  }

  /** Resolves when every feed has its first source. Rejects with `CaptureError` of the first that has none, or `ConfigurationError`. */
  static async open(feeds: readonly Feed[], options: LiveOptions): Promise<LiveAnalysis> {
    const analysis = new LiveAnalysis(await createEngine(options, true), options);
    try {
      for (const feed of feeds) {
        const first = await feed.next();
        if (!first.done) analysis.#feeds.push({ feed, ...first.value, state: 'capturing' });
      }
    } catch (error) {
      await analysis.stop();
      throw error;
    }
    return analysis;
  }

  get feeds(): readonly FeedStatus[] {
    return this.#feeds;
  }

  /** ns in the capture up to which it was watched; undefined before the first packet. */
  get time(): number | undefined {
    return this.#watch.now();
  }

  get bytesRead(): number {
    return [...this.#inputs.values()].reduce((sum, { run }) => sum + run.source.bytesRead, this.#bytesDone);
  }

  /** Reads until everything has ended, or was stopped. Yields after what arrived, and a few times a second. */
  async *run(): AsyncGenerator<void, void, undefined> {
    let reading = true;
    const all = Promise.all(this.#feeds.map((running) => this.#follow(running))).finally(() => {
      reading = false;
      this.#wake();
    });
    // Whoever leaves early does not wait for it.
    all.catch(() => {});
    try {
      while (reading) {
        await this.#turn();
        this.#advance();
        yield;
      }
      await all;
    } finally {
      await this.stop();
      if (!this.#abandoned) this.#engine.end();
    }
  }

  /** Ends the sources; what they had captured is still read, and `run` ends. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#feeds.map(({ live }) => live.stop()));
    for (const { feed } of this.#feeds) void feed.return?.();
  }

  /** Nobody wants the outcome any more. */
  abandon(): void {
    this.#abandoned = true;
  }

  get abandoned(): boolean {
    return this.#abandoned;
  }

  snapshot(): Snapshot {
    const resolutions = [...this.#inputs.values()].map(({ run }) => run.resolution);
    const digits = Math.max(this.#resolution, ...resolutions);
    return this.#engine.snapshot(this.#inputReports(), { epoch: this.#base.set ? this.#base.epoch : 0n, digits });
  }

  /** Until something arrives, at most a tick; where open flows are still to be looked at, until whoever waits has had a turn. */
  async #turn(): Promise<void> {
    if (this.#looking) return turnOfEvents();
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      timer = setTimeout(resolve, TICK);
    });
    clearTimeout(timer);
  }

  /** Not with each chunk: all flows that are open are gone through. */
  #advance(): void {
    const at = this.#options.clock.now();
    if (at - this.#advanced < TICK) {
      const now = this.#looking ? this.#watch.now() : undefined;
      this.#looking = now !== undefined && this.#engine.look(now);
      return;
    }
    this.#advanced = at;
    const interruption = this.#watch.interruption();
    if (interruption !== undefined) this.#engine.interrupt(interruption);
    const now = this.#watch.now();
    this.#looking = now !== undefined && this.#engine.advance(now);
  }

  async #follow(running: Running): Promise<void> {
    for (;;) {
      await this.#read(running.live);
      if (this.#stopped) break;
      // Now, not when the next one is there: until then time passes, and silence would be taken for no answer.
      if (running.endsInGap) this.#engine.interrupt('watch-interrupted');
      running.state = 'waiting';
      const next = await running.feed.next();
      if (next.done || this.#stopped) break;
      Object.assign(running, next.value, { state: 'capturing' });
    }
    running.state = 'ended';
  }

  async #read(live: LiveSource): Promise<void> {
    const index = Math.min(this.#opened++, MAX_INPUTS - 1);
    const run = new InputRun(live.source, this.#sink(index, live), this.#base, this.#window);
    const input = { run, live };
    this.#inputs.set(index, input);
    try {
      let turned = this.#options.clock.now();
      for await (const _ of run.steps()) {
        this.#wake();
        if (this.#options.clock.now() - turned < SLICE_BUDGET) continue;
        // A full pipe is read up to 32 times before anything else is looked at.
        await turnOfEvents();
        turned = this.#options.clock.now();
      }
    } finally {
      this.#inputs.delete(index);
      this.#reports[index] = reportOf(input);
      this.#bytesDone += live.source.bytesRead;
      this.#resolution = Math.max(this.#resolution, run.resolution);
    }
  }

  #sink(index: number, live: LiveSource): FrameSink {
    const engine = this.#engine;
    const watch = this.#watch;
    const tap = this.#options.tap?.(index, live);
    return {
      ...tap,
      ...(tap === undefined ? { records: (run: RecordRun) => this.#records(index, run) } : {}),
      frame(frame) {
        engine.input(index);
        engine.frame(frame);
        watch.packet(frame.time);
        tap?.frame(frame);
      },
      name(address, names) {
        engine.name(address, names);
        tap?.name?.(address, names);
      },
      process(process, at, section) {
        engine.process(index, section, at, process);
        tap?.process?.(process, at, section);
      },
    };
  }

  /** A pcap's records as they lie in memory: at 100 000 packets a second a tenth of a core less than frame by frame. */
  #records(index: number, run: RecordRun): void {
    this.#engine.input(index);
    this.#engine.records(run);
    if (run.frames > 0) this.#watch.packet(run.latest);
  }

  #inputReports(): InputReport[] {
    const reports = [...this.#reports];
    for (const [index, input] of this.#inputs) reports[index] = reportOf(input);
    return reports;
  }
}

/** What the engine says of its losses while it runs stands in for what the capture says at its end. */
function reportOf({ run, live }: LiveInput): InputReport {
  const { dropped, interfaceDropped } = live.counts;
  if (dropped === undefined && interfaceDropped === undefined) return run.report();
  return { ...run.report(), dropped: (dropped ?? 0) + (interfaceDropped ?? 0) };
}
