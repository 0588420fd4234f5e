import { expect, test } from 'vitest';
import { JAMF_PRO_INBOUND } from '../../../src/catalogue/endpoints/jamf-pro-inbound.ts';
import { rowLines } from '../row-lines.ts';

test('section A of the port article', () => {
  expect(rowLines(JAMF_PRO_INBOUND)).toEqual([
    'S1 managed-device+admin-workstation+other-service -> jamf-pro | 8443, 443 | tls',
    'S2 load-balancer -> jamf-pro | 80, 8080, 443 | http http2 tls',
  ]);
});

test('defect 1: S1 is HTTPS, whatever its prose says', () => {
  const [s1] = JAMF_PRO_INBOUND;
  expect(s1.protocols).not.toContain('http');
  expect(s1.notes.join()).toContain('HTTPS, which holds');
});

test('Jamf rules TLS inspection out, and clear text is normal behind the load balancer only', () => {
  const [s1, s2] = JAMF_PRO_INBOUND;
  expect(s1.tlsInspection).toBe('unsupported');
  expect(s1).not.toHaveProperty('cleartext');
  expect(s2.cleartext).toEqual({ ports: [80, 8080], standing: 'normal' });
});
