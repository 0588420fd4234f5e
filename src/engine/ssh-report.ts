/** SSH observations of a flow -> the `ssh` object of the report. */
import type { FlowFacts } from '../classify/flow-facts.ts';
import { SIDE } from '../flow/direction.ts';
import type { FlowReport } from './contract.ts';

type SshReport = NonNullable<FlowReport['ssh']>;

export function sshReport(flow: FlowFacts): SshReport | undefined {
  let report: SshReport | undefined;
  for (const seen of flow.observations) {
    switch (seen.kind) {
      case 'ssh-identification':
        report ??= empty();
        report[SIDE[seen.from]].identification = `SSH-${seen.version}-${seen.software}`;
        break;
      case 'ssh-key-exchange-init':
        report ??= empty();
        report[SIDE[seen.from]].offered = true;
        break;
      case 'ssh-new-keys':
        report ??= empty();
        report[SIDE[seen.from]].encrypts = true;
        break;
      case 'ssh-agreement': {
        report ??= empty();
        const { keyExchange = null, hostKey = null, cipher = null } = seen;
        report.agreement = { keyExchange, hostKey, cipher };
        break;
      }
      case 'ssh-disconnect':
        report ??= empty();
        report.disconnect = { from: SIDE[seen.from], code: seen.code, name: seen.codeName };
    }
  }
  return report;
}

function empty(): SshReport {
  const side = { identification: null, offered: false, encrypts: false };
  return { originator: { ...side }, responder: { ...side }, agreement: null };
}
