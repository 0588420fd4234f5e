import { expect, test } from 'vitest';
import type { FlowReport } from '../../src/engine/contract.ts';
import { layoutDocument } from '../../src/ui/document.ts';
import { flowDocument } from '../../src/ui/flow-detail.ts';
import { createTheme } from '../../src/ui/theme.ts';
import { sampleSnapshot } from '../support/sample-snapshot.ts';
import { snapshotOfFlows } from './snapshot-of-flows.ts';

const theme = createTheme({ ascii: false, color: false });
const snapshot = snapshotOfFlows(40);
const blocked = Array.from({ length: 40 }, (_, index) => snapshot.flow(index + 1)!).find(
  ({ verdict }) => verdict === 'blocked',
)!;
const textOf = (flow: FlowReport, of = snapshot) =>
  flowDocument(flow, of, theme)
    .map((entry) => (entry.kind === 'field' ? `${entry.label}: ${entry.text}` : entry.text))
    .join('\n');

/** Every text and number anywhere in the flow, but for the keys of the object. */
function leaves(value: unknown): string[] {
  if (value === null || value === undefined || typeof value === 'boolean') return [];
  return typeof value === 'object' ? Object.values(value).flatMap(leaves) : [String(value)];
}

test('shows all that TLS, DNS and HTTP told', () => {
  const text = textOf(blocked);
  const { clientVersions, alpnOffered, certificates, ja3, ja4, cipher } = blocked.tls!;
  const { notBefore, ...certificate } = certificates[0];
  const parts = leaves([
    clientVersions,
    alpnOffered,
    certificate,
    ja3,
    ja4,
    cipher,
    blocked.dns!.queries,
    blocked.http,
  ]);
  for (const part of parts) expect(text).toContain(part);
  expect(text).toContain(`${notBefore?.slice(0, 10)} to an unreadable date`);
});

test('shows its transport, and its steps with what failed', () => {
  const text = textOf(blocked);
  const { steps, connState, history, communityId } = blocked;
  for (const part of [connState, history, communityId, 'apsd 341', '18.2 ms', '2 resent']) expect(text).toContain(part);
  expect(text).toContain(`0.018000 s, responder: ${steps[1].name}, frame 1:${steps[1].at.frame}\n`);
  expect(text).toContain(`data-resent, frame 1:${steps[3].at.frame}, never acknowledged\n`);
  const drawn = layoutDocument(flowDocument(blocked, snapshot, theme), 90, theme).join('\n');
  for (const part of [
    'managed-device',
    `${blocked.originator.address}:${blocked.originator.port} `,
    '✖ never acknowledged',
  ])
    expect(drawn).toContain(part);
});

test('holds the dates of a certificate against the time of the flow', () => {
  const [certificate] = blocked.tls!.certificates;
  const dated = (notBefore: string, notAfter: string) => {
    const certificates = [{ ...certificate, notBefore, notAfter }];
    return /Valid: .*/.exec(textOf({ ...blocked, tls: { ...blocked.tls!, certificates } }))![0];
  };
  expect(dated('2026-11-01T00:00:00Z', '2026-11-20T08:59:59Z')).toMatch(
    /to 2026-11-20: expired at the time of the flow$/,
  );
  expect(dated('2026-11-21T00:00:00Z', '2027-11-20T00:00:00Z')).toMatch(/: not yet valid at the time of the flow$/);
  expect(dated('2026-11-01T00:00:00Z', '2027-11-20T00:00:00Z')).toBe('Valid: 2026-11-01 to 2027-11-20');
});

test('says of a request what was asked for, and who answered', () => {
  const request = { method: 'CONNECT', host: 'a.example', path: 'a.example:443', at: blocked.first };
  const requests = [{ ...request, status: 403, proxyError: 'ERR_ACCESS_DENIED 0', title: 'Denied', via: '1.1 squid' }];
  expect(textOf({ ...blocked, http: { requests } })).toContain(
    `CONNECT a.example:443 403  frame 1:${blocked.first.frame} · ERR_ACCESS_DENIED 0 · “Denied” · via 1.1 squid`,
  );
});

test('frames name the input only where there are several', () => {
  const one = { ...snapshot, capture: { ...snapshot.capture, inputs: snapshot.capture.inputs.slice(0, 1) } };
  expect(textOf(blocked, one)).toContain(`frame ${blocked.first.frame}\n`);
  expect(textOf(blocked, one)).not.toContain('Input');
  expect(textOf(blocked)).toContain('Input: 1: office/wifi-1.pcapng\n');
});

test('says which side sent an alert, and what is left out', () => {
  expect(textOf(blocked)).toContain('→ fatal unknown_ca (48)');
  expect(textOf(blocked)).toContain('gdmf.apple.com AAAA: no answer\n3 more');
});

test('names its findings', () => {
  expect(textOf(blocked)).toContain(`${blocked.findings[0]} `);
});

test('a flow of which nothing but its packets is known', () => {
  const plain = sampleSnapshot();
  const text = textOf(plain.flow(plain.flowCount)!, plain);
  expect(text).toContain('17.253.5.1, TCP 443');
  expect(text).not.toMatch(/undefined|null|NaN|TLS|DNS|HTTP/);
});

test('a flow without a step that was recognised', () => {
  expect(textOf({ ...blocked, steps: [] })).toContain('None was recognised.');
});
