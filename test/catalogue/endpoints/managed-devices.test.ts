import { describe, expect, test } from 'vitest';
import { MANAGED_DEVICES } from '../../../src/catalogue/endpoints/managed-devices.ts';
import type { ServiceRow } from '../../../src/catalogue/service-row.ts';
import { hostLines, rowLines } from '../row-lines.ts';

const rows: readonly ServiceRow[] = MANAGED_DEVICES;
const row = (ref: string) => rows.find((candidate) => candidate.ref === ref)!;

test('section C of the port article', () => {
  expect(rowLines(rows)).toEqual([
    'S21 managed-device -> jamf-pro | 8443, 443 | tls',
    'S22 managed-device -> apns | 5223, 443 | tls',
    'S23 managed-computer -> cloud-distribution | 443 | tls',
    'S24 mobile-device -> cloud-distribution | 443 | tls',
    'S25 managed-computer -> distribution-point | 80, 443 | http tls',
    'S26 managed-computer -> distribution-point | 548 | afp',
    'S27 managed-computer -> distribution-point | 445, 137-139 | smb netbios-ssn netbios-ns netbios-dgm',
    'S28 managed-device -> apple | 80, 443 | http tls',
    'S29 admin-workstation -> managed-computer | 22 | ssh',
    'S30 managed-computer -> jamf-hosted | 443 | tls',
  ]);
});

// Port 80 is Apple's addition (101555), for the bag: fetching that is no push, and its success must not hide that push fails.
test('S22: 5223, falling back to 443, and nothing else', () => {
  expect(row('S22').fallback).toEqual({ from: 5223, to: 443 });
  expect(hostLines(row('S22'))).toEqual(['*.push.apple.com 5223, 443']);
  expect(row('S22').except).toEqual(expect.arrayContaining(['init.push.apple.com', 'init-p01st.push.apple.com']));
  expect(row('S22').ranges).toEqual(['apns', 'apple-17']);
});

test('S30 names one host', () => {
  expect(hostLines(row('S30'))).toEqual(['sentry.pub.jamf.build 443']);
});

describe('defects of the article', () => {
  test('4: 137 and 138 are documented as TCP, UDP is no surprise', () => {
    expect(row('S27').portsInPractice).toEqual({ udp: [137, 138] });
    expect(row('S27').transportNote).toBe('documented as TCP; UDP seen in practice');
  });

  test('5: AFP and the SSH of Recon and Jamf Remote are on their way out', () => {
    expect(row('S26').lifecycle.state).toBe('deprecated');
    expect(row('S29').lifecycle.state).toBe('deprecated');
  });
});
