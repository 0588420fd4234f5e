/** NDJSON of a live analysis: what is news when it is, and how the capture stands once a minute. */
import type { FeedStatus } from '../analyze/live-analysis.ts';
import type { Ended, RecordingReport } from '../engine/contract-lines.ts';
import type { Snapshot } from '../engine/snapshot.ts';
import { type Change, LineNews } from '../report/line-news.ts';
import { type CaptureState, captureLine, lineText, standingLines, summaryLine } from '../report/lines.ts';
import type { Effects } from './effects.ts';
import type { LineOutput } from './line-output.ts';
import type { Watcher } from './live-watch.ts';
import { TOOL } from './tool.ts';

/** ms between two lines of the capture. */
export const CAPTURE_EVERY = 60_000;

export interface LiveLinesOptions {
  readonly allFlows: boolean;
  readonly feeds: () => readonly FeedStatus[];
  readonly recording?: (() => RecordingReport | undefined) | undefined;
  readonly effects: Pick<Effects, 'now' | 'today'>;
}

export class LiveLines implements Watcher {
  readonly #output: LineOutput;
  readonly #options: LiveLinesOptions;
  readonly #news: LineNews;
  #told = Number.NEGATIVE_INFINITY;

  constructor(output: LineOutput, options: LiveLinesOptions) {
    this.#output = output;
    this.#options = options;
    this.#news = new LineNews(options.allFlows);
  }

  look(snapshot: Snapshot, changes: readonly Change[]): void {
    const now = this.#options.effects.now();
    if (now - this.#told >= CAPTURE_EVERY) this.#capture(snapshot);
    for (const line of this.#news.lines(snapshot, changes, now, this.#time)) this.#output.write(lineText(line));
  }

  /** How everything stands now, when somebody asks. */
  standing(snapshot: Snapshot): void {
    this.#capture(snapshot);
    for (const line of standingLines(snapshot, this.#time)) this.#output.write(lineText(line));
  }

  /** The last lines, with why it ended. False when nobody took them. */
  async end(snapshot: Snapshot, ended?: Ended): Promise<boolean> {
    return this.#output.end(this.#lastLines(snapshot, ended));
  }

  *#lastLines(snapshot: Snapshot, ended: Ended | undefined): Iterable<string> {
    for (const line of this.#news.end(snapshot, this.#options.effects.now(), this.#time)) yield lineText(line);
    const state = ended === undefined ? this.#state() : { ...this.#state(), ended };
    yield lineText(captureLine(snapshot, { tool: TOOL }, state));
    yield lineText(summaryLine(snapshot, this.#time));
  }

  #capture(snapshot: Snapshot): void {
    this.#told = this.#options.effects.now();
    this.#output.write(lineText(captureLine(snapshot, { tool: TOOL }, this.#state())));
  }

  get #time(): string {
    return new Date(this.#options.effects.today()).toISOString();
  }

  #state(): CaptureState {
    const { feeds, recording } = this.#options;
    const { dropped } = this.#output;
    const recorded = recording?.();
    const { flowsOmitted } = this.#news;
    return {
      time: this.#time,
      engines: feeds().map(({ live, state }) => ({
        engine: live.engine,
        interface: live.interfaceName,
        state,
        ...live.counts,
      })),
      ...(recorded === undefined ? {} : { recording: recorded }),
      ...(dropped === 0 ? {} : { linesDropped: dropped }),
      ...(flowsOmitted === 0 ? {} : { flowLinesOmitted: flowsOmitted }),
    };
  }
}
