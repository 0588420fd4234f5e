/** What a snapshot says of the evidence of findings: the frames that prove them, and the flows in which these are. */
import { addressBytes } from '../catalogue/address-bytes.ts';
import type { FindingReport } from '../engine/contract.ts';
import type { Finding, FlowRow, Snapshot } from '../engine/snapshot.ts';
import { findingReport } from '../wording/finding-report.ts';

/** Flows whose frames are looked for; those of the worst findings come first. */
export const MAX_WANTED_FLOWS = 10_000;

export interface WantedEnd {
  /** 4 or 16 bytes. */
  readonly bytes: Uint8Array;
  readonly address: string;
  readonly port: number;
}

export interface WantedFlow {
  readonly transport: 'tcp' | 'udp';
  readonly originator: WantedEnd;
  readonly responder: WantedEnd;
  /** ns since the capture's first packet. */
  readonly firstTime: number;
  readonly lastTime: number;
  /** Ids of the findings that name it. */
  readonly findings: string[];
}

export interface Wanted {
  /** In words, worst first. */
  readonly findings: readonly FindingReport[];
  /** Evidence frames by `frameKey`: what they prove. */
  readonly frames: ReadonlyMap<number, readonly FindingReport[]>;
  readonly flows: readonly WantedFlow[];
}

/** One number for a frame, exact as long as the engine's own is: inputs are fewer than 2^20, frames than 2^33, a day of 100 000 a second. */
export function frameKey(input: number, frame: number): number {
  return frame * 2 ** 20 + input;
}

export function wantedOf(snapshot: Snapshot, findings: readonly Finding[]): Wanted {
  const flows = new Map<number, WantedFlow>();
  const reports = findings.map((finding) => findingReport(finding, snapshot));
  for (const report of reports) {
    for (const id of report.flows) {
      const known = flows.get(id);
      if (known !== undefined) known.findings.push(report.id);
      else if (flows.size < MAX_WANTED_FLOWS) want(flows, snapshot.row(id), report.id);
    }
  }
  return { findings: reports, frames: provingFrames(reports), flows: [...flows.values()] };
}

/** The frames that prove these findings, by `frameKey`. */
export function provingFrames(findings: readonly FindingReport[]): Map<number, readonly FindingReport[]> {
  const frames = new Map<number, FindingReport[]>();
  for (const finding of findings) {
    for (const { input, frame } of finding.frames) proves(frames, frameKey(input, frame), finding);
  }
  return frames;
}

/** A finding may name a frame twice. */
function proves(frames: Map<number, FindingReport[]>, key: number, finding: FindingReport): void {
  const proved = frames.get(key);
  if (proved === undefined) frames.set(key, [finding]);
  else if (!proved.includes(finding)) proved.push(finding);
}

function want(flows: Map<number, WantedFlow>, row: FlowRow, finding: string): void {
  const originator = endOf(row.originatorAddress, row.originatorPort);
  const responder = endOf(row.responderAddress, row.responderPort);
  // Of a flow that was evicted nothing is known.
  if (originator === undefined || responder === undefined) return;
  const { id, transport, firstTime, lastTime } = row;
  flows.set(id, { transport, originator, responder, firstTime, lastTime, findings: [finding] });
}

function endOf(address: string, port: number): WantedEnd | undefined {
  const bytes = addressBytes(address);
  return bytes === undefined ? undefined : { bytes, address, port };
}
