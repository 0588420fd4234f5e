/** What the engine knows at one moment, for reports and the screen. Valid until the next packet is given to the engine. */
import type { FlowVerdict } from '../classify/vocabulary.ts';
import type { Confidence, ParameterValue, ServiceDoubt, Severity } from '../detect/detector.ts';
import type { RuleName } from '../detect/rules.ts';
import type { FindingScope, OwnWording } from '../detect/words.ts';
import type { FrameAt } from '../flow/direction.ts';
import type { CaptureReport, FlowReport, HostReport, ServiceReport, SummaryReport } from './contract.ts';

/** A finding as data; `wording` turns it into sentences and a display filter. */
export interface Finding {
  /** `F1`… by severity, rule, first frame. */
  readonly id: string;
  /** Stable over the life of an analysis: rule and cause. */
  readonly key: string;
  readonly rule: RuleName;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** Why it is no surer, where no flow tells which service was meant. */
  readonly doubt?: ServiceDoubt;
  /** `provisional` while every flow that shows it goes on, `cleared` while all who failed get through again: of a capture that goes on. */
  readonly state: 'provisional' | 'final' | 'cleared';
  /** ns at which the last of those who failed got through. */
  readonly clearedTime?: number;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** Ids of catalogue rows. */
  readonly services: readonly string[];
  /** Flow ids, at most 100. */
  readonly flows: readonly number[];
  /** How many flows show it. */
  readonly count: number;
  /** ns since the capture's first packet. */
  readonly firstTime: number;
  readonly lastTime: number;
  /** At most 100. */
  readonly frames: readonly FrameAt[];
  /** What the display filter is made of. */
  readonly scope: FindingScope;
  /** The site accepts it for a while: it does not count. */
  readonly exception?: { readonly reason: string; readonly until: string };
  /** The words of its rule, where a plug-in brought it. */
  readonly wording?: OwnWording;
}

export type { FindingScope } from '../detect/words.ts';

/** One line of a flow table. The object is reused: it is valid until the next call of `row`. */
export interface FlowRow {
  readonly id: number;
  readonly transport: 'tcp' | 'udp';
  readonly originatorAddress: string;
  readonly originatorPort: number;
  readonly responderAddress: string;
  readonly responderPort: number;
  readonly serverName: string | undefined;
  /** Name of the process whose flow it is, where the capture tells and the flow's details are kept. */
  readonly process: string | undefined;
  readonly protocol: string;
  readonly connState: string;
  /** Ids of catalogue rows, most specific first. */
  readonly services: readonly string[];
  readonly verdict: FlowVerdict;
  readonly packets: number;
  /** Payload, both directions. */
  readonly bytes: number;
  /** ns since the capture's first packet. */
  readonly firstTime: number;
  readonly lastTime: number;
  /** Still open, not yet judged. */
  readonly open: boolean;
}

/** Ids of flows in their order. */
export interface FlowIds {
  readonly length: number;
  /** `index` from 0. */
  at(index: number): number;
  /** -1 for one that is not among them. */
  indexOf(id: number): number;
}

export interface Snapshot {
  /** Grows whenever anything below changed. */
  readonly version: number;
  readonly capture: CaptureReport;
  readonly summary: SummaryReport;
  readonly hosts: readonly HostReport[];
  readonly services: readonly ServiceReport[];
  readonly findings: readonly Finding[];
  /** Flow ids run from 1 to this number, by first packet. Of a capture that goes on, the older ones are forgotten. */
  readonly flowCount: number;
  /** Those that are still known. */
  readonly flowIds: FlowIds;
  row(id: number): FlowRow;
  /** Ids of all flows that show the finding, ascending: `flows` names the first. */
  flowsOf(finding: Finding): readonly number[];
  /** Whether the flow goes on: cheaper than its row. */
  isOpen(id: number): boolean;
  /** Whether `reportedFlows` has it. */
  isReported(id: number, all: boolean): boolean;
  /** All that is known of a flow. */
  flow(id: number): FlowReport | undefined;
  /** The flows that a report prints, by id: by default those of interest within the bounds of REPORT.md. */
  reportedFlows(all: boolean): Iterable<FlowReport>;
  /** RFC 3339 text of an engine time (ns since the first packet). */
  timestamp(time: number): string;
}
