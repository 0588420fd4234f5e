/** DCE/RPC observations of a flow -> the `dcerpc` object of the report. */
import type { FlowFacts } from '../classify/flow-facts.ts';
import type { Observation } from '../probe/registry.ts';
import type { FlowReport } from './contract.ts';
import { atOf } from './frame-place.ts';
import { excess, MAX_LISTED } from './listed.ts';

type DcerpcReport = NonNullable<FlowReport['dcerpc']>;
type Interface = DcerpcReport['interfaces'][number];
type Endpoint = DcerpcReport['endpoints'][number];
type Of<Kind extends Observation['kind']> = Extract<Observation, { kind: Kind }>;

/** `undefined` when no DCE/RPC was seen, or nothing of it that tells. */
export function dcerpcReport(flow: FlowFacts): DcerpcReport | undefined {
  if (!flow.observations.some((seen) => seen.kind.startsWith('dcerpc-'))) return undefined;
  const interfaces = new Map<string, Interface>();
  const endpoints: Endpoint[] = [];
  const faults: DcerpcReport['faults'] = [];
  const report: DcerpcReport = { interfaces: [], answered: false, sealed: false, endpoints, faults };
  for (const seen of flow.observations) {
    if (seen.kind === 'dcerpc-bind') {
      for (const one of seen.interfaces) if (!interfaces.has(one.uuid)) interfaces.set(one.uuid, offered(one));
      if (seen.authentication !== undefined) report.authentication = { ...seen.authentication };
    } else if (seen.kind === 'dcerpc-bind-result') {
      for (const one of seen.accepted) interfaces.set(one.uuid, { ...offered(one), result: 'accepted' });
      for (const one of seen.rejected) interfaces.set(one.uuid, { ...offered(one), result: one.reason });
      if (seen.refusal !== undefined) report.refusal = seen.refusal;
    } else if (seen.kind === 'dcerpc-endpoint' || seen.kind === 'dcerpc-no-endpoint') {
      endpoints.push(endpoint(seen));
    } else if (seen.kind === 'dcerpc-fault') {
      faults.push({ status: seen.statusName, at: atOf(seen.at) });
    }
    report.answered ||= seen.kind === 'dcerpc-response';
    report.sealed ||= seen.kind === 'dcerpc-referral' && seen.sealed;
  }
  const listed = { interfaces: [...interfaces.values()], endpoints, faults };
  const omitted = excess(...Object.values(listed));
  return {
    ...report,
    interfaces: listed.interfaces.slice(0, MAX_LISTED),
    endpoints: endpoints.slice(0, MAX_LISTED),
    faults: faults.slice(0, MAX_LISTED),
    ...(omitted > 0 ? { omitted } : {}),
  };
}

function offered({ uuid, version, name }: { uuid: string; version: string; name: string | undefined }): Interface {
  return { uuid, version, ...(name === undefined ? {} : { name }), result: null };
}

function endpoint(seen: Of<'dcerpc-endpoint'> | Of<'dcerpc-no-endpoint'>): Endpoint {
  const at = atOf(seen.at);
  const target = seen.interface === undefined ? {} : { interface: seen.interface.name ?? seen.interface.uuid };
  if (seen.kind === 'dcerpc-no-endpoint') return { ...target, port: null, result: seen.statusName, at };
  const host = seen.host === undefined ? {} : { host: seen.host };
  return { operation: seen.operation, ...target, ...host, port: seen.port, at };
}
