import { expect, test } from 'vitest';
import { PUBLIC_ISSUERS, publicIssuer } from '../../src/catalogue/public-issuers.ts';

const organisation = (value: string) => [{ type: 'O', value }];

test.each([
  ['DigiCert Inc', 'DigiCert'],
  ['DigiCert, Inc.', 'DigiCert'],
  ['Sectigo Limited', 'Sectigo'],
  ['The USERTRUST Network', 'Sectigo'],
  ['COMODO CA Limited', 'Sectigo'],
  ['GlobalSign nv-sa', 'GlobalSign'],
  ['Google Trust Services', 'Google Trust Services'],
  ['Google Trust Services LLC', 'Google Trust Services'],
  ["Let's Encrypt", "Let's Encrypt"],
  ['Internet Security Research Group', "Let's Encrypt"],
  ['Amazon', 'Amazon'],
  ['Entrust, Inc.', 'Entrust'],
  ['GoDaddy.com, Inc.', 'GoDaddy'],
  ['Starfield Technologies, Inc.', 'GoDaddy'],
  ['Apple Inc.', 'Apple'],
  ['Microsoft Corporation', 'Microsoft'],
  ['IdenTrust', 'IdenTrust'],
  ['SSL Corporation', 'SSL.com'],
  ['Asseco Data Systems S.A.', 'Certum'],
  ['Actalis S.p.A.', 'Actalis'],
  ['Actalis S.p.A./03358520967', 'Actalis'],
  ['SECOM Trust Systems CO.,LTD.', 'SECOM'],
  ['Cybertrust Japan Co., Ltd.', 'Cybertrust Japan'],
])('%s is %s', (value, expected) => {
  expect(publicIssuer(organisation(value))?.organisation).toBe(expected);
});

test.each([
  'Acme',
  'Zscaler Inc.',
  'Fortinet',
  'JAMF Software',
  'Amazonas Ltda',
  'Apple Incident Response',
  'My DigiCert Inc',
])('%s is not public', (value) => {
  expect(publicIssuer(organisation(value))).toBeUndefined();
});

test('only the organisation counts', () => {
  expect(publicIssuer([{ type: 'CN', value: 'DigiCert Inc' }])).toBeUndefined();
});

test('19 organisations, each once, with source and day', () => {
  expect(PUBLIC_ISSUERS.length).toBe(19);
  expect(new Set(PUBLIC_ISSUERS.map((row) => row.organisation)).size).toBe(19);
  for (const { source, checked } of PUBLIC_ISSUERS) {
    expect(source.url).toMatch(/^https:/);
    expect(checked).toMatch(/^20\d\d-\d\d-\d\d$/);
  }
});
