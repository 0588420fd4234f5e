/** NTP observations of a flow -> the `ntp` object of the report. */
import type { FlowFacts } from '../classify/flow-facts.ts';
import { SIDE } from '../flow/direction.ts';
import type { FlowReport } from './contract.ts';
import { atOf } from './frame-place.ts';

type NtpReport = NonNullable<FlowReport['ntp']>;

/** The first messages alone: the probe reads no more. */
export function ntpReport(flow: FlowFacts): NtpReport | undefined {
  const messages = flow.observations.filter((seen) => seen.kind === 'ntp-message');
  if (messages.length === 0) return undefined;
  return {
    messages: messages.map(({ from, version, mode, stratum, synchronised, kissCode, at }) => ({
      from: SIDE[from],
      version,
      mode,
      stratum,
      synchronised,
      ...(kissCode === undefined ? {} : { kissCode }),
      at: atOf(at),
    })),
  };
}
