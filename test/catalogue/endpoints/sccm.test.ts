import { expect, test } from 'vitest';
import { SCCM } from '../../../src/catalogue/endpoints/sccm.ts';
import { rowLines } from '../row-lines.ts';

test('section H of the port article', () => {
  expect(rowLines(SCCM)).toEqual([
    'S43 sccm-plugin -> sccm | 80, 443 | http tls',
    'S44 sccm-plugin -> jamf-pro | 8443, 443 | tls',
  ]);
});
