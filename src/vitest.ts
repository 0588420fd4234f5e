/**
 * Matchers for recorded captures as tests: `import 'jamscope/vitest'` registers them.
 *
 *     const report = await analyze('fixtures/office.pcapng');
 *     expect(report).toReachService('apns');
 *     expect(report).toHaveNoFindings({ severity: 'warning' });
 *     expect(report).not.toHaveFinding('inspection/known-vendor', { host: /jamfcloud/ });
 */
import { expect } from 'vitest';
import { GROUPS } from './catalogue/tables.ts';
import { SEVERITIES, type Severity } from './detect/detector.ts';
import type { Rule } from './detect/rules.ts';
import type { FindingReport, Report, ServiceReport } from './engine/contract.ts';

/** Narrows the findings that count; what is absent narrows nothing. */
export interface FindingFilter {
  /** Server name or address of a flow that shows the finding, or a name that such a flow asked DNS for. A string is the whole name. */
  readonly host?: string | RegExp;
  /** Id, ref or group of catalogue rows, such as `managed-device-apns`, `S22`, `apns`. */
  readonly service?: string;
  readonly severity?: Severity;
}

export interface FindingBounds {
  /** Findings of this severity or worse; default `info`, which is all. */
  readonly severity?: Severity;
  /** The part of the rule before the slash, such as `blocked`; default all. */
  readonly family?: string;
}

interface ReportMatchers<Result = unknown> {
  /** A finding of this rule was made. */
  toHaveFinding(rule: Rule | (string & {}), filter?: FindingFilter): Result;
  /** No finding within the bounds was made, but for those that the site configuration excepts. */
  toHaveNoFindings(bounds?: FindingBounds): Result;
  /** The service, or one of the group, is `healthy` or `degraded`: somebody reached it. */
  toReachService(service: string): Result;
}

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: the declaration that is merged with has it
  interface Matchers<T = any> extends ReportMatchers<T> {}
}

interface Answer {
  readonly pass: boolean;
  readonly message: () => string;
}

expect.extend({
  toHaveFinding(received: unknown, rule: string, filter: FindingFilter = {}): Answer {
    const report = reportIn(received);
    const ids = filter.service === undefined ? undefined : servicesNamed(report, filter.service).map(({ id }) => id);
    const found = report.findings.filter(
      (finding) =>
        finding.rule === rule &&
        (filter.severity === undefined || finding.severity === filter.severity) &&
        (ids === undefined || finding.services.some((id) => ids.includes(id))) &&
        (filter.host === undefined || hostsOf(finding, report).some((host) => isHost(host, filter.host!))),
    );
    const wanted = `${rule}${filterText(filter)}`;
    return {
      pass: found.length > 0,
      message: () =>
        found.length > 0
          ? `expected no finding ${wanted}, but found\n${findingLines(found, report)}`
          : `expected a finding ${wanted}, but found\n${findingLines(report.findings, report)}`,
    };
  },

  toHaveNoFindings(received: unknown, { severity = 'info', family }: FindingBounds = {}): Answer {
    const report = reportIn(received);
    const found = report.findings.filter(
      (finding) =>
        finding.exception === undefined &&
        SEVERITIES.indexOf(finding.severity) <= SEVERITIES.indexOf(severity) &&
        (family === undefined || finding.rule.startsWith(`${family}/`)),
    );
    const bounds = `${family === undefined ? '' : ` of ${family}/`}${severity === 'info' ? '' : ` at or above ${severity}`}`;
    return {
      pass: found.length === 0,
      message: () =>
        found.length > 0
          ? `expected no findings${bounds}, but found\n${findingLines(found, report)}`
          : `expected findings${bounds}, but found\n${findingLines(report.findings, report)}`,
    };
  },

  toReachService(received: unknown, name: string): Answer {
    const report = reportIn(received);
    const services = servicesNamed(report, name);
    const reached = services.filter(({ status }) => status === 'healthy' || status === 'degraded');
    return {
      pass: reached.length > 0,
      message: () =>
        reached.length > 0
          ? `expected ${name} not to be reached, but\n${serviceLines(reached, report)}`
          : `expected ${name} to be reached, but\n${serviceLines(services, report)}`,
    };
  },
});

/** Findings named in a message. */
const MAX_LINES = 12;
/** Hosts and frames named of one finding. */
const MAX_NAMED = 8;

/** A wrong argument is an error even behind `not`. */
function reportIn(received: unknown): Report {
  if ((received as Partial<Report> | undefined)?.schema !== 'jamscope.report/1')
    throw new TypeError('expected a report, as analyze() resolves with');
  return received as Report;
}

function servicesNamed(report: Report, name: string): ServiceReport[] {
  const ids = GROUPS.get(name)?.map((row) => row.id) ?? [name];
  const services = report.services.filter(({ id, ref }) => ids.includes(id) || ref === name);
  if (services.length > 0) return services;
  throw new TypeError(`there is no service or group "${name}"; groups are ${[...GROUPS.keys()].join(', ')}`);
}

function hostsOf(finding: FindingReport, report: Report): string[] {
  return report.flows
    .filter(({ id }) => finding.flows.includes(id))
    .flatMap(({ serverName, responder, dns }) => [
      responder.address,
      ...(serverName === undefined ? [] : [serverName]),
      ...(dns?.queries.map((query) => query.name) ?? []),
    ]);
}

function isHost(host: string, wanted: string | RegExp): boolean {
  if (typeof wanted === 'string') return host.toLowerCase() === wanted.toLowerCase();
  // `search` has no memory, where `test` on a pattern with the g flag has one.
  return host.search(wanted) >= 0;
}

function filterText(filter: FindingFilter): string {
  const parts = Object.entries(filter).filter(([, value]) => value !== undefined);
  return parts.length === 0 ? '' : ` with ${parts.map(([name, value]) => `${name} ${value}`).join(', ')}`;
}

function findingLines(findings: readonly FindingReport[], report: Report): string {
  if (findings.length === 0) return `  none; ${summaryText(report)}`;
  const lines = findings.slice(0, MAX_LINES).map((finding) => `  ${findingText(finding, report)}`);
  const rest = findings.length - lines.length;
  return [...lines, ...(rest > 0 ? [`  and ${rest} more`] : [])].join('\n');
}

function findingText(finding: FindingReport, report: Report): string {
  const { severity, rule, title, frames } = finding;
  const hosts = [...new Set(hostsOf(finding, report))].filter((host) => !title.includes(host));
  const cited = frames.map(({ frame }) => frame);
  return [
    `${severity} ${rule}: ${title}`,
    ...(hosts.length > 0 ? [`(${someOf(hosts)})`] : []),
    ...(cited.length > 0 ? [`at frame ${someOf(cited)}`] : []),
  ].join(' ');
}

function someOf(values: readonly (string | number)[]): string {
  return values.slice(0, MAX_NAMED).join(', ') + (values.length > MAX_NAMED ? ', …' : '');
}

function serviceLines(services: readonly ServiceReport[], report: Report): string {
  return services
    .map((service) => {
      const findings = report.findings.filter(({ id }) => service.findings.includes(id));
      const why = findings.map((finding) => `\n    ${findingText(finding, report)}`).join('');
      return `  ${service.ref} (${service.title}) is ${service.status}, flows: ${service.flows}${why}`;
    })
    .join('\n');
}

function summaryText({ capture, summary }: Report): string {
  return `${capture.packets} packets, ${summary.flows} flows, ${summary.jamfFlows} of documented services`;
}
