import { describe, expect, test } from 'vitest';
import {
  EXPECTED_ISSUERS,
  type ExpectedIssuer,
  expectedIssuer,
  judgeIssuer,
} from '../../src/catalogue/expected-issuers.ts';
import { portsOf } from '../../src/catalogue/ports.ts';
import { ROWS } from '../../src/catalogue/tables.ts';

const named = (name: Readonly<Record<string, string>>) =>
  Object.entries(name).map(([type, value]) => ({ type, value }));

test.each([
  ['7-courier.push.apple.com', 'apns-courier'],
  ['courier.push.apple.com', 'apns-courier'],
  ['api.push.apple.com', 'apns-provider'],
  ['gateway.push.apple.com', 'apns-binary'],
  ['iprofiles.apple.com', 'apple'],
  ['updates.cdn-apple.com', 'apple-cdn'],
  ['is1-ssl.mzstatic.com', 'apple-cdn'],
  ['acme.jamfcloud.com', 'jamf-hosted'],
  ['use1-jcds.services.jamfcloud.com', 'jamf-hosted'],
  ['sentry.pub.jamf.build', 'jamf-hosted'],
  ['prod-custom-setting-schemas.s3.amazonaws.com', 'aws'],
  ['jps.example.com', undefined],
])('%s: %s', (name, id) => {
  expect(expectedIssuer(name)?.id).toBe(id);
});

describe('judging', () => {
  test.each([
    ['iprofiles.apple.com', { O: 'Apple Inc.', CN: 'Apple Public EV Server RSA CA 1 - G1' }, 'expected'],
    ['iprofiles.apple.com', { O: 'Apple Inc.', CN: 'A name of the year 2031' }, 'expected'],
    ['iprofiles.apple.com', { O: 'DigiCert Inc', CN: 'DigiCert TLS RSA SHA256 2020 CA1' }, 'public'],
    [
      'iprofiles.apple.com',
      { O: 'Zscaler Inc.', CN: 'Zscaler Intermediate Root CA (zscalerthree.net) (t)' },
      'foreign',
    ],
    ['iprofiles.apple.com', { O: 'Acme', CN: 'Apple Inc.' }, 'foreign'],
    ['courier.push.apple.com', { O: 'Apple Inc.', CN: 'Apple Server Authentication CA' }, 'expected'],
    ['gateway.push.apple.com', { O: 'Entrust, Inc.', CN: 'Entrust Certification Authority - L1K' }, 'expected'],
    ['acme.jamfcloud.com', { O: 'Amazon', CN: 'Amazon RSA 2048 M02' }, 'expected'],
    ['acme.jamfcloud.com', { O: 'DigiCert Inc' }, 'public'],
    ['acme.jamfcloud.com', { O: 'Acme', CN: 'ca.acme.goskope.com' }, 'foreign'],
  ])('%s signed by %j is %s', (host, issuer, judgement) => {
    expect(judgeIssuer(expectedIssuer(host)!, named(issuer))).toBe(judgement);
  });

  test('another public authority is unusual on Apple’s own hosts, normal on its delivery networks and at Jamf', () => {
    expect(expectedIssuer('gdmf.apple.com')?.otherPublic).toBe('unusual');
    expect(expectedIssuer('updates.cdn-apple.com')?.otherPublic).toBe('normal');
    expect(expectedIssuer('acme.jamfcloud.com')?.otherPublic).toBe('normal');
  });

  test('only couriers have a private chain', () => {
    const rows: readonly ExpectedIssuer[] = EXPECTED_ISSUERS;
    expect(rows.filter((row) => row.privateChain).map((row) => row.id)).toEqual(['apns-courier']);
  });
});

test('every host of Apple with TLS has an expectation', () => {
  for (const row of ROWS.filter((candidate) => candidate.ref.startsWith('A:'))) {
    for (const host of row.hosts) {
      // The revocation servers of other authorities speak plain HTTP, the upload of class lists SSH.
      if (portsOf(row, host).tcp?.some((port) => port === 443) !== true) continue;
      expect(expectedIssuer(host.name.replace('*.', 'some.')), host.name).toBeDefined();
    }
  }
});
