/** Figures of a live capture while it runs, at an address or in a file. */
import type { LiveAnalysis } from '../analyze/live-analysis.ts';
import type { TimeBase } from '../capture/time-base.ts';
import type { RecordingReport } from '../engine/contract-lines.ts';
import type { Effects } from './effects.ts';
import type { Watcher } from './live-watch.ts';
import type { MetricsPlace } from './metrics-place.ts';

export interface LiveMetrics extends Watcher {
  /** `http://127.0.0.1:9464/metrics`, or the file. */
  readonly place: string;
  /** Nothing is captured any more: the file says so. */
  end(): Promise<void>;
}

export interface MetricsSources {
  readonly analysis: Pick<LiveAnalysis, 'feeds' | 'time' | 'snapshot'>;
  /** Of the analysis. */
  readonly base: TimeBase;
  readonly recording: () => RecordingReport | undefined;
  readonly linesDropped: () => number;
  readonly effects: Pick<Effects, 'now' | 'today'>;
  /** Hears, in words for the user, that the file cannot be written. */
  readonly told: (text: string) => void;
}

/** The library is loaded by who wants metrics only. Rejects with `OutputError` as `openOutlet` does. */
export async function openMetrics(place: MetricsPlace, sources: MetricsSources): Promise<LiveMetrics> {
  const { analysis, base, recording, linesDropped, effects, told } = sources;
  const { Metrics } = await import('./metrics.ts');
  const { openOutlet } = await import('./metrics-outlet.ts');
  const metrics = new Metrics({
    feeds: () => analysis.feeds,
    lag: () => lag(analysis.time, base, effects.today()),
    memory: () => process.memoryUsage.rss(),
    recording,
    linesDropped,
    now: effects.now,
  });
  metrics.look(analysis.snapshot());
  const outlet = await openOutlet(metrics, place, told);
  return {
    place: outlet.place,
    look: (...seen) => metrics.look(...seen),
    end() {
      metrics.end();
      return outlet.end();
    },
  };
}

/** Seconds. `today` is ms since 1970. */
function lag(time: number | undefined, { epoch }: TimeBase, today: number): number | undefined {
  if (time === undefined) return undefined;
  const now = BigInt(Math.round(today)) * 1_000_000n;
  return Number(now - epoch - BigInt(Math.round(time))) / 1e9;
}
