/** What a live capture records while it is analysed: all of it (`-w`), and the minutes around findings (`--on-finding`). */
import type { FindingChange } from '../analyze/finding-changes.ts';
import type { EvidenceStatus } from '../analyze/reading.ts';
import type { FrameSink } from '../capture/frame-sink.ts';
import type { TimeBase } from '../capture/time-base.ts';
import type { RecordingReport } from '../engine/contract-lines.ts';
import type { Snapshot } from '../engine/snapshot.ts';
import { AFTER, BEFORE, FindingKeeper, type FindingNews, type KeptEvidence } from '../recording/finding-keeper.ts';
import { FrameRing } from '../recording/frame-ring.ts';
import { RecordedSpans } from '../recording/recorded-spans.ts';
import { Recorder, type RecordingStatus, type Rotation } from '../recording/recorder.ts';
import { recordingTap } from '../recording/recording-tap.ts';
import type { LiveSource } from '../source/live/live-source.ts';
import { counted, grouped } from '../wording/phrases.ts';
import type { LiveOptions } from './live-options.ts';
import type { Watcher } from './live-watch.ts';
import { TOOL } from './tool.ts';

/** ns that the ring in memory holds beyond what is saved: a finding may be noticed late. */
const SPARE = 60e9;
/** Files that a line names. */
const MAX_NAMED = 20;

type RecordingOptions = Pick<LiveOptions, 'write' | 'rotateSize' | 'rotateTime' | 'ring' | 'onFinding'>;

export function wantsRecording({ write, onFinding }: RecordingOptions): boolean {
  return write !== undefined || onFinding !== undefined;
}

export function rotationOf({ rotateSize, rotateTime, ring }: RecordingOptions): Rotation {
  return { rotateSize, rotateTime: rotateTime === undefined ? undefined : rotateTime * 1e6, ring };
}

export interface RecordingSurroundings {
  /** Hears, in words for the user, of what was saved, and of what could not be. */
  readonly told: (text: string) => void;
  /** Of the analysis that is recorded. */
  readonly base: TimeBase;
  /** ns in the capture up to which it was watched. */
  readonly time: () => number | undefined;
}

export class LiveRecording implements Watcher {
  readonly #around: RecordingSurroundings;
  /** Names of the interfaces, by input. */
  readonly #names: string[] = [];
  #recorder: Recorder | undefined;
  #ring: FrameRing | undefined;
  #keeper: FindingKeeper | undefined;
  #problem: string | undefined;
  #evidence: EvidenceStatus | undefined;

  private constructor(around: RecordingSurroundings) {
    this.#around = around;
  }

  /** Undefined when nothing is to be recorded. Rejects with `OutputError` when it cannot be. */
  static async open(options: RecordingOptions, around: RecordingSurroundings): Promise<LiveRecording | undefined> {
    if (!wantsRecording(options)) return undefined;
    const { onFinding } = options;
    const recording = new LiveRecording(around);
    if (onFinding === undefined) await recording.#record(options);
    else await recording.#keep(onFinding, options);
    return recording;
  }

  /** Hears of all that an input gives. */
  tap(input: number, { interfaceName, counts }: LiveSource): FrameSink {
    this.#names[input] = interfaceName;
    const recordings = { recorder: this.#recorder, ring: this.#ring };
    return recordingTap(recordings, input, interfaceName, counts);
  }

  look(snapshot: Snapshot, changes: readonly FindingChange[]): void {
    const time = this.#around.time();
    if (time !== undefined) {
      this.#keeper?.changes(changes.filter(isNews), snapshot, time);
      this.#keeper?.tick(time);
    }
    this.#sayProblem();
  }

  /** Resolves when all is on the disk. */
  async end(): Promise<void> {
    await this.#keeper?.end();
    await this.#recorder?.end();
    this.#sayProblem();
    const status = this.#recorder?.status();
    if (status === undefined) return;
    this.#around.told(recordedText(status));
  }

  /** Undefined where none is kept. */
  evidence(): EvidenceStatus | undefined {
    return this.#evidence;
  }

  /** Undefined where only the minutes around findings are kept. */
  report(): RecordingReport | undefined {
    const status = this.#recorder?.status();
    if (status === undefined) return undefined;
    const { files, filesDeleted, bytes, frames, framesLost, stopped, problem } = status;
    return {
      files: files.slice(-MAX_NAMED),
      filesDeleted,
      bytes,
      packets: frames,
      packetsLost: framesLost,
      stopped,
      ...(problem === undefined ? {} : { problem }),
    };
  }

  async #record(options: RecordingOptions): Promise<void> {
    const { write: path } = options;
    if (path === undefined) return;
    const { base } = this.#around;
    this.#recorder = await Recorder.open({ path, application: APPLICATION, base, ...rotationOf(options) });
  }

  /** Out of the files of a rotated recording, which go further back, else out of memory: the one file of another is read from its start. */
  async #keep(folder: string, options: RecordingOptions): Promise<void> {
    const isRotated = (options.rotateSize ?? options.rotateTime) !== undefined;
    const { base } = this.#around;
    // The folder first: a recording that was begun would be left behind.
    if (!isRotated || options.write === undefined) this.#ring = new FrameRing({ base, time: BEFORE + AFTER + SPARE });
    const spans = this.#ring ?? {
      span: (...parameters: Parameters<FrameRing['span']>) =>
        new RecordedSpans(this.#recorder!, base).span(...parameters),
    };
    this.#keeper = await FindingKeeper.open({
      folder,
      application: APPLICATION,
      spans,
      epoch: () => (base.set ? base.epoch : 0n),
      inputs: () => this.#names,
      told: (kept) => {
        this.#evidence = {
          folder,
          files: this.#evidence!.files + Number(kept.path !== undefined),
          problem: kept.problem,
        };
        this.#around.told(keptText(kept));
      },
    });
    this.#evidence = { folder, files: 0 };
    await this.#record(options);
  }

  #sayProblem(): void {
    const problem = this.#recorder?.status().problem;
    if (problem !== undefined && problem !== this.#problem) this.#around.told(problem);
    this.#problem = problem;
  }
}

const APPLICATION = `${TOOL.name} ${TOOL.version}`;

function isNews(change: FindingChange): change is FindingChange & FindingNews {
  return change.kind !== 'gone';
}

function recordedText({ frames, framesLost, framesKept, files, filesDeleted }: RecordingStatus): string {
  const place =
    files.length === 1
      ? `in ${files[0]}`
      : `in ${files.length} files, whose comments say with which frame of the report each begins`;
  const lost = framesLost > 0 ? `, and ${counted(framesLost, 'packet')} could not be` : '';
  const recorded = `${counted(frames, 'packet')} recorded`;
  if (files.length === 0) return `${recorded}${lost}: there is no file`;
  if (filesDeleted === 0) return `${recorded} ${place}${lost}`;
  return `${recorded}${lost}; the ring kept the last ${grouped(framesKept)}, ${place}`;
}

function keptText({ path, problem, rules, frames, missing }: KeptEvidence): string {
  const about = rules.length > 1 ? `${rules[0]} and ${rules.length - 1} more` : rules[0];
  if (path === undefined) return `${about}: ${problem}`;
  const gone = missing > 0 ? `; ${Math.ceil(missing / 1e9)} s before it were gone already` : '';
  return `${about}: ${counted(frames, 'packet')} around it in ${path}${gone}`;
}
