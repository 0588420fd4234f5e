import { describe, expect, test } from 'vitest';
import { INSPECTION_VENDORS, type InspectionVendor, inspectionVendor } from '../../src/catalogue/inspection-vendors.ts';
import { matchesAny, type NameAttribute } from '../../src/catalogue/issuer-name.ts';

const rows: readonly InspectionVendor[] = INSPECTION_VENDORS;
const attributes = (name: Readonly<Record<string, string | undefined>>): NameAttribute[] =>
  Object.entries(name).map(([type, value]) => ({ type, value: value ?? '' }));

/** Names that come close and must not match, by row: the word elsewhere, in another attribute, or inside another word. */
const NEAR_MISSES: Record<string, Record<string, string>> = {
  zscaler: { CN: 'Intranet CA', O: 'Zscaler Users Group', L: 'Zscaler Inc.' },
  netskope: { CN: 'www.goskope.com', O: 'Netskope', emailAddress: 'someone@netskope.com' },
  'cisco-umbrella': { CN: 'Umbrella Corporation Root CA', O: 'Cisco' },
  'cloudflare-gateway': { CN: 'Cloudflare Inc ECC CA-3', O: 'Cloudflare, Inc.' },
  'fortiguard-block-page': { CN: 'FortiGate CA', O: 'Fortinet' },
  fortigate: { CN: 'FGH Bank Root', O: 'FortiNetworks', OU: 'Certificate Authority' },
  'blue-coat': { CN: 'Blue Coat', O: 'Bluecoats Ltd' },
  'symantec-cloud-swg': { CN: 'Acme Cloud Services CA' },
  sophos: { CN: 'Sophos', O: 'Sophos Friends' },
  'mcafee-web-gateway': { CN: 'McAfee OV SSL CA 2', O: 'McAfee, Inc.' },
  skyhigh: { CN: 'Skyhighland Root CA' },
  forcepoint: { CN: 'Forcepoint', O: 'Forcepoint Fans' },
  websense: { CN: 'Websensex', O: 'Acme' },
  contentkeeper: { CN: 'Content Keeper', O: 'Acme' },
  cyberoam: { CN: 'Cyberoam Certificate Authority', O: 'Acme' },
  smoothwall: { CN: 'Smoothwall' },
  sonicwall: { CN: 'SonicWALL', O: 'Acme' },
  'trend-micro-iwss': { CN: 'IWSSXTREND' },
  netspark: { CN: 'www.netspark.com.example.org', O: 'NetSpark Users' },
  watchguard: { O: 'WatchGuard_Technologies', OU: 'Sales' },
  'palo-alto': { L: 'Palo Alto', O: 'Acme' },
  barracuda: { CN: 'Mybarracuda', O: 'Acme' },
  untangle: { CN: 'Untangled CA', O: 'Acme' },
  iboss: { CN: 'ibossy CA', O: 'Acme' },
  lightspeed: { CN: 'Lightspeeder CA', O: 'Acme' },
  securly: { CN: 'Securely CA', O: 'Acme' },
  goguardian: { CN: 'Guardian CA', O: 'Acme' },
  linewize: { CN: 'Linewizest', O: 'Acme' },
  blocksi: { CN: 'Blocksite CA', O: 'Acme' },
  'i-filter': { CN: 'Wifi-filters CA', O: 'Acme Digital Arts' },
  intersafe: { CN: 'InterSafe CA' },
  kaspersky: { CN: 'Kaspersky Lab Public CA', O: 'AO Kaspersky Lab' },
  eset: { CN: 'ESET CA', O: 'ESET' },
  avast: { CN: 'avast CA', O: 'Avast' },
  norton: { CN: 'Norton CA', O: 'NortonLifeLock' },
  bitdefender: { CN: 'Bitdefender CA', O: 'Bitdefender' },
  charles: { CN: 'Charles CA', O: 'XK72' },
  fiddler: { CN: 'FiddlerRoot' },
  burp: { CN: 'PortSwigger' },
  mitmproxy: { CN: 'mitmproxy lab CA' },
  proxyman: { CN: 'Proxyman', O: 'Proxyman' },
};

test('41 products, each with a near miss', () => {
  expect(rows.length).toBe(41);
  expect(new Set(rows.map((row) => row.id)).size).toBe(41);
  expect(Object.keys(NEAR_MISSES).toSorted()).toEqual(rows.map((row) => row.id).toSorted());
});

describe.each(rows)('$id', (row) => {
  test('is found by its example', () => {
    expect(inspectionVendor(attributes(row.example))?.id).toBe(row.id);
  });

  test('is not found by a near miss', () => {
    expect(matchesAny(row.issuer, attributes(NEAR_MISSES[row.id]))).toBe(false);
  });

  test('has a source and a day, and keeps no state between matches', () => {
    expect(row.source.title).toMatch(/./);
    expect(row.checked).toMatch(/^20\d\d-\d\d-\d\d$/);
    for (const expression of row.issuer.flatMap((pattern) => Object.values(pattern))) {
      expect(expression.flags).not.toMatch(/[gy]/);
    }
  });
});

// Names as they were published (inspection by a box), one a line.
test.each([
  [
    {
      C: 'US',
      ST: 'CA',
      L: 'San Francisco',
      O: 'Acme',
      OU: '4041384f6cf2',
      CN: 'ca.acme.goskope.com',
      emailAddress: 'certadmin@netskope.com',
    },
    'netskope',
  ],
  [{ C: 'US', O: 'Cloudflare, Inc.', OU: 'Gateway Intermediate ECC Certificate Authority' }, 'cloudflare-gateway'],
  [{ O: 'Cloudflare, Inc', CN: 'Cloudflare for Teams ECC Certificate Authority' }, 'cloudflare-gateway'],
  [
    { O: 'Fortinet', OU: 'Certificate Authority', CN: 'FortiGate CA', emailAddress: 'support@fortinet.com' },
    'fortigate',
  ],
  [{ CN: 'Sophos_CA_C01001ABC' }, 'sophos'],
  [{ CN: 'sophosutm Proxy CA', O: 'sophosutm' }, 'sophos'],
  [{ CN: 'ISMB Lite CA' }, 'intersafe'],
])('%j is %s', (name, id) => {
  expect(inspectionVendor(attributes(name))?.id).toBe(id);
});

test('a strong row wins over a weak one, wherever they stand', () => {
  const both = attributes({ CN: 'Barracuda behind Palo Alto', O: 'Zscaler Inc.' });
  expect(inspectionVendor(both)?.id).toBe('zscaler');
});

// Genuine issuers of the hosts that matter, and of private ones, belong to nobody.
test.each([
  { CN: 'Apple Public Server RSA CA 11 - G1', O: 'Apple Inc.', C: 'US' },
  { CN: 'Apple Server Authentication CA', OU: 'Certification Authority', O: 'Apple Inc.', C: 'US' },
  { CN: 'Amazon RSA 2048 M02', O: 'Amazon', C: 'US' },
  { CN: 'DigiCert TLS RSA SHA256 2020 CA1', O: 'DigiCert Inc', C: 'US' },
  { CN: 'Acme JSS Built-in Certificate Authority', OU: 'JAMF Software', O: 'Acme' },
  { CN: 'R11', O: "Let's Encrypt", C: 'US' },
  { CN: 'Cloudflare TLS Issuing ECC CA 1', O: 'SSL Corporation', C: 'US' },
  {},
])('%j names no product', (name) => {
  expect(inspectionVendor(attributes(name))).toBeUndefined();
});
