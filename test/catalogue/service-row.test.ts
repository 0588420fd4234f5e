/** What must hold for every row of every table. */
import { describe, expect, test } from 'vitest';
import { allPorts, inSpans, portsOf } from '../../src/catalogue/ports.ts';
import { ROLE_TITLES } from '../../src/catalogue/role.ts';
import type { PortSpan, ServiceRow } from '../../src/catalogue/service-row.ts';
import { ROWS } from '../../src/catalogue/tables.ts';
import { covers } from './row-lines.ts';

const duplicates = (values: readonly string[]) => values.filter((value, at) => values.indexOf(value) !== at);
const byRef = new Map(ROWS.map((row) => [row.ref, row]));

test('S1 to S44 and P3, each exactly once', () => {
  const refs = ROWS.map((row) => row.ref).filter((ref) => /^[SP]/.test(ref));
  const expected = [...Array.from({ length: 44 }, (_, index) => `S${index + 1}`), 'P3'];
  expect(refs.toSorted()).toEqual(expected.toSorted());
});

test('10 groups of Apple, 8 of Jamf, nothing else', () => {
  const count = (family: string) => ROWS.filter((row) => row.ref.startsWith(family)).length;
  expect([count('A:'), count('J:'), ROWS.length]).toEqual([10, 8, 63]);
});

test('ids, refs and titles are unique', () => {
  expect(duplicates(ROWS.map((row) => row.id))).toEqual([]);
  expect(duplicates(ROWS.map((row) => row.ref))).toEqual([]);
  expect(duplicates(ROWS.map((row) => row.title))).toEqual([]);
});

const LABEL = '[a-z0-9]([a-z0-9-]*[a-z0-9])?';
const PATTERN = new RegExp(`^(\\*\\.)?(${LABEL}\\.)+${LABEL}$`);
const firstPort = (span: PortSpan) => (typeof span === 'number' ? [span] : span);

describe.each(ROWS.map((row): [string, ServiceRow] => [row.ref, row]))('%s', (_, row) => {
  test('is well formed', () => {
    expect(row.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(row.ref).toMatch(/^(S\d+|P\d|[AJ]:[a-z-]+)$/);
    expect(row.from.length).toBeGreaterThan(0);
    for (const role of [...row.from, row.to]) expect(ROLE_TITLES).toHaveProperty(role);
    expect(row.protocols.length).toBeGreaterThan(0);
    expect(duplicates(row.protocols)).toEqual([]);
  });

  test('cites a source and the day it was checked', () => {
    expect(row.source.title).toMatch(/./);
    expect(row.checked).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(Number.isNaN(Date.parse(row.checked ?? ''))).toBe(false);
    if (/^[SP]/.test(row.ref)) expect(row.source.section).toMatch(/./);
    if (row.ref.startsWith('S')) expect(row.source.section).toBe(`row ${row.ref}`);
  });

  test('names valid hosts in lower case, each once', () => {
    const names = row.hosts.map((host) => host.name);
    for (const name of [...names, ...(row.except ?? [])]) expect(name).toMatch(PATTERN);
    expect(duplicates(names)).toEqual([]);
  });

  test('excepts only names that one of its patterns covers', () => {
    for (const exception of row.except ?? []) {
      const name = exception.replace('*.', 'some.');
      expect(row.hosts.some((host) => covers(host.name, name))).toBe(true);
    }
  });

  test('documents ports from 1 to 65535, each once', () => {
    const owners = [row.ports, row.portsInPractice ?? {}, ...row.hosts.map((host) => portsOf(row, host))];
    for (const spans of owners.flatMap(({ tcp, udp }) => [tcp ?? [], udp ?? []])) {
      expect(duplicates(spans.map(String))).toEqual([]);
      for (const port of spans.flatMap(firstPort)) expect(port > 0 && port <= 65_535).toBe(true);
      for (const span of spans) if (typeof span !== 'number') expect(span[0]).toBeLessThan(span[1]);
    }
    expect(owners[0].tcp ?? owners[0].udp).not.toEqual([]);
  });

  test('uses its own ports for at least one host', () => {
    if (row.hosts.length > 0 && row.ref !== 'S5' && !row.to.startsWith('jamf-pro')) {
      expect(row.hosts.some((host) => portsOf(row, host) === row.ports)).toBe(true);
    }
  });

  test('speaks of clear text, fallback and conditions only on ports that it documents', () => {
    const { tcp = [], udp = [] } = allPorts(row);
    const known = (port: number) => inSpans(tcp, port) || inSpans(udp, port);
    for (const port of (row.cleartext?.ports ?? []).flatMap(firstPort)) expect(known(port)).toBe(true);
    for (const { ports = [] } of row.conditions ?? []) for (const port of ports) expect(known(port)).toBe(true);
    if (row.fallback !== undefined) expect([known(row.fallback.from), known(row.fallback.to)]).toEqual([true, true]);
  });

  test('says what inspection means exactly where it carries TLS', () => {
    const encrypted = row.protocols.some((protocol) => ['tls', 'quic', 'mysql', 'unknown'].includes(protocol));
    expect(row.tlsInspection === 'not-applicable').toBe(!encrypted);
  });

  test('shares flows with rows that exist and say so too', () => {
    for (const ref of row.sharedWith ?? []) {
      if (row.ref.startsWith('J:')) expect(byRef.has(ref)).toBe(true);
      else expect(byRef.get(ref)?.sharedWith).toContain(row.ref);
    }
  });

  test('explains a deviation from the document', () => {
    expect(row.portsInPractice === undefined).toBe(row.transportNote === undefined);
    if (row.lifecycle.state !== 'active') expect(row.notes.length).toBeGreaterThan(0);
  });
});

test('the rows that no packet can tell apart', () => {
  const shared = (ref: string) => byRef.get(ref)?.sharedWith?.toSorted();
  expect(shared('S1')).toEqual(['S21', 'S31', 'S34', 'S39', 'S42', 'S44']);
  expect(shared('S29')).toEqual(['S33']);
  expect(shared('S34')).toEqual(['S1', 'S39']);
  expect(shared('S21')).toEqual(['S1', 'S42']);
  expect(shared('S10')).toEqual(['S9']);
});

test('everything that leads to Jamf Pro over HTTPS rules inspection out, as do all hosts of Apple', () => {
  const ruledOut = ROWS.filter((row) => (row.to === 'jamf-pro' && row.ref !== 'S2') || row.ref.startsWith('A:'));
  expect(ruledOut.length).toBe(17);
  for (const row of ruledOut) expect(row.tlsInspection).toBe('unsupported');
});

test('no row copies the misprinted APNs range', () => {
  expect(JSON.stringify(ROWS)).not.toContain('2620:149:a40');
});
