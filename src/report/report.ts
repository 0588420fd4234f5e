/** Snapshot -> the report of the contract: its sections in order, long ones lazily, or the whole as one object. */
import type { FindingReport, FlowReport, Report } from '../engine/contract.ts';
import type { Snapshot } from '../engine/snapshot.ts';
import { findingReport } from '../wording/finding-report.ts';

export interface ReportOptions {
  readonly tool: { readonly name: string; readonly version: string };
  /** Every flow, not only those of interest within the bounds. */
  readonly allFlows: boolean;
}

/** A report whose flows and findings come one by one: the whole of a large capture need not be held. */
export type ReportSections = Omit<Report, 'flows' | 'findings'> & {
  readonly flows: Iterable<FlowReport>;
  readonly findings: Iterable<FindingReport>;
};

export function reportSections(snapshot: Snapshot, { tool, allFlows }: ReportOptions): ReportSections {
  return {
    schema: 'jamscope.report/1',
    tool: { name: tool.name, version: tool.version },
    capture: snapshot.capture,
    summary: allFlows ? { ...snapshot.summary, flowsOmitted: 0 } : snapshot.summary,
    hosts: [...snapshot.hosts],
    services: [...snapshot.services],
    flows: snapshot.reportedFlows(allFlows),
    findings: snapshot.findings.map((finding) => findingReport(finding, snapshot)),
  };
}

/** The whole report in memory, for the library and for tests. */
export function reportOf(snapshot: Snapshot, options: ReportOptions): Report {
  const { flows, findings, ...rest } = reportSections(snapshot, options);
  return { ...rest, flows: [...flows], findings: [...findings] };
}
