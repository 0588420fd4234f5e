import { expect, test } from 'vitest';
import { ADMIN } from '../../../src/catalogue/endpoints/admin.ts';
import { rowLines } from '../row-lines.ts';

test('section D of the port article', () => {
  expect(rowLines(ADMIN)).toEqual([
    'S31 admin-workstation -> jamf-pro | 8443, 443 | tls',
    'S32 admin-workstation -> distribution-point | 548, 445 | afp smb',
    'S33 admin-workstation -> managed-computer | 22 | ssh',
  ]);
});

test('S33 is S29 once more', () => {
  expect(ADMIN.find((row) => row.ref === 'S33')).toHaveProperty('sharedWith', ['S29']);
});
