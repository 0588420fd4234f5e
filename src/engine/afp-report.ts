/** AFP observations of a flow -> the `afp` object of the report. */
import type { FlowFacts } from '../classify/flow-facts.ts';
import type { FlowReport } from './contract.ts';
import { atOf } from './frame-place.ts';
import { excess, MAX_LISTED } from './listed.ts';

type AfpReport = NonNullable<FlowReport['afp']>;

/** `undefined` when no AFP was seen, or nothing of it that tells. */
export function afpReport(flow: FlowFacts): AfpReport | undefined {
  if (!flow.observations.some((seen) => seen.kind.startsWith('afp-'))) return undefined;
  const volumes = new Set<string>();
  const opened: AfpReport['opened'] = [];
  const report: AfpReport = {
    serverName: null,
    machineType: null,
    versions: [],
    methods: [],
    session: null,
    login: null,
    volumes: [],
    opened,
  };
  for (const seen of flow.observations) {
    if (seen.kind === 'afp-status') {
      const { serverName, machineType } = seen;
      Object.assign(report, { serverName, machineType, versions: [...seen.versions], methods: [...seen.methods] });
    } else if (seen.kind === 'afp-session') {
      report.session = seen.codeName;
    } else if (seen.kind === 'afp-login') {
      report.login = { version: seen.version ?? null, method: seen.method ?? null, result: seen.codeName };
    } else if (seen.kind === 'afp-volumes') {
      for (const volume of seen.volumes) volumes.add(volume);
    } else if (seen.kind === 'afp-volume') {
      const at = atOf(seen.at);
      opened.push({ volume: seen.volume, result: seen.codeName, at });
    }
  }
  const omitted = excess([...volumes], opened);
  return {
    ...report,
    volumes: [...volumes].slice(0, MAX_LISTED),
    opened: opened.slice(0, MAX_LISTED),
    ...(omitted > 0 ? { omitted } : {}),
  };
}
