/**
 * Walks the catalogue: each row of the two documents has a recorded capture in which it is healthy, between the right hosts, and one
 * in which it is not observed; and CATALOGUE.md says which (`npm run catalogue` writes it).
 */
import { describe, expect, it } from 'vitest';
import { documentsPort } from '../src/catalogue/ports.ts';
import { type Role, rolesFit } from '../src/catalogue/role.ts';
import type { ServiceRow } from '../src/catalogue/service-row.ts';
import { ROWS } from '../src/catalogue/tables.ts';
import type { FlowReport, Report } from '../src/engine/contract.ts';
import { catalogueDocument } from './support/catalogue-document.ts';
import { claimedStatus, type RecordedCase, recordedCases } from './support/recorded-cases.ts';

const CASES = recordedCases();
const DOCUMENTED = ROWS.filter(({ ref }) => /^[SP]\d/.test(ref));

/** Rows that share a flow, as the documents have them: what no packet can tell apart. */
const SHARED: readonly (readonly [ref: string, other: string])[] = [
  ['S29', 'S33'],
  ['S34', 'S39'],
  ['S21', 'S42'],
  ['S9', 'S10'],
  ['S9', 'P3'],
  ...['S21', 'S31', 'S34', 'S39', 'S42', 'S44'].map((ref) => [ref, 'S1'] as const),
];

it('the catalogue has every row of the two documents', () => {
  const refs = Array.from({ length: 44 }, (_, index) => `S${index + 1}`);
  expect(DOCUMENTED.map(({ ref }) => ref).toSorted()).toEqual([...refs, 'P3'].toSorted());
});

describe.each(DOCUMENTED.map((row) => [row.ref, row] as const))('%s', (ref, row) => {
  it('is healthy in a recorded capture, between hosts of its roles', () => {
    expect(healthyFlows(row).length).toBeGreaterThan(0);
  });

  it('is not observed in another', () => {
    expect(claiming(ref, 'not-observed').length).toBeGreaterThan(0);
  });
});

const RETIRED = DOCUMENTED.filter(({ lifecycle }) => lifecycle.state === 'retired');

it.each(RETIRED.map((row) => [row.ref, row] as const))('%s is healthy before it was retired only', (ref, row) => {
  const since = row.lifecycle.since ?? '';
  for (const recorded of claiming(ref, 'healthy')) expect(startOf(recorded) < since).toBe(true);
  const leftovers = claiming(ref, 'misconfigured').filter((recorded) => startOf(recorded) >= since);
  const rules = leftovers.flatMap(({ expectation }) => expectation.findings ?? []).map(({ rule }) => rule);
  expect(rules).toContain('ports/retired');
});

it.each(SHARED)('%s and %s share a healthy flow and say so', (ref, other) => {
  const [row, sharing] = [ref, other].map((name) => ROWS.find((candidate) => candidate.ref === name)!);
  const together = healthyFlows(row).filter(({ flow }) => flow.services.includes(sharing.id));
  expect(together).not.toEqual([]);
  for (const { report } of together) {
    expect(report.services.find((service) => service.ref === other)?.status).toBe('healthy');
    expect(report.services.find((service) => service.ref === ref)?.sharedWith).toContain(other);
  }
});

it('CATALOGUE.md is current: npm run catalogue', async () => {
  await expect(catalogueDocument(ROWS, CASES)).toMatchFileSnapshot('../CATALOGUE.md');
});

function claiming(ref: string, status: string): readonly RecordedCase[] {
  return CASES.filter(({ expectation }) => claimedStatus(expectation, ref) === status);
}

const startOf = ({ report }: RecordedCase): string => report?.capture.firstTime ?? '';

interface HealthyFlow {
  readonly report: Report;
  readonly flow: FlowReport;
}

/** Flows of the row that went well, in captures whose expectation claims that it is healthy, by the row's roles, ports and protocols. */
function healthyFlows(row: ServiceRow): readonly HealthyFlow[] {
  return claiming(row.ref, 'healthy').flatMap(({ report }) => {
    if (report?.services.find(({ ref }) => ref === row.ref)?.status !== 'healthy') return [];
    return report.flows.filter((flow) => isOf(row, flow, report)).map((flow) => ({ report, flow }));
  });
}

function isOf(row: ServiceRow, flow: FlowReport, report: Report): boolean {
  const { transport, responder, protocol, verdict, services } = flow;
  return (
    services.includes(row.id) &&
    verdict === 'ok' &&
    row.protocols.some((documented) => documented === protocol) &&
    (row.configurablePort === true || documentsPort(row, transport, responder.port)) &&
    responder.role !== undefined &&
    rolesFit([row.to], [responder.role as Role]) &&
    isClient(row, rolesOf(flow.originator.address, report))
  );
}

/** Any client will do for a row that is open to all; for the others its role must be known. */
function isClient({ from }: ServiceRow, roles: readonly Role[]): boolean {
  return from.includes('other-service') || (roles.length > 0 && rolesFit(from, roles));
}

function rolesOf(address: string, report: Report): readonly Role[] {
  return (report.hosts.find((host) => host.address === address)?.roles ?? []).map(({ role }) => role as Role);
}
