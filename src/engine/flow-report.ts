/** A judged flow -> its object in the report. */
import type { FlowFacts, NamedProcess } from '../classify/flow-facts.ts';
import type { FlowVerdict } from '../classify/vocabulary.ts';
import type { FindingDraft } from '../detect/detector.ts';
import { SIDE } from '../flow/direction.ts';
import { applicationReport } from './application-report.ts';
import type { FlowReport } from './contract.ts';
import { defined } from './defined.ts';
import { type FailedStep, failedStep } from './failed-step.ts';
import { type Step, stepsOf, withStep } from './flow-steps.ts';
import { atOf } from './frame-place.ts';
import { MAX_LISTED } from './listed.ts';
import { tlsReport } from './tls-report.ts';

export interface FlowJudgement {
  readonly verdict: FlowVerdict;
  /** The finding that says so, where one does. */
  readonly judgedBy?: FindingDraft | undefined;
  /** Ids of findings. */
  readonly findings: readonly string[];
  readonly communityId: string;
  /** ns since the first packet -> RFC 3339. */
  timestamp(time: number): string;
}

export function flowReport(flow: FlowFacts, judgement: FlowJudgement): FlowReport {
  const { timestamp } = judgement;
  const tls = tlsReport(flow);
  const known = stepsOf(flow);
  const failed = judgement.judgedBy && failedStep(flow, known, judgement.judgedBy, judgement.verdict);
  const steps = failed === undefined ? known : withStep(known, failed.step);
  const rtt = flow.tcp?.rtt;
  return {
    id: flow.id,
    transport: flow.transport,
    originator: { ...flow.originator, ...defined({ role: flow.originatorRole }) },
    responder: {
      ...flow.responder,
      ...defined({ name: flow.serverName, role: flow.responderRole, nameFrom: flow.nameFrom }),
    },
    first: atOf(flow.first),
    last: atOf(flow.last),
    firstTime: timestamp(flow.first.time),
    lastTime: timestamp(flow.last.time),
    packets: perSide(flow.packets),
    bytes: perSide(flow.bytes),
    connState: flow.connState,
    history: flow.history,
    communityId: judgement.communityId,
    ...defined({ rttMs: rtt === undefined ? undefined : milliseconds(rtt) }),
    retransmissions: perSide(flow.retransmissions),
    steps: listedSteps(steps, failed?.step).map(({ name, from, at, bytes }) => ({
      name,
      from: SIDE[from],
      at: atOf(at),
      time: timestamp(at.time),
      bytes,
    })),
    ...defined({ failedAt: failed && failedReport(failed) }),
    protocol: flow.protocol,
    ...defined({ serverName: flow.serverName, process: processReport(flow), tls, ...applicationReport(flow) }),
    services: flow.services.map((match) => match.row.id),
    basis: flow.basis,
    verdict: judgement.verdict,
    findings: [...judgement.findings],
    ...defined({ omitted: omittedOf(flow, steps.length) }),
  };
}

/** As many as a report lists; that at which the flow failed is always among them. */
function listedSteps(steps: readonly Step[], failed: Step | undefined): readonly Step[] {
  if (failed === undefined || steps.indexOf(failed) < MAX_LISTED) return steps.slice(0, MAX_LISTED);
  return [...steps.slice(0, MAX_LISTED - 1), failed];
}

function failedReport({ rule, by, step }: FailedStep): FlowReport['failedAt'] {
  return { step: step.name, at: atOf(step.at), rule, ...defined({ by }) };
}

function processReport({ process }: FlowFacts): FlowReport['process'] {
  if (process === undefined) return undefined;
  const { delegate } = process;
  return { ...named(process), ...defined({ delegate: delegate && named(delegate) }) };
}

function named({ name, pid }: NamedProcess): { name: string; pid?: number } {
  return { name, ...defined({ pid }) };
}

/** What the bounds cut, by the kind of observation, and of the steps. */
function omittedOf(flow: FlowFacts, steps: number): FlowReport['omitted'] {
  if (flow.omitted === undefined && steps <= MAX_LISTED) return undefined;
  return { ...Object.fromEntries(flow.omitted ?? []), ...(steps > MAX_LISTED ? { steps: steps - MAX_LISTED } : {}) };
}

/** Whole microseconds, so that the figure is as exact as common captures. */
function milliseconds(nanoseconds: number): number {
  return Math.round(nanoseconds / 1000) / 1000;
}

function perSide([originator, responder]: readonly [number, number]): { originator: number; responder: number } {
  return { originator, responder };
}
