import { expect, test } from 'vitest';
import { JCDS_HOSTS } from '../../../src/catalogue/endpoints/jcds-hosts.ts';

test('two names in each of the five regions', () => {
  const expected = ['use1', 'euc1', 'euw2', 'apne1', 'apse2'].flatMap((region) => [
    `${region}-jcds.services.jamfcloud.com`,
    `${region}-jcdsdownloads.services.jamfcloud.com`,
  ]);
  expect(JCDS_HOSTS.map((host) => host.name).toSorted()).toEqual(expected.toSorted());
});
