/**
 * The lines of NDJSON (schema `jamscope.lines/1`): parts of the report contract, each an object of its own. Declared for the tests and
 * for the published schema, as the contract is; nothing at run time loads this file.
 */
import { z } from 'zod';
import { capture, finding, flow, service, summary } from './contract.ts';
import { count, text, timestamp } from './contract-values.ts';

/** When the line was written, by the calendar of who captures; not in lines about files. */
const time = timestamp.optional();

/** Where the packets come from now, and what was lost on the way as far as that program says. */
const engine = z.strictObject({
  engine: z.enum(['dumpcap', 'tcpdump', 'cap', 'stream', 'folder']),
  interface: text,
  state: z.enum(['capturing', 'waiting', 'ended']),
  received: count.optional(),
  dropped: count.optional(),
  interfaceDropped: count.optional(),
});

const recording = z.strictObject({
  /** The files that are there, oldest first: the last of them. */
  files: z.array(text),
  filesDeleted: count,
  bytes: count,
  packets: count,
  packetsLost: count,
  stopped: z.boolean(),
  problem: text.optional(),
});

/** Why a live capture ended. */
const ended = z.strictObject({
  by: z.enum(['duration', 'finding', 'input', 'signal']),
  /** The key of the finding that was waited for. */
  finding: text.optional(),
  signal: text.optional(),
});

export const captureLine = capture.omit({ timeline: true }).extend({
  type: z.literal('capture'),
  time,
  schema: z.literal('jamscope.lines/1'),
  tool: z.strictObject({ name: text, version: text }),
  /** In the last one of a live capture. */
  ended: ended.optional(),
  engines: z.array(engine).optional(),
  recording: recording.optional(),
  /** Lines that were not printed, as nobody took them in time. */
  linesDropped: z.int().positive().optional(),
  /** Flows whose lines were not printed, as there were too many at a time. */
  flowLinesOmitted: z.int().positive().optional(),
  /** Inputs that were before those named here. */
  inputsOmitted: z.int().positive().optional(),
});

export const CHANGES = ['new', 'changed', 'final', 'cleared', 'back', 'gone'] as const;

export const line = z.discriminatedUnion('type', [
  captureLine,
  service.extend({ type: z.literal('service'), time }),
  flow.extend({ type: z.literal('flow'), time }),
  /** Without `change`: how it stands, and no news. */
  finding.extend({ type: z.literal('finding'), time, change: z.enum(CHANGES).optional() }),
  summary.extend({ type: z.literal('summary'), time }),
]);

export type Line = z.infer<typeof line>;
export type CaptureLine = z.infer<typeof captureLine>;
export type Ended = z.infer<typeof ended>;
export type RecordingReport = z.infer<typeof recording>;
export type FindingChangeKind = (typeof CHANGES)[number];
