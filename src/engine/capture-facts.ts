/** What holds for the capture as a whole, for the detectors: what was read, and what limits the conclusions from it. */
import type { CaptureLimit } from '../classify/vocabulary.ts';
import { isLossy } from '../detect/capture-limits.ts';
import type { CaptureFacts, CaptureLoss } from '../detect/detector.ts';
import type { FlowTable } from '../flow/flow-table.ts';
import { captureLoss } from './capture-loss.ts';
import type { InputReport } from './contract.ts';
import type { Directions } from './directions.ts';
import type { Intake } from './intake.ts';
import type { Judge } from './judge.ts';

type Counts = Pick<Intake, 'packets' | 'firstTime' | 'lastTime' | 'cutFrames' | 'cutTo'>;
type Judged = Pick<Judge, 'directions' | 'unreadErrors'>;

/** `timestamp`: ns since the first packet -> RFC 3339. */
export function captureFactsOf(
  inputs: readonly InputReport[],
  intake: Counts,
  { directions, unreadErrors }: Judged,
  table: FlowTable,
  timestamp: (time: number) => string,
): CaptureFacts {
  const { packets, cutFrames, cutTo } = intake;
  const loss = captureLoss(table);
  return {
    limits: new Set(limitsOf(inputs, cutFrames, directions, loss)),
    ...(packets === 0 ? {} : { startedAt: timestamp(intake.firstTime) }),
    lastTime: packets === 0 ? 0 : intake.lastTime,
    inputs,
    packets,
    cutPackets: cutFrames,
    cutTo,
    loss,
    flows: table.lastId,
    unreadErrors,
    oneSidedFlows: directions.oneSided,
    midStreamFlows: directions.midStream,
  };
}

function limitsOf(
  inputs: readonly InputReport[],
  cutFrames: number,
  { oneSided, midStream }: Pick<Directions, 'oneSided' | 'midStream'>,
  loss: CaptureLoss,
): CaptureLimit[] {
  const limits: CaptureLimit[] = [];
  if (oneSided > 0) limits.push('one-sided');
  if (midStream > 0) limits.push('mid-stream');
  // What could not be opened at all is no part of the capture; what is still being read has no fault yet.
  if (inputs.some((input) => input.problems.length > 0 && input.format !== 'unknown')) limits.push('truncated');
  const lost = inputs.some(({ dropped = 0 }) => dropped > 0);
  if (lost || isLossy(loss)) limits.push('lossy');
  if (cutFrames > 0) limits.push('snaplen-cut');
  // What Apple's kernel threw away is in the capture, and never reached the program, or the network.
  if (lost || inputs.some(({ kernelDrops }) => kernelDrops !== undefined)) limits.push('dropped-by-kernel');
  return limits;
}
