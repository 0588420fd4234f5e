/** Saves the minutes around each finding that begins, as annotated evidence: a file for what begins together, and never more than was allowed. */
import { join } from 'node:path';
import type { FindingReport } from '../engine/contract.ts';
import type { Finding, Snapshot } from '../engine/snapshot.ts';
import { evidenceComments, inputLabels, placeText, sectionComment } from '../evidence/comments.ts';
import { refusal } from '../evidence/output-error.ts';
import { frameKey, provingFrames } from '../evidence/wanted.ts';
import { familyOf } from '../wording/explain.ts';
import { findingReport } from '../wording/finding-report.ts';
import { type Disk, REAL_DISK, tryFolder } from './disk.ts';
import { EVIDENCE_NAME, evidenceName } from './file-names.ts';
import type { Mark, Marks, Span, SpanSource } from './span.ts';

const SECOND = 1e9;
/** ns that are saved before a finding's first frame, and after it was noticed. */
export const BEFORE = 60 * SECOND;
export const AFTER = 30 * SECOND;
/** Bytes of evidence in the folder: of this run and those before. */
export const KEPT_BYTES = 1024 * 1024 * 1024;
/** ns within which a finding that comes back gets no further file. */
export const QUIET_TIME = 600 * SECOND;
/** ns within which findings begin together. */
export const TOGETHER = 5 * SECOND;
/** Findings whose last file is remembered, those of one file, and files that wait for their end. */
export const MAX_REMEMBERED = 10_000;
export const MAX_TOGETHER = 1000;
export const MAX_PENDING = 100;
/** Files of one second and rule. */
const MAX_COPIES = 1000;

/** What became of a finding. */
export interface FindingNews {
  readonly kind: 'new' | 'changed' | 'final' | 'cleared' | 'back';
  readonly finding: Finding;
}

/** What became of the minutes around findings that began together. */
export interface KeptEvidence {
  /** Undefined when nothing was written: then `problem` says why. */
  readonly path: string | undefined;
  readonly problem: string | undefined;
  /** Worst first. */
  readonly rules: readonly string[];
  readonly keys: readonly string[];
  /** Packets in the file, and how many of them prove something. */
  readonly frames: number;
  readonly evidenceFrames: number;
  /** ns of the wanted minutes that were gone already, and evidence frames that were not found. */
  readonly missing: number;
  readonly missingFrames: number;
  readonly bytes: number;
}

export interface KeeperOptions {
  readonly folder: string;
  /** Name and version of the program. */
  readonly application: string;
  readonly spans: SpanSource;
  /** ns since 1970 of the capture's first packet. */
  readonly epoch: () => bigint;
  /** Names of the inputs, by index. */
  readonly inputs: () => readonly string[];
  /** Hears of each file, and of each that could not be. */
  readonly told: (kept: KeptEvidence) => void;
  readonly before?: number | undefined;
  readonly after?: number | undefined;
  readonly bytes?: number | undefined;
  readonly disk?: Disk;
}

interface Group {
  /** ns: when the first of them was noticed, and when all is there. */
  readonly noticed: number;
  due: number;
  /** By key. */
  readonly findings: Map<string, Told>;
}

interface Told {
  readonly finding: Finding;
  readonly report: FindingReport;
  /** ns: its first frame; of one that came back, a while before it was noticed. */
  readonly start: number;
}

export class FindingKeeper {
  /** Findings that got no file, as they had one within `QUIET_TIME`, or too many wait. */
  passedOver = 0;
  /** In the folder. */
  bytes: number;
  readonly #options: KeeperOptions;
  readonly #disk: Disk;
  readonly #before: number;
  readonly #after: number;
  readonly #most: number;
  /** In the order of their ends. */
  readonly #groups: Group[] = [];
  /** Keys, and ns when their last file began; the oldest first. */
  readonly #begun = new Map<string, number>();
  #writing = Promise.resolve();

  private constructor(options: KeeperOptions, disk: Disk, bytes: number) {
    this.#options = options;
    this.#disk = disk;
    this.bytes = bytes;
    this.#before = options.before ?? BEFORE;
    this.#after = options.after ?? AFTER;
    this.#most = options.bytes ?? KEPT_BYTES;
  }

  /** Makes the folder. Rejects with `OutputError` when nothing can be written there. */
  static async open(options: KeeperOptions): Promise<FindingKeeper> {
    const { folder, disk = REAL_DISK } = options;
    try {
      await disk.makeFolder(folder);
      await tryFolder(folder, disk);
      const files = await disk.files(folder);
      // Of a run that was killed while it wrote.
      for (const { name } of files) if (isUnfinished(name)) await disk.remove(join(folder, name));
      const bytes = files.reduce((sum, { name, size }) => (EVIDENCE_NAME.test(name) ? sum + size : sum), 0);
      return new FindingKeeper(options, disk, bytes);
    } catch (error) {
      throw refusal(folder, error);
    }
  }

  /** `time`: now, in ns since the capture's first packet. The snapshot is that of the findings; it is not kept. */
  changes(news: Iterable<FindingNews>, snapshot: Snapshot, time: number): void {
    for (const { kind, finding } of news) {
      const group = this.#groups.find(({ findings }) => findings.has(finding.key));
      const start = group?.findings.get(finding.key)?.start;
      if (group !== undefined && start !== undefined) add(group, finding, snapshot, start);
      else if (concerns(finding) && this.#begins(kind, finding.key, time)) this.#begin(finding, snapshot, time);
    }
  }

  /** Writes what is complete by now; returns at once. */
  tick(time: number): void {
    // Where the clock was put back the end would be far off.
    while (this.#groups.length > 0 && isDue(this.#groups[0], time, this.#after)) this.#write(this.#groups.shift()!);
  }

  /** Writes what is pending, as far as it is there, and resolves when all is written. */
  async end(): Promise<void> {
    for (const group of this.#groups.splice(0)) this.#write(group);
    await this.#writing;
  }

  /** One that was not there, or not for long; or one that has become worse than what is only worth a remark. */
  #begins(kind: FindingNews['kind'], key: string, time: number): boolean {
    const last = this.#begun.get(key);
    if (last === undefined) return kind !== 'cleared';
    if (kind !== 'new' && kind !== 'back') return false;
    // Where the clock was put back that time is over, too.
    const isOver = Math.abs(time - last) >= QUIET_TIME;
    if (!isOver) this.passedOver++;
    return isOver;
  }

  #begin(finding: Finding, snapshot: Snapshot, time: number): void {
    let group = this.#groups.at(-1);
    if (group === undefined || time - group.noticed > TOGETHER || group.findings.size >= MAX_TOGETHER) {
      group = { noticed: time, due: time, findings: new Map() };
      if (this.#groups.length >= MAX_PENDING) {
        this.passedOver++;
        return;
      }
      this.#groups.push(group);
    }
    group.due = time + this.#after;
    // Its first frame is of its first time.
    const isBack = this.#begun.has(finding.key);
    add(group, finding, snapshot, isBack ? Math.max(finding.firstTime, time - this.#before) : finding.firstTime);
    this.#begun.delete(finding.key);
    this.#begun.set(finding.key, time);
    const [[oldest]] = this.#begun;
    if (this.#begun.size > MAX_REMEMBERED) this.#begun.delete(oldest);
  }

  /** One after the other. */
  #write(group: Group): void {
    this.#writing = this.#writing.then(async () => this.#options.told(await this.#save(group)));
  }

  async #save({ due, findings }: Group): Promise<KeptEvidence> {
    const told = [...findings.values()].toSorted((one, other) => rank(one.finding) - rank(other.finding));
    // The ids of a snapshot hold for that one only.
    const reports = told.map(({ report }, index) => ({ ...report, id: `F${index + 1}` }));
    const labels = inputLabels(this.#options.inputs());
    const from = Math.min(...told.map(({ start }) => start)) - this.#before;
    const comment = sectionComment(reports, labels, 'around');
    const marks = marksOf(told, reports, labels);
    const span = this.#options.spans.span(from, due, marks, { application: this.#options.application, comment });
    const about = { rules: reports.map(({ rule }) => rule), keys: told.map(({ finding }) => finding.key) };
    const first = this.#options.epoch() + BigInt(Math.floor(told[0].start));
    try {
      const path = await this.#freePath(about.rules[0], first);
      const bytes = await this.#writeFile(path, span);
      const { frames, marked, missing } = span;
      const missingFrames = marks.size - marked;
      return { path, problem: undefined, ...about, frames, evidenceFrames: marked, missing, missingFrames, bytes };
    } catch (error) {
      const { missing } = span;
      const problem = problemOf(error, this.#options.folder);
      const nothing = { frames: 0, evidenceFrames: 0, missingFrames: marks.size, bytes: 0 };
      return { path: undefined, problem, ...about, ...nothing, missing };
    }
  }

  async #freePath(rule: string, epoch: bigint): Promise<string> {
    let path = '';
    for (let copy = 1; copy <= MAX_COPIES; copy++) {
      path = join(this.#options.folder, evidenceName(rule, epoch, copy));
      if (!(await this.#disk.exists(path))) break;
    }
    return path;
  }

  /** It gets its name when it is complete. Returns its bytes. */
  async #writeFile(path: string, span: Span): Promise<number> {
    const unfinished = join(
      this.#options.folder,
      `.${path.slice(this.#options.folder.length).replace(/^[/\\]/, '')}.part`,
    );
    let bytes = 0;
    const file = await this.#disk.open(unfinished, 'w');
    try {
      try {
        for await (const piece of span.pieces) {
          bytes += piece.length;
          if (this.bytes + bytes > this.#most) throw new FolderFull(this.#most);
          for (let at = 0; at < piece.length; ) at += (await file.write(piece, at, piece.length - at)).bytesWritten;
        }
        await file.sync();
      } finally {
        await file.close();
      }
      await this.#disk.rename(unfinished, path);
    } catch (error) {
      await this.#disk.remove(unfinished).catch(() => {});
      throw error;
    }
    this.bytes += bytes;
    return bytes;
  }
}

class FolderFull extends Error {
  constructor(most: number) {
    super(`it may hold ${Math.round(most / 1e6)} MB of evidence: delete what is not needed`);
  }
}

function problemOf(error: unknown, folder: string): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const reason = code === 'ENOSPC' ? 'the disk is full' : (code ?? message);
  return `evidence could not be written to ${folder} (${reason})`;
}

/** What is only worth a remark, concerns the capture itself, or is accepted by the site, needs no evidence. */
function concerns({ rule, severity, exception }: Finding): boolean {
  return (severity === 'error' || severity === 'warning') && familyOf(rule) !== 'capture' && exception === undefined;
}

function rank({ severity }: Finding): number {
  return severity === 'error' ? 0 : 1;
}

function isDue({ noticed, due }: Group, time: number, after: number): boolean {
  return time >= due || time < noticed - after;
}

/** The words are made now: the snapshot does not last. */
function add({ findings }: Group, finding: Finding, snapshot: Snapshot, start: number): void {
  findings.set(finding.key, { finding, report: findingReport(finding, snapshot), start });
}

function isUnfinished(name: string): boolean {
  return name.startsWith('.') && name.endsWith('.part') && EVIDENCE_NAME.test(name.slice(1, -'.part'.length));
}

function marksOf(told: readonly Told[], reports: readonly FindingReport[], labels: readonly string[]): Marks {
  const proving = provingFrames(reports);
  const marks = new Map<number, Mark>();
  for (const { input, frame, time } of told.flatMap(({ finding }) => finding.frames)) {
    const key = frameKey(input, frame);
    const place = placeText(frame, labels[input] ?? `input ${input}`);
    if (!marks.has(key)) marks.set(key, { time, comments: evidenceComments(proving.get(key) ?? [], place) });
  }
  return marks;
}
