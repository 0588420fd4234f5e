import { expect, test } from 'vitest';
import { JAMF_CLOUD_TENANT } from '../../../src/catalogue/endpoints/jamf-cloud-tenant.ts';
import { createCatalogue } from '../../../src/catalogue/match.ts';

const catalogue = createCatalogue();
const leadsToJamfPro = (name: string) => catalogue.matchHost(name).some(({ row }) => row.to === 'jamf-pro');

test('tenants answer on 443 only', () => {
  expect(JAMF_CLOUD_TENANT.hosts).toEqual([{ name: '*.jamfcloud.com', tcp: [443] }]);
});

test.each([
  ['acme.jamfcloud.com', true],
  ['jamf-patch.jamfcloud.com', false],
  ['experience.jamfcloud.com', false],
  ['use1-jcds.services.jamfcloud.com', false],
  ['jamfcloud.com', false],
])('%s is a Jamf Pro server: %s', (name, tenant) => {
  expect(leadsToJamfPro(name)).toBe(tenant);
});
