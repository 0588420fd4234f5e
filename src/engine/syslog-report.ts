/** Syslog observations of a flow -> the `syslog` object of the report. */
import type { FlowFacts } from '../classify/flow-facts.ts';
import type { FlowReport } from './contract.ts';
import { atOf } from './frame-place.ts';

type SyslogReport = NonNullable<FlowReport['syslog']>;

/** The first messages alone: the probe reads no more. */
export function syslogReport(flow: FlowFacts): SyslogReport | undefined {
  const messages = flow.observations.filter((seen) => seen.kind === 'syslog-message');
  if (messages.length === 0) return undefined;
  return {
    framing: messages[0].framing,
    messages: messages.map(({ format, facility, severity, host = null, application = null, at }) => ({
      format,
      facility,
      severity,
      host,
      application,
      at: atOf(at),
    })),
  };
}
