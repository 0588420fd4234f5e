import { expect, it } from 'vitest';
import { HostingEvidence } from '../../../src/detect/survey/hosting.ts';
import { reached } from '../../support/flow-facts.ts';

const PUBLIC = { address: '3.121.9.20', role: 'jamf-pro' };
const PRIVATE = { address: '10.30.0.10', role: 'jamf-pro' };

it('is what the site says', () => {
  const evidence = new HostingEvidence('on-premises');
  evidence.note(reached());
  expect(evidence.of(PUBLIC)).toBe('on-premises');
});

it('is Jamf Cloud where a tenant serves, but for hosts of the own network', () => {
  const evidence = new HostingEvidence(undefined);
  expect(evidence.of(PUBLIC)).toBeUndefined();
  evidence.note(reached({ serverName: 'csa.services.jamfcloud.com' }));
  expect(evidence.of(PUBLIC)).toBeUndefined();
  evidence.note(reached());
  expect(evidence.of(PUBLIC)).toBe('jamf-cloud');
  expect(evidence.of(PRIVATE)).toBeUndefined();
});

it('is Jamf Cloud for what comes from there', () => {
  expect(new HostingEvidence(undefined).of({ ...PUBLIC, role: 'jamf-cloud-egress' })).toBe('jamf-cloud');
});
