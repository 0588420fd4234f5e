import { describe, expect, test } from 'vitest';
import type { FlowRow } from '../../src/engine/snapshot.ts';
import { flowFilter } from '../../src/ui/filter.ts';
import { sampleSnapshot } from '../support/sample-snapshot.ts';

const snapshot = sampleSnapshot();
const ROW: FlowRow = {
  id: 2,
  transport: 'tcp',
  originatorAddress: '10.20.0.15',
  originatorPort: 50_002,
  responderAddress: '17.57.144.20',
  responderPort: 8443,
  serverName: '1-Courier.push.apple.com',
  process: 'apsd',
  protocol: 'tls',
  connState: 'S0',
  services: ['managed-device-apns'],
  verdict: 'blocked',
  packets: 6,
  bytes: 0,
  firstTime: 0,
  lastTime: 0,
  open: false,
};

const matches = (text: string, row: FlowRow = ROW) => flowFilter(text, snapshot)?.(row);

describe('words', () => {
  test.each([
    ['courier', true],
    ['apsd', true],
    ['psd', false],
    ['COURIER', true],
    ['10.20.0', true],
    ['144.20', true],
    ['8443', true],
    ['84', true],
    ['443', false], // a port is found from its beginning
    ['50002', true],
    ['17.57.144.20:8443', true],
    ['blocked', true],
    ['ok', false],
    ['tls', true],
    ['apns', true],
    ['s22', true],
    ['devices', true], // the title: Managed devices to APNs
    ['courier blocked', true],
    ['courier ok', false],
    ['  courier   8443 ', true],
    ['nothing', false],
  ])('%j: %s', (text, expected) => expect(matches(text)).toBe(expected));

  test('none match everything', () => {
    expect([flowFilter('', snapshot), flowFilter('  ', snapshot)]).toEqual([undefined, undefined]);
  });

  test('a flow without a name is found by its address', () => {
    expect(matches('17.57', { ...ROW, serverName: undefined })).toBe(true);
    expect(matches('courier', { ...ROW, serverName: undefined })).toBe(false);
  });
});

describe('the id of a finding', () => {
  const finding = snapshot.findings.find(({ rule }) => rule === 'blocked/syn-unanswered')!;

  test('means its flows', () => {
    expect(finding.flows).toEqual([2, 3]);
    expect(matches(finding.id)).toBe(true);
    expect(matches(finding.id.toLowerCase(), { ...ROW, id: 4 })).toBe(false);
  });

  test('is a word like others when there is no such finding', () => {
    expect(matches('f99', { ...ROW, responderAddress: 'fd00::f99' })).toBe(true);
  });
});
