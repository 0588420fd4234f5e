/** The steps of a flow as the rungs of a ladder: each with its time, and with what failed there. */
import type { FlowReport, StepReport } from '../engine/contract.ts';
import { failureText } from '../wording/failure-text.ts';
import { bytesText, secondsBetween } from './figures.ts';

export interface Rung {
  readonly step: StepReport;
  /** Seconds since the flow's first packet, and since the step before. */
  readonly since: number;
  readonly delay: number;
  /** How the flow failed here, in words. */
  readonly failed: string | undefined;
}

export function rungsOf({ steps, firstTime, failedAt }: FlowReport): Rung[] {
  return steps.map((step, index) => {
    const { name, at } = step;
    const isFailed = failedAt?.step === name && failedAt.at.frame === at.frame && failedAt.at.input === at.input;
    return {
      step,
      since: secondsBetween(firstTime, step.time),
      delay: index === 0 ? 0 : secondsBetween(steps[index - 1].time, step.time),
      failed: isFailed ? failureText(failedAt) : undefined,
    };
  });
}

/** Seconds: `0.021965`, of long flows `1234.5`. */
export function sinceText(seconds: number): string {
  return seconds < 1000 ? seconds.toFixed(6) : seconds.toFixed(1);
}

export function sizeText({ bytes }: StepReport): string {
  return bytes > 0 ? bytesText(bytes) : '';
}

/** For where nothing is drawn: a line a step. */
export function rungsText(flow: FlowReport, frameText: (at: StepReport['at']) => string): string {
  const lines = rungsOf(flow).map(({ step, since, failed }) => {
    const parts = [`${sinceText(since)} s`, `${step.from}: ${step.name}`, `frame ${frameText(step.at)}`];
    return [...parts, sizeText(step), failed ?? ''].filter((part) => part !== '').join(', ');
  });
  return lines.join('\n');
}
