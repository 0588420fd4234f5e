/** What a fixture's `expect.yaml` claims, and where a report differs from it. Format: fixtures/README.md. */
import { readFileSync } from 'node:fs';
import 'jamscope/vitest';
import { expect } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { CAPTURE_LIMITS, FLOW_VERDICTS, SERVICE_STATUSES } from '../../src/classify/vocabulary.ts';
import { CONFIDENCES, SEVERITIES } from '../../src/detect/detector.ts';
import type { FlowReport, Report } from '../../src/engine/contract.ts';

const names = z.array(z.string());

const expectedFlow = z.strictObject({
  client: z.string(),
  server: z.string(),
  port: z.int(),
  transport: z.enum(['tcp', 'udp']).optional(),
  protocol: z.string().optional(),
  serverName: z.string().optional(),
  /** Refs of rows that the flow must be among. */
  services: names.optional(),
  /** All of the flow's rows, by ref, most specific first. */
  allServices: names.optional(),
  /** Roles of the two ends. */
  originator: z.string().optional(),
  responder: z.string().optional(),
  connState: z.string().optional(),
  verdict: z.enum(FLOW_VERDICTS).optional(),
  /** Names of the process whose flow it is, and of the one that acts for it; an empty name for none. */
  process: z.string().optional(),
  delegate: z.string().optional(),
  /** Members that `tls` must have. */
  tls: z.record(z.string(), z.unknown()).optional(),
});

const expectedFinding = z.strictObject({
  rule: z.string(),
  severity: z.enum(SEVERITIES),
  /** One of these. */
  confidence: z.array(z.enum(CONFIDENCES)).optional(),
  /** Refs of rows. */
  services: names.optional(),
  /** Flows that it counts. */
  count: z.int().optional(),
  /** Frames of the input that must be among those cited. */
  frames: z.array(z.int()).optional(),
  /** Words that must each be found in one of the rival explanations. */
  rivals: names.optional(),
});

/** A key that is absent claims nothing; an unknown key is an error. */
const expectation = z.strictObject({
  title: z.string(),
  exit: z.int().optional(),
  verdict: z.enum(['problems', 'clean', 'inconclusive']).optional(),
  limits: z.array(z.enum(CAPTURE_LIMITS)).optional(),
  services: z.record(z.string(), z.enum(SERVICE_STATUSES)).optional(),
  /** Status of every row that `services` leaves out. */
  otherServices: z.enum(SERVICE_STATUSES).optional(),
  /** By address: the roles of the host, exactly; an empty list for a host that must be given none. */
  roles: z.record(z.string(), names).optional(),
  flows: z.array(expectedFlow).optional(),
  /** All errors and warnings. */
  findings: z.array(expectedFinding).optional(),
  /** Families of which there is no finding, not even information. */
  noFindings: names.optional(),
  why: z.string(),
});

export type Expectation = z.infer<typeof expectation>;
type ExpectedFlow = z.infer<typeof expectedFlow>;
type ExpectedFinding = z.infer<typeof expectedFinding>;

/** Throws with the key's path when the file says what the format does not know. */
export function readExpectation(path: string): Expectation {
  return expectation.parse(parse(readFileSync(path, 'utf8')));
}

/** One line for each claim that the report, or the exit code of the command line, does not meet. */
export function mismatches(expected: Expectation, report: Report, exit: number): string[] {
  return [
    ...differs('exit', expected.exit, exit),
    ...differs('verdict', expected.verdict, report.summary.verdict),
    ...differs('limits', expected.limits?.toSorted(), report.capture.limits.toSorted()),
    ...serviceMismatches(expected, report),
    ...roleMismatches(expected, report),
    ...(expected.flows ?? []).flatMap((flow) => flowMismatches(flow, report)),
    ...findingMismatches(expected, report),
    ...(expected.noFindings ?? []).flatMap((family) =>
      failure(() => expect(report).toHaveNoFindings({ family, severity: 'info' })),
    ),
  ];
}

function serviceMismatches({ services = {}, otherServices }: Expectation, report: Report): string[] {
  const unknown = Object.keys(services).filter((ref) => report.services.every((service) => service.ref !== ref));
  return [
    ...unknown.map((ref) => `services: there is no ${ref}`),
    ...report.services.flatMap(({ ref, status }) => differs(`service ${ref}`, services[ref] ?? otherServices, status)),
  ];
}

function roleMismatches({ roles = {} }: Expectation, report: Report): string[] {
  return Object.entries(roles).flatMap(([address, expected]) => {
    const host = report.hosts.find((candidate) => candidate.address === address);
    if (host === undefined) return [`roles: there is no host ${address}`];
    return differs(`roles of ${address}`, expected.toSorted(), host.roles.map(({ role }) => role).toSorted());
  });
}

/** The flow that comes nearest decides what is said. */
function flowMismatches(expected: ExpectedFlow, report: Report): string[] {
  const title = `flow ${expected.client} > ${expected.server}:${expected.port}`;
  const candidates = report.flows.filter(
    ({ originator, responder }) =>
      originator.address === expected.client &&
      responder.address === expected.server &&
      responder.port === expected.port,
  );
  if (candidates.length === 0) return [`${title}: not in the report, which has ${ends(report.flows)}`];
  const found = candidates.map((flow) => flowDifferences(title, expected, flow, report));
  return found.reduce((nearest, other) => (other.length < nearest.length ? other : nearest));
}

function flowDifferences(title: string, expected: ExpectedFlow, flow: FlowReport, report: Report): string[] {
  const refs = refsOf(flow.services, report);
  const { transport, protocol, serverName, connState, verdict, services = [], allServices, tls = {} } = expected;
  return [
    ...differs(`${title} transport`, transport, flow.transport),
    ...differs(`${title} protocol`, protocol, flow.protocol),
    ...differs(`${title} serverName`, serverName, flow.serverName),
    ...differs(`${title} connState`, connState, flow.connState),
    ...differs(`${title} verdict`, verdict, flow.verdict),
    ...differs(`${title} process`, expected.process, flow.process?.name ?? ''),
    ...differs(`${title} delegate`, expected.delegate, flow.process?.delegate?.name ?? ''),
    ...differs(`${title} originator`, expected.originator, flow.originator.role),
    ...differs(`${title} responder`, expected.responder, flow.responder.role),
    ...differs(`${title} allServices`, allServices, refs),
    ...services.filter((ref) => !refs.includes(ref)).map((ref) => `${title} services: no ${ref} in ${text(refs)}`),
    ...Object.entries(tls).flatMap(([name, value]) =>
      differs(`${title} tls.${name}`, value, flow.tls?.[name as keyof typeof flow.tls]),
    ),
  ];
}

function findingMismatches({ findings }: Expectation, report: Report): string[] {
  if (findings === undefined) return [];
  const rules = findings.map(({ rule }) => rule);
  const surplus = report.findings.filter(({ severity, rule }) => severity !== 'info' && !rules.includes(rule));
  return [
    ...findings.flatMap((finding) => oneFindingMismatches(finding, report)),
    ...surplus.map((finding) => `finding that is not expected: ${finding.severity} ${finding.rule}: ${finding.title}`),
  ];
}

function oneFindingMismatches(expected: ExpectedFinding, report: Report): string[] {
  const { rule, severity, services = [], frames = [], confidence, count, rivals = [] } = expected;
  const missing = [undefined, ...services].flatMap((service) =>
    failure(() => expect(report).toHaveFinding(rule, service === undefined ? { severity } : { severity, service })),
  );
  if (missing.length > 0) return missing;
  const found = report.findings.filter((finding) => finding.rule === rule);
  const [finding] = found;
  const cited = finding.frames.map(({ frame }) => frame);
  return [
    ...differs(`findings of ${rule}`, 1, found.length),
    ...(confidence === undefined || confidence.includes(finding.confidence)
      ? []
      : [`${rule} confidence: ${finding.confidence}, expected one of ${text(confidence)}`]),
    ...differs(`${rule} count`, count, finding.count),
    ...rivals
      .filter((words) => !finding.rivals.some((rival) => rival.toLowerCase().includes(words.toLowerCase())))
      .map((words) => `${rule} rivals: none says ${text(words)} in ${text(finding.rivals)}`),
    ...frames.filter((frame) => !cited.includes(frame)).map((frame) => `${rule}: frame ${frame} not in ${text(cited)}`),
  ];
}

function differs(what: string, expected: unknown, actual: unknown): string[] {
  if (expected === undefined || text(expected) === text(actual)) return [];
  return [`${what}: ${text(actual)}, expected ${text(expected)}`];
}

/** The message of a matcher that fails, on one line. */
function failure(check: () => void): string[] {
  try {
    check();
    return [];
  } catch (error) {
    return [(error as Error).message.replaceAll(/\s*\n\s*/g, '; ')];
  }
}

function refsOf(ids: readonly string[], report: Report): string[] {
  return ids.map((id) => report.services.find((service) => service.id === id)?.ref ?? id);
}

function ends(flows: readonly FlowReport[]): string {
  return flows
    .map(({ originator, responder }) => `${originator.address} > ${responder.address}:${responder.port}`)
    .join(', ');
}

function text(value: unknown): string {
  return JSON.stringify(value) ?? 'nothing';
}
