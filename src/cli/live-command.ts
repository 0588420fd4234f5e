/** `jamscope live`: captures, judges while traffic flows, and tells of it until it is stopped. */
import { folderFeed } from '../analyze/folder-feed.ts';
import { interfaceFeed } from '../analyze/interface-feed.ts';
import { type Feed, LiveAnalysis } from '../analyze/live-analysis.ts';
import { loadScreenSettings, loadSite } from '../analyze/load-site.ts';
import { OutputError } from '../analyze/output-error.ts';
import type { LiveStatus, Reading } from '../analyze/reading.ts';
import { printable } from '../bytes/text.ts';
import { TimeBase } from '../capture/time-base.ts';
import { captureFilters } from '../catalogue/capture-filter.ts';
import { createCatalogue } from '../catalogue/match.ts';
import { ROWS } from '../catalogue/tables.ts';
import { RULES } from '../detect/rules.ts';
import type { Snapshot } from '../engine/snapshot.ts';
import type { LiveSource } from '../source/live/live-source.ts';
import { type LiveRequest, openLive } from '../source/live/open-live.ts';
import { dropPrivileges } from '../source/live/privileges.ts';
import { findingCodes, printReport } from './analyze-command.ts';
import { configurationPath } from './configuration.ts';
import type { Effects, Signal } from './effects.ts';
import { endText } from './end-text.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { failureCode } from './failure-code.ts';
import { LineOutput } from './line-output.ts';
import { LiveLines } from './live-lines.ts';
import { conflict, type LiveOptions } from './live-options.ts';
import { LiveRecording, wantsRecording } from './live-recording.ts';
import { LiveWatch, type Watcher } from './live-watch.ts';
import type { MetricsOutlet } from './metrics-outlet.ts';
import type { Format } from './report-pieces.ts';
import type { Writing } from './screen-command.ts';
import { asciiOnly, screenReader } from './terminal.ts';
import { untilFinding } from './until-finding.ts';
import { writeTakenAway } from './written-files.ts';

/** What a test does in its own way. */
export interface LiveWorld {
  open(request: LiveRequest): Promise<LiveSource>;
  /** Who we are from now on, where we were root for somebody. */
  dropPrivileges(): { readonly name: string } | undefined;
}

/** The exit codes that apply. Never rejects: what fails is said here, as classes are this bundle's own. */
export async function liveCommand(
  stream: string | undefined,
  options: LiveOptions,
  effects: Effects,
  world: LiveWorld = { open: openLive, dropPrivileges },
): Promise<ExitCode[]> {
  try {
    const wrong = conflict(stream, options);
    if (wrong !== undefined) throw new OutputError(...wrong);
    return await new LiveRun(stream, options, effects, world).run();
  } catch (error) {
    return [failureCode(error, effects)];
  }
}

class LiveRun {
  readonly #options: LiveOptions;
  readonly #effects: Effects;
  readonly #world: LiveWorld;
  readonly #stream: string | undefined;
  /** `screen`, or the format of what is printed. */
  readonly #shown: Format | 'screen';
  readonly #stopping = new AbortController();
  readonly #base = new TimeBase();
  #analysis: LiveAnalysis | undefined;
  #recording: LiveRecording | undefined;
  #outlet: MetricsOutlet | undefined;
  #lines: LiveLines | undefined;
  #output: LineOutput | undefined;
  #signal: Signal | undefined;
  #found = false;
  /** Nothing else may be written to the terminal. */
  #onScreen = false;

  constructor(stream: string | undefined, options: LiveOptions, effects: Effects, world: LiveWorld) {
    this.#stream = stream;
    this.#options = options;
    this.#effects = effects;
    this.#world = world;
    this.#shown = shownAs(options, effects);
  }

  async run(): Promise<ExitCode[]> {
    const { now, today, onSignal } = this.#effects;
    const unlisten = onSignal((signal) => this.#heard(signal), SIGNALS);
    try {
      const analysis = await LiveAnalysis.open(await this.#feeds(), {
        config: configurationPath(this.#options.config),
        retainAll: (this.#options.allFlows ?? false) || this.#shown === 'screen',
        clock: { now, today },
        base: this.#base,
        tap: wantsRecording(this.#options) ? (input, live) => this.#recording!.tap(input, live) : undefined,
      });
      this.#analysis = analysis;
      // A signal may have come while it was opened.
      if (this.#stopping.signal.aborted) await analysis.stop();
      this.#announce(analysis);
      // All that needs root is open now: files are the user's, and what reads packets is not root.
      const user = this.#world.dropPrivileges();
      if (user !== undefined && !this.#options.quiet) this.#say(`going on as ${user.name}, without the rights of root`);
      this.#recording = await LiveRecording.open(this.#options, {
        told: (text) => this.#say(text),
        time: () => analysis.time,
        base: this.#base,
      });
      const watch = await this.#watch(analysis);
      return this.#shown === 'screen' ? await this.#screen(analysis, watch) : await this.#print(analysis, watch);
    } finally {
      this.#stopping.abort();
      await this.#analysis?.stop();
      await this.#recording?.end();
      await this.#outlet?.end();
      unlisten();
    }
  }

  async #feeds(): Promise<Feed[]> {
    const { snaplen, promiscuous, engine, onlyJamf, config, watch } = this.#options;
    const told = (text: string) => this.#say(text);
    const stopping = this.#stopping.signal;
    if (watch !== undefined) return [folderFeed(watch, { told, signal: stopping })];
    const filter = onlyJamf ? await documentedFilters(configurationPath(config)) : this.#options.filter;
    const { now } = this.#effects;
    const names = this.#stream === undefined ? (this.#options.interface ?? [undefined]) : [this.#stream];
    return names.map((name) =>
      interfaceFeed({
        open: (signal) => this.#world.open({ interface: name, filter, snaplen, promiscuous, engine, signal }),
        stopping,
        told,
        now,
        pause,
      }),
    );
  }

  async #watch(analysis: LiveAnalysis): Promise<LiveWatch> {
    const { duration, untilFinding: rule } = this.#options;
    const watchers: Watcher[] = this.#recording === undefined ? [] : [this.#recording];
    if (this.#shown === 'ndjson') watchers.push(this.#linesOf(analysis));
    if (this.#options.metrics !== undefined) watchers.push(await this.#metrics(analysis, this.#options.metrics));
    const end = (why: 'duration' | 'finding') => {
      this.#found ||= why === 'finding';
      this.#stop();
    };
    const until = rule === undefined ? undefined : untilFinding(rule, this.#effects.now);
    return new LiveWatch(analysis, watchers, { duration, untilFinding: until, end }, this.#effects);
  }

  /** The library is loaded by who wants metrics only. */
  async #metrics(analysis: LiveAnalysis, where: string): Promise<Watcher> {
    const { Metrics } = await import('./metrics.ts');
    const { openOutlet } = await import('./metrics-outlet.ts');
    const metrics = new Metrics({
      feeds: () => analysis.feeds,
      lag: () => this.#lag(analysis),
      memory: () => process.memoryUsage.rss(),
      recording: () => this.#recording?.report(),
      linesDropped: () => this.#output?.dropped ?? 0,
      now: this.#effects.now,
    });
    metrics.look(analysis.snapshot());
    const anywhere = this.#options.metricsAnywhere ?? false;
    this.#outlet = await openOutlet(metrics, { where, anywhere, told: (text) => this.#say(text) });
    if (!this.#options.quiet) this.#say(`metrics are at ${this.#outlet.place}`);
    return metrics;
  }

  /** Seconds. */
  #lag({ time }: LiveAnalysis): number | undefined {
    if (time === undefined) return undefined;
    const now = BigInt(Math.round(this.#effects.today())) * 1_000_000n;
    return Number(now - this.#base.epoch - BigInt(Math.round(time))) / 1e9;
  }

  #linesOf(analysis: LiveAnalysis): LiveLines {
    const { stdout, now } = this.#effects;
    const told = (text: string) => this.#say(text);
    this.#output = new LineOutput({ stdout, path: this.#options.output, now, told });
    this.#lines = new LiveLines(this.#output, {
      allFlows: this.#options.allFlows ?? false,
      feeds: () => analysis.feeds,
      recording: () => this.#recording?.report(),
      effects: this.#effects,
    });
    return this.#lines;
  }

  async #print(analysis: LiveAnalysis, watch: LiveWatch): Promise<ExitCode[]> {
    if (this.#lines !== undefined) watch.look();
    for await (const _ of watch.run());
    const snapshot = analysis.snapshot();
    if (this.#lines === undefined) await this.#report(snapshot);
    else if (!(await this.#lines.end(snapshot))) {
      this.#say('the last lines were not printed: nobody reads standard output');
      this.#effects.leave();
    }
    return this.#codes(snapshot, this.#options.failOn ?? 'error');
  }

  async #screen(analysis: LiveAnalysis, watch: LiveWatch): Promise<ExitCode[]> {
    const { checkKeys, runScreen } = await import('./screen-command.ts');
    const { config, color = 'auto', failOn } = this.#options;
    const settings = await loadScreenSettings(configurationPath(config), checkKeys);
    const leaving = new AbortController();
    leaving.signal.addEventListener('abort', () => this.#stop(), { once: true });
    const names = analysis.feeds.map(({ live }) => live.interfaceName);
    const paths = this.#stream === '-' ? ['-'] : names;
    const { env } = this.#effects;
    const plain = this.#options.plain ?? (screenReader(env) ? true : undefined);
    const shown = {
      ...settings,
      color,
      ascii: this.#ascii,
      ...(plain === undefined ? {} : { plain }),
      ...(failOn === undefined ? {} : { failOn }),
    };
    this.#onScreen = true;
    const status = () => this.#status(analysis);
    const began = this.#effects.now();
    const snapshot = await runScreen(reading(analysis, watch, status), paths, shown, leaving, this.#effects, WRITING);
    this.#onScreen = false;
    if (!this.#options.quiet) this.#say(endText(names, (this.#effects.now() - began) / 1000, snapshot));
    if (snapshot === undefined) return [EXIT.interrupted];
    return this.#codes(snapshot, failOn ?? 'never');
  }

  #status({ feeds }: LiveAnalysis): LiveStatus {
    const { onlyJamf, filter } = this.#options;
    const passed = onlyJamf ? 'what concerns documented connections (--only-jamf)' : filter;
    return { feeds, filter: passed, recording: this.#recording?.report() };
  }

  #codes(snapshot: Snapshot, failOn: NonNullable<LiveOptions['failOn']>): ExitCode[] {
    const codes = findingCodes(snapshot, failOn);
    if (this.#found) codes.push(EXIT.findings);
    if (this.#signal === 'SIGINT') codes.push(EXIT.interrupted);
    return codes;
  }

  get #ascii(): boolean {
    return this.#options.ascii ?? asciiOnly(this.#effects.env);
  }

  async #report(snapshot: Snapshot): Promise<void> {
    const { output, allFlows = false, color = 'auto' } = this.#options;
    const format = this.#shown as Format;
    const options = { format, allFlows, color, ascii: this.#ascii, ...(output === undefined ? {} : { output }) };
    await printReport(snapshot, options, this.#effects);
  }

  #heard(signal: Signal): void {
    if (signal === 'SIGUSR1') this.#standing();
    else if (signal === 'SIGHUP' && this.#options.output !== undefined) this.#output?.reopen();
    // The screen hears of it itself, as it has to give back the terminal.
    else if (this.#shown !== 'screen' || this.#analysis === undefined) {
      this.#signal ??= signal;
      this.#stop();
    }
  }

  #standing(): void {
    if (this.#analysis === undefined || this.#shown === 'screen') return;
    const snapshot = this.#analysis.snapshot();
    if (this.#lines !== undefined) this.#lines.standing(snapshot);
    else void this.#report(snapshot).catch((error) => failureCode(error, this.#effects));
  }

  #stop(): void {
    this.#stopping.abort();
    void this.#analysis?.stop();
  }

  #announce(analysis: LiveAnalysis): void {
    if (this.#options.quiet) return;
    // An engine's reason begins with its name.
    for (const { live } of analysis.feeds) {
      const isOurs = live.engine !== 'stream' && live.engine !== 'folder';
      this.#say(`capturing ${live.interfaceName}${isOurs ? ' with ' : ': '}${live.why}`);
    }
  }

  /** Not onto the screen. */
  #say(text: string): void {
    if (this.#onScreen) return;
    this.#effects.stderr.write(`${printable(`jamscope: ${text}`)}\n`);
  }
}

const SIGNALS: readonly Signal[] = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR1'];

function shownAs({ format, output, tui }: LiveOptions, { stdout, env }: Effects): Format | 'screen' {
  if (format !== undefined) return format;
  const screen = tui && output === undefined && stdout.isTTY === true && env.TERM !== 'dumb';
  return screen ? 'screen' : 'ndjson';
}

/** The analysis as the screen reads it, with what is to be done meanwhile. */
function reading(analysis: LiveAnalysis, watch: LiveWatch, status: () => LiveStatus): Reading {
  return {
    get live() {
      return status();
    },
    get bytesRead() {
      return analysis.bytesRead;
    },
    get abandoned() {
      return analysis.abandoned;
    },
    run: () => watch.run(),
    abandon: () => analysis.abandon(),
    snapshot: () => analysis.snapshot(),
  };
}

const NO_EVIDENCE =
  'A live capture cannot be read twice: record it with -w or --on-finding, and take evidence from there.';

const WRITING: Writing = {
  write: (request, signal) => writeTakenAway([], request, signal),
  whyNot: (what) => (what === 'evidence' ? NO_EVIDENCE : undefined),
};

/** What `--only-jamf` captures, in the order in which filters are tried. */
async function documentedFilters(config: string | undefined): Promise<readonly string[]> {
  const { site, rows } = await loadSite(config, { rows: ROWS, rules: Object.keys(RULES) });
  return captureFilters(createCatalogue(site, rows));
}

/** ms. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done, { once: true });
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
}
