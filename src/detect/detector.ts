/**
 * The shape of a detector: settled flows in, findings as data out. One file per rule, one line each in `registry.ts`.
 * A detector collects what it needs and concludes when asked; it phrases nothing (that is `wording`).
 */
import type { FlowFacts } from '../classify/flow-facts.ts';
import type { CaptureLimit, FlowVerdict } from '../classify/vocabulary.ts';
import type { FrameAt } from '../flow/direction.ts';
import type { DetectorContext } from './context.ts';
import type { RuleName } from './rules.ts';
import type { OwnWording } from './words.ts';

export const SEVERITIES = ['error', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const CONFIDENCES = ['conclusive', 'strong', 'moderate', 'weak'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/**
 * Why nobody can tell for certain which service a flow means. `no-name`: no server name was seen, and address and port do not tell.
 * `several-names`: its address has all these. `name-elsewhere`: it has the name by the DNS alone. `role`: its server is known by what it is, and may do
 * more than that.
 */
export type ServiceDoubt =
  | { readonly why: 'no-name' | 'name-elsewhere' | 'role' }
  | { readonly why: 'several-names'; readonly names: readonly string[] };

/** A typed parameter of a finding: what its words, filter and redaction act on. */
export type ParameterValue = string | number | boolean | readonly string[] | readonly number[];

/** How many flows of one cause are kept with their details. */
export const MAX_EXHIBITS = 100;

/** Part of a cause's evidence: one flow, with the frames in it that show the fault. */
export interface Exhibit {
  readonly flow: FlowFacts;
  readonly frames: readonly FrameAt[];
}

/** One cause, found in one or many flows. `cause` = service, server name pattern and discriminator, never the client. */
export interface FindingDraft {
  /** The detector's own. */
  readonly rule: RuleName;
  readonly cause: string;
  readonly confidence: Confidence;
  /** Where it is moderate, and could not be surer for that. */
  readonly doubt?: ServiceDoubt;
  /** Only where it differs from the rule's default (`detect/rules.ts`). */
  readonly severity?: Severity;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** Ids of catalogue rows. */
  readonly services: readonly string[];
  /** At most `MAX_EXHIBITS`, by flow id. */
  readonly exhibits: readonly Exhibit[];
  /** Ids of all flows that show it, ascending; empty for a finding about the capture as a whole. */
  readonly flows: readonly number[];
  /** ns of the latest packet of these flows; undefined where there are none. */
  readonly lastTime?: number;
  /** Frames to cite where there are no exhibits. */
  readonly frames?: readonly FrameAt[];
  /** Flows that this finding judges, where that is not `FLOW_VERDICT_OF` the rule's family. */
  readonly verdict?: FlowVerdict;
  /** An outage that lasts: what got through before it counts no more. The exhibits are of the flows since. */
  readonly lasts?: true;
}

/** One input, as far as it was read. */
export interface CaptureInput {
  readonly path: string;
  /** Packets that the recorder says it lost; undefined where it says nothing. */
  readonly dropped?: number | undefined;
  /** Packets of the input that the recording machine's kernel threw away: the first frames, and where in the kernel. */
  readonly kernelDrops?:
    | { readonly packets: number; readonly frames: readonly number[]; readonly places: readonly string[] }
    | undefined;
  /** Read to its end, without a fault. */
  readonly complete: boolean;
  readonly problems: readonly {
    readonly code: string;
    readonly message: string;
    readonly frame?: number | undefined;
    readonly offset?: number | undefined;
  }[];
}

/** What TCP's numbers say of payload that arrived and was not captured, in flows that ended in order. */
export interface CaptureLoss {
  /** Bytes. */
  readonly missing: number;
  readonly captured: number;
  /** Flows that could be looked at, and those of them with a hole. */
  readonly flows: number;
  readonly holed: number;
}

/** What holds for the capture as a whole when a detector concludes. */
export interface CaptureFacts {
  readonly limits: ReadonlySet<CaptureLimit>;
  /** RFC 3339 UTC time of the first packet: rows of the catalogue are judged by what held then. */
  readonly startedAt?: string;
  /** ns of the last packet. */
  readonly lastTime: number;
  readonly inputs: readonly CaptureInput[];
  readonly packets: number;
  /** Packets that the snaplen cut, and the most bytes that it left of one. */
  readonly cutPackets: number;
  readonly cutTo: number;
  readonly loss: CaptureLoss;
  readonly flows: number;
  /** Addresses that got an ICMP error which the snaplen cut: it may say why any of their flows failed. */
  readonly unreadErrors: Pick<ReadonlySet<string>, 'has'>;
  /** Flows seen in one direction only, and flows without their start. */
  readonly oneSidedFlows: number;
  readonly midStreamFlows: number;
}

export interface DetectorSession {
  /**
   * A settled flow of interest: one with a service, and with `hearsAll` other TLS, DNS and SOCKS flows too. May come again with later facts under the same id: the later ones replace the earlier.
   * Returns true when the flow is kept as a possible exhibit, so that its details are retained for the report.
   */
  flow(flow: FlowFacts): boolean;
  /** What the flows so far amount to. May be asked repeatedly. */
  conclude(capture: CaptureFacts): readonly FindingDraft[];
}

export interface Detector {
  readonly rule: RuleName;
  /** Hears of flows without a service too: other TLS, DNS, SOCKS. Most flows of a capture are such, so this costs. */
  readonly hearsAll?: true;
  /** Default severity of its findings. Only a plug-in's detector has it here: `rules.ts` lists those of the built-in rules. */
  readonly severity?: Severity;
  /** Only a plug-in's detector brings its words: those of the built-in rules are in `wording`. */
  readonly wording?: OwnWording;
  /** Begins an analysis. `context` is the same for all its detectors. */
  open(context: DetectorContext): DetectorSession;
}
