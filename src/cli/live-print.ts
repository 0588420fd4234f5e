/** What a live capture prints: lines while it goes on, or one report at its end; and either when somebody asks how it stands. */
import type { FeedStatus } from '../analyze/live-analysis.ts';
import type { Ended, RecordingReport } from '../engine/contract-lines.ts';
import type { Snapshot } from '../engine/snapshot.ts';
import { printReport } from './analyze-command.ts';
import type { Effects } from './effects.ts';
import { LineOutput } from './line-output.ts';
import { LiveLines } from './live-lines.ts';
import type { LiveOptions } from './live-options.ts';
import type { Watcher } from './live-watch.ts';
import type { Format } from './report-pieces.ts';
import { asciiOnly } from './terminal.ts';

export interface PrintSources {
  readonly feeds: () => readonly FeedStatus[];
  readonly recording: () => RecordingReport | undefined;
  /** Hears, in words for the user, that a file cannot be written. */
  readonly told: (text: string) => void;
}

export class LivePrint {
  /** Lines; none where a report is printed. */
  readonly watchers: readonly Watcher[];
  readonly #format: Format;
  readonly #options: LiveOptions;
  readonly #effects: Effects;
  readonly #output: LineOutput | undefined;
  readonly #lines: LiveLines | undefined;

  /** The file of lines is opened. */
  constructor(format: Format, options: LiveOptions, sources: PrintSources, effects: Effects) {
    this.#format = format;
    this.#options = options;
    this.#effects = effects;
    if (format === 'ndjson') {
      const { stdout, now } = effects;
      const { feeds, recording, told } = sources;
      this.#output = new LineOutput({ stdout, path: options.output, now, told });
      this.#lines = new LiveLines(this.#output, { allFlows: options.allFlows ?? false, feeds, recording, effects });
    }
    this.watchers = this.#lines === undefined ? [] : [this.#lines];
  }

  get linesDropped(): number {
    return this.#output?.dropped ?? 0;
  }

  /** How everything stands now. */
  async standing(snapshot: Snapshot): Promise<void> {
    if (this.#lines === undefined) await this.#report(snapshot);
    else this.#lines.standing(snapshot);
  }

  /** Of the file of lines, by its name. */
  reopen(): void {
    this.#output?.reopen();
  }

  /** False when nobody took the last lines. */
  async end(snapshot: Snapshot, ended: Ended | undefined): Promise<boolean> {
    if (this.#lines !== undefined) return this.#lines.end(snapshot, ended);
    await this.#report(snapshot);
    return true;
  }

  async #report(snapshot: Snapshot): Promise<void> {
    const { output, allFlows = false, color = 'auto', ascii = asciiOnly(this.#effects.env) } = this.#options;
    const options = { format: this.#format, allFlows, color, ascii, ...(output === undefined ? {} : { output }) };
    await printReport(snapshot, options, this.#effects);
  }
}
