import { expect, test } from 'vitest';
import { ADCS_CONNECTOR } from '../../../src/catalogue/endpoints/adcs-connector.ts';
import { rowLines } from '../row-lines.ts';

test('section G of the port article', () => {
  expect(rowLines(ADCS_CONNECTOR)).toEqual([
    'S40 jamf-pro -> adcs-connector | 443 | tls',
    'S41 adcs-connector -> adcs | 135, 49152-65535 | dcerpc',
    'S42 mobile-device -> jamf-pro | 8443, 443 | tls',
  ]);
});
