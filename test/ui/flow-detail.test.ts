import { expect, test } from 'vitest';
import type { FlowReport } from '../../src/engine/contract.ts';
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

test('shows its ends, its transport and its steps with frame and time', () => {
  const text = textOf(blocked);
  const { originator, responder, steps, connState, history, communityId } = blocked;
  expect(text).toContain(`Originator: ${originator.address}:${originator.port}  managed-device`);
  expect(text).toContain(`${responder.address}`);
  for (const part of [connState, history, communityId, 'apsd 341', '18.2 ms', '2 resent']) expect(text).toContain(part);
  expect(text).toMatch(new RegExp(`09:00:\\d\\d\\.\\d{6}  ← ${steps[1].name}  frame 1:${steps[1].at.frame}`));
  expect(text).toContain(`client-hello  frame 1:${steps[2].at.frame}, 517 B`);
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

test('an IPv6 end has its port behind brackets', () => {
  const flow = { ...blocked, responder: { address: '2620:149:a44::20', port: 443 } };
  expect(textOf(flow)).toContain('Responder: [2620:149:a44::20]:443');
});
