/** MySQL observations of a flow -> the `mysql` object of the report. */
import type { FlowFacts } from '../classify/flow-facts.ts';
import type { FlowReport } from './contract.ts';
import { atOf } from './frame-place.ts';

type MysqlReport = NonNullable<FlowReport['mysql']>;

/** `undefined` when no MySQL was seen. */
export function mysqlReport(flow: FlowFacts): MysqlReport | undefined {
  if (!flow.observations.some((seen) => seen.kind.startsWith('mysql-'))) return undefined;
  const report: MysqlReport = {
    version: null,
    offersTls: null,
    asksTls: false,
    authPlugin: null,
    cleartextCredentials: false,
    result: null,
  };
  for (const seen of flow.observations) {
    if (seen.kind === 'mysql-greeting') {
      report.version = seen.version;
      report.offersTls = seen.offersTls;
      report.authPlugin = seen.authPlugin ?? null;
    } else if (seen.kind === 'mysql-tls-request') {
      report.asksTls = true;
    } else if (seen.kind === 'mysql-login') {
      report.authPlugin = seen.authPlugin ?? report.authPlugin;
      report.cleartextCredentials ||= seen.cleartextCredentials;
    } else if (seen.kind === 'mysql-auth-switch') {
      report.authPlugin = seen.authPlugin ?? report.authPlugin;
    } else if (seen.kind === 'mysql-result') {
      const { code, codeName: name, sqlState, at } = seen;
      const state = sqlState === undefined ? {} : { sqlState };
      report.result = { code, name, ...state, at: atOf(at) };
    }
  }
  return report;
}
