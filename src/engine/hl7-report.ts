/** HL7 observations of a flow -> the `hl7` object of the report. */
import type { FlowFacts } from '../classify/flow-facts.ts';
import { SIDE } from '../flow/direction.ts';
import type { FlowReport } from './contract.ts';
import { atOf } from './frame-place.ts';

type Hl7Report = NonNullable<FlowReport['hl7']>;

/** The first messages alone: the probe reads no more. */
export function hl7Report(flow: FlowFacts): Hl7Report | undefined {
  const messages = flow.observations.filter((seen) => seen.kind === 'hl7-message');
  if (messages.length === 0) return undefined;
  return {
    messages: messages.map(({ from, messageType = null, version = null, acknowledgement, at }) => ({
      from: SIDE[from],
      type: messageType,
      version,
      ...(acknowledgement === undefined ? {} : { acknowledgement }),
      at: atOf(at),
    })),
  };
}
