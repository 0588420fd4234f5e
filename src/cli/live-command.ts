/** `jamscope live`: captures, judges while traffic flows, and tells of it until it is stopped. */
import { LiveAnalysis } from '../analyze/live-analysis.ts';
import type { LiveStatus } from '../analyze/reading.ts';
import { printable } from '../bytes/text.ts';
import { TimeBase } from '../capture/time-base.ts';
import type { Snapshot } from '../engine/snapshot.ts';
import { interfaceNames } from '../source/live/interface-names.ts';
import { realLiveEffects } from '../source/live/live-effects.ts';
import type { LiveSource } from '../source/live/live-source.ts';
import { type LiveRequest, openLive } from '../source/live/open-live.ts';
import { asInvokingUser, dropPrivileges } from '../source/live/privileges.ts';
import { findingCodes, wantsScreen } from './analyze-command.ts';
import { configurationPath } from './configuration.ts';
import type { Effects, Signal } from './effects.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { failureCode } from './failure-code.ts';
import { checkLive } from './live-checks.ts';
import { END_BY_USER, type End, endBySignal, endOfInput, endText } from './live-end.ts';
import { liveFeeds } from './live-feeds.ts';
import { keepHeapSmall } from './live-heap.ts';
import { type LiveMetrics, openMetrics } from './live-metrics.ts';
import type { LiveOptions } from './live-options.ts';
import { LivePrint } from './live-print.ts';
import { LiveRecording, wantsRecording } from './live-recording.ts';
import { screenOptions, showLive } from './live-screen.ts';
import { LiveWatch, type Watcher } from './live-watch.ts';
import type { Format } from './report-pieces.ts';
import type { ScreenOptions } from './screen-command.ts';
import { untilFinding } from './until-finding.ts';

/** What a test does in its own way. */
export interface LiveWorld {
  open(request: LiveRequest): Promise<LiveSource>;
  /** Who we are from now on, where we were root for somebody. */
  dropPrivileges(): { readonly name: string } | undefined;
  /** The same for a while. */
  asInvokingUser<T>(action: () => Promise<T>): Promise<T>;
  interfaces(): readonly string[];
}

const REAL_WORLD: LiveWorld = {
  open: openLive,
  dropPrivileges,
  asInvokingUser,
  interfaces: () => interfaceNames(realLiveEffects()),
};

/** The exit codes that apply. Never rejects: what fails is said here, as classes are this bundle's own. */
export async function liveCommand(
  stream: string | undefined,
  options: LiveOptions,
  effects: Effects,
  world: LiveWorld = REAL_WORLD,
): Promise<ExitCode[]> {
  try {
    await world.asInvokingUser(() => checkLive(stream, options, world.interfaces));
    const shown = wantsScreen(options, effects) ? 'screen' : (options.format ?? 'ndjson');
    const screen = shown === 'screen' ? await screenOptions(options, effects) : undefined;
    return await new LiveRun(stream, options, shown, effects, world).run(screen);
  } catch (error) {
    return [failureCode(error, effects)];
  }
}

class LiveRun {
  readonly #options: LiveOptions;
  readonly #effects: Effects;
  readonly #world: LiveWorld;
  readonly #stream: string | undefined;
  /** The screen, or the format of what is printed. */
  readonly #shown: Format | 'screen';
  readonly #stopping = new AbortController();
  readonly #base = new TimeBase();
  #analysis: LiveAnalysis | undefined;
  #recording: LiveRecording | undefined;
  #metrics: LiveMetrics | undefined;
  #printed: LivePrint | undefined;
  #signal: Signal | undefined;
  #found = false;
  /** Why it ends: the first reason. */
  #end: End | undefined;
  /** Nothing else may be written to the terminal. */
  #onScreen = false;
  #remarks: LiveStatus['remarks'] = { count: 0, latest: [] };
  /** ms at which the screen was opened. */
  #began = 0;

  constructor(
    stream: string | undefined,
    options: LiveOptions,
    shown: Format | 'screen',
    effects: Effects,
    world: LiveWorld,
  ) {
    this.#stream = stream;
    this.#options = options;
    this.#shown = shown;
    this.#effects = effects;
    this.#world = world;
  }

  async run(screen: ScreenOptions | undefined): Promise<ExitCode[]> {
    const unlisten = this.#effects.onSignal((signal) => this.#heard(signal), SIGNALS);
    const leaveHeap = keepHeapSmall();
    try {
      const analysis = await this.#open();
      // A signal may have come while it was opened.
      if (this.#stopping.signal.aborted) await analysis.stop();
      this.#announce(analysis);
      // All that needs root is open now: files are the user's, and what reads packets is not root.
      const user = this.#world.dropPrivileges();
      if (user !== undefined) this.#remark(`going on as ${user.name}, without the rights of root`);
      this.#recording = await LiveRecording.open(this.#options, {
        told: this.#told,
        time: () => analysis.time,
        base: this.#base,
      });
      const watch = await this.#watch(analysis);
      return screen === undefined ? await this.#print(analysis, watch) : await this.#screen(analysis, watch, screen);
    } finally {
      this.#stopping.abort();
      await this.#analysis?.stop();
      await this.#recording?.end();
      await this.#metrics?.end();
      unlisten();
      leaveHeap();
    }
  }

  async #open(): Promise<LiveAnalysis> {
    const { now, today } = this.#effects;
    const feeds = await liveFeeds(this.#stream, this.#options, {
      open: (request) => this.#world.open(request),
      told: this.#told,
      stopping: this.#stopping.signal,
      now,
    });
    this.#analysis = await LiveAnalysis.open(feeds, {
      config: configurationPath(this.#options.config),
      retainAll: (this.#options.allFlows ?? false) || this.#shown === 'screen',
      clock: { now, today },
      base: this.#base,
      tap: wantsRecording(this.#options) ? (input, live) => this.#recording!.tap(input, live) : undefined,
    });
    return this.#analysis;
  }

  async #watch(analysis: LiveAnalysis): Promise<LiveWatch> {
    const { duration, untilFinding: wanted, metrics } = this.#options;
    const watchers: Watcher[] = this.#recording === undefined ? [] : [this.#recording];
    if (this.#shown !== 'screen') {
      const sources = { feeds: () => analysis.feeds, recording: () => this.#recording?.report(), told: this.#told };
      this.#printed = new LivePrint(this.#shown, this.#options, sources, this.#effects);
      watchers.push(...this.#printed.watchers);
    }
    if (metrics !== undefined) {
      this.#metrics = await openMetrics(metrics, {
        analysis,
        base: this.#base,
        recording: () => this.#recording?.report(),
        linesDropped: () => this.#printed?.linesDropped ?? 0,
        effects: this.#effects,
        told: this.#told,
      });
      this.#remark(`metrics are at ${this.#metrics.place}`);
      watchers.push(this.#metrics);
    }
    const until = wanted === undefined ? undefined : untilFinding(wanted, this.#effects.now);
    const end = (why: End) => this.#stop(why);
    return new LiveWatch(analysis, watchers, { duration, untilFinding: until, end }, this.#effects);
  }

  async #print(analysis: LiveAnalysis, watch: LiveWatch): Promise<ExitCode[]> {
    if (this.#shown === 'ndjson') watch.look();
    for await (const _ of watch.run());
    const { text, ended } = this.#end ?? endOfInput(analysis.feeds.map(({ live }) => live));
    this.#remark(`ended ${text}`);
    const snapshot = analysis.snapshot();
    if ((await this.#printed?.end(snapshot, ended)) === false) {
      this.#say('the last lines were not printed: nobody reads standard output');
      this.#effects.leave();
    }
    return this.#codes(snapshot, this.#options.failOn ?? 'error');
  }

  async #screen(analysis: LiveAnalysis, watch: LiveWatch, options: ScreenOptions): Promise<ExitCode[]> {
    const began = this.#effects.now();
    this.#began = began;
    const names = analysis.feeds.map(({ live }) => live.interfaceName);
    const shown = { analysis, watch, status: () => this.#status(analysis), isOnInput: this.#stream === '-' };
    this.#onScreen = true;
    const snapshot = await showLive(shown, options, () => this.#stop(END_BY_USER), this.#effects);
    this.#onScreen = false;
    const why = this.#end === undefined || this.#end === END_BY_USER ? '' : `; ended ${this.#end.text}`;
    this.#remark(`${endText(names, (this.#effects.now() - began) / 1000, snapshot)}${why}`);
    if (snapshot === undefined) return [EXIT.interrupted];
    return this.#codes(snapshot, this.#options.failOn ?? 'never');
  }

  #status({ feeds }: LiveAnalysis): LiveStatus {
    const { onlyJamf, filter } = this.#options;
    const passed = onlyJamf ? 'what concerns documented connections (--only-jamf)' : filter;
    return {
      feeds,
      filter: passed,
      recording: this.#recording?.report(),
      evidence: this.#recording?.evidence(),
      seconds: (this.#effects.now() - this.#began) / 1000,
      remarks: this.#remarks,
    };
  }

  #codes(snapshot: Snapshot, failOn: NonNullable<LiveOptions['failOn']>): ExitCode[] {
    const codes = findingCodes(snapshot, failOn);
    if (this.#found) codes.push(EXIT.findings);
    if (this.#signal === 'SIGINT') codes.push(EXIT.interrupted);
    return codes;
  }

  #heard(signal: Signal): void {
    if (signal === 'SIGUSR1') {
      // Nothing before it is open, nor on the screen.
      const standing = this.#analysis && this.#printed?.standing(this.#analysis.snapshot());
      standing?.catch((error) => failureCode(error, this.#effects));
    } else if (signal === 'SIGHUP' && this.#options.output !== undefined) this.#printed?.reopen();
    else {
      this.#signal ??= signal;
      this.#end ??= endBySignal(signal);
      // The screen hears of it itself, as it has to give back the terminal.
      if (this.#shown !== 'screen' || this.#analysis === undefined) this.#stop(this.#end);
    }
  }

  #stop(why: End): void {
    this.#end ??= why;
    this.#found ||= why.ended?.by === 'finding';
    this.#stopping.abort();
    void this.#analysis?.stop();
  }

  #announce(analysis: LiveAnalysis): void {
    const { plain, format, output, tui } = this.#options;
    // Who asks for a format, a file or no screen gets what was asked for.
    if (plain && tui && this.#shown === 'ndjson' && (format ?? output) === undefined)
      this.#remark('--plain is for a terminal, and there is none: lines of NDJSON are printed (others with --format)');
    // An engine's reason begins with its name.
    for (const { live } of analysis.feeds) {
      const isOurs = live.engine !== 'stream' && live.engine !== 'folder';
      this.#remark(`capturing ${live.interfaceName}${isOurs ? ' with ' : ': '}${live.why}`);
    }
  }

  /** Where there is nothing to be done about it. */
  #remark(text: string): void {
    if (!this.#options.quiet) this.#say(text);
  }

  readonly #told = (text: string): void => this.#say(text);

  /** While the screen is shown, it is the screen that says it. */
  #say(text: string): void {
    if (this.#onScreen) {
      const { count, latest } = this.#remarks;
      this.#remarks = { count: count + 1, latest: [...latest, text].slice(-MAX_REMARKS) };
      return;
    }
    this.#effects.stderr.write(`${printable(`jamscope: ${text}`)}\n`);
  }
}

/** What was said while the screen was shown: so many are remembered. */
const MAX_REMARKS = 5;

const SIGNALS: readonly Signal[] = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR1'];
