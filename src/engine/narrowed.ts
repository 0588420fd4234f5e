/** A snapshot that tells of some findings only: for a report of those that a user marked. */
import type { FlowReport } from './contract.ts';
import type { Snapshot } from './snapshot.ts';

/** The findings with these ids, their flows, and the services as they are. The summary counts what is told. */
export function narrowed(snapshot: Snapshot, ids: ReadonlySet<string>): Snapshot {
  const findings = snapshot.findings.filter(({ id }) => ids.has(id));
  const told = (named: readonly string[]) => named.filter((id) => ids.has(id));
  const withTold = (flow: FlowReport): FlowReport => ({ ...flow, findings: told(flow.findings) });
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of findings) counts[severity]++;
  let omitted = snapshot.summary.flowsOmitted;
  for (const flow of snapshot.reportedFlows(false)) if (told(flow.findings).length === 0) omitted++;
  return {
    ...snapshot,
    findings,
    services: snapshot.services.map((service) => ({ ...service, findings: told(service.findings) })),
    summary: { ...snapshot.summary, findings: counts, flowsOmitted: omitted },
    flow(id) {
      const flow = snapshot.flow(id);
      return flow && withTold(flow);
    },
    *reportedFlows(all) {
      for (const flow of snapshot.reportedFlows(all)) if (told(flow.findings).length > 0) yield withTold(flow);
    },
  };
}
