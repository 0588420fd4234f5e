import { expect, test } from 'vitest';
import { INFRASTRUCTURE_MANAGER } from '../../../src/catalogue/endpoints/infrastructure-manager.ts';
import type { ServiceRow } from '../../../src/catalogue/service-row.ts';
import { rowLines } from '../row-lines.ts';

const rows: readonly ServiceRow[] = INFRASTRUCTURE_MANAGER;

test('sections E and F of the port article', () => {
  expect(rowLines(rows)).toEqual([
    'S34 infrastructure-manager -> jamf-pro | 8443, 443 | tls',
    'S35 jamf-pro -> infrastructure-manager | 8389, 8636 | ldap tls',
    'S36 infrastructure-manager+jamf-pro -> ldap | 389, 636 | ldap tls',
    'S37 other-service -> infrastructure-manager | 8081 | http',
    'S38 hl7-interface -> infrastructure-manager | 2575 | hl7',
    'S39 infrastructure-manager -> jamf-pro | 8443, 443 | tls',
  ]);
});

test('defect 3: S36 starts at the LDAP Proxy, and at Jamf Pro as its cell says', () => {
  const s36 = rows.find((row) => row.ref === 'S36')!;
  expect(s36.from).toEqual(['infrastructure-manager', 'jamf-pro']);
  expect(s36.yields).toBe(true);
});

test('the administrator sets the ports of S35, S37 and S38', () => {
  expect(rows.filter((row) => row.configurablePort).map((row) => row.ref)).toEqual(['S35', 'S37', 'S38']);
});

test('from Jamf Cloud S35 comes in from outside', () => {
  expect(rows.find((row) => row.ref === 'S35')!.conditions).toMatchObject([{ hosting: 'jamf-cloud' }]);
});
