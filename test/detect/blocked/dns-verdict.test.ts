import { describe, expect, it } from 'vitest';
import { dnsVerdict } from '../../../src/detect/blocked/dns-verdict.ts';
import { dnsResponse } from '../../support/dns-observations.ts';

const verdicts: [what: string, response: object, verdict: unknown][] = [
  ['an address', { addresses: ['54.93.120.41'] }, 'answered'],
  ['an IPv6 address', { addresses: ['2620:149:a44::1'] }, 'answered'],
  ['an address out of NAT64', { addresses: ['64:ff9b::365d:7829'] }, 'answered'],
  ['a benchmarking address of a VPN agent', { addresses: ['198.18.0.17'] }, 'answered'],
  ['no data', {}, 'empty'],
  ['a canonical name alone', { canonicalNames: ['x.akadns.net'] }, 'empty'],
  ['NXDOMAIN', { code: 3 }, { outcome: 'nxdomain', answers: [] }],
  ['REFUSED', { code: 5 }, { outcome: 'refused' }],
  ['SERVFAIL', { code: 2 }, { outcome: 'servfail' }],
  ['NOTIMP', { code: 4 }, 'empty'],
  ['0.0.0.0', { addresses: ['0.0.0.0'] }, { outcome: 'unspecified-address', answers: ['0.0.0.0'] }],
  ['::', { addresses: ['::'] }, { outcome: 'unspecified-address' }],
  ['::ffff:0.0.0.0', { addresses: ['::ffff:0:0'] }, { outcome: 'unspecified-address' }],
  ['loopback', { addresses: ['127.0.0.1'] }, { outcome: 'private-address' }],
  ['RFC 1918', { addresses: ['192.168.1.9'] }, { outcome: 'private-address' }],
  ['a unique local address', { addresses: ['fd00::9'] }, { outcome: 'private-address' }],
  ['a genuine address among others', { addresses: ['10.0.0.1', '54.93.120.41'] }, 'answered'],
  [
    'Cisco Umbrella',
    { addresses: ['146.112.61.108'] },
    { outcome: 'block-page', product: 'Cisco Umbrella block page' },
  ],
  ['Cisco Umbrella in IPv6', { addresses: ['::ffff:9270:3d6c'] }, { outcome: 'block-page' }],
  ['a neighbour of Cisco Umbrella', { addresses: ['146.112.61.111'] }, 'answered'],
  ['FortiGuard', { addresses: ['208.91.112.55'] }, { outcome: 'block-page', product: 'FortiGuard block page' }],
  ['Palo Alto Networks', { addresses: ['198.135.184.22'] }, { outcome: 'sinkhole' }],
  [
    'a sinkhole by its name',
    { canonicalNames: ['sinkhole.paloaltonetworks.com'], addresses: ['198.135.184.22'] },
    { outcome: 'sinkhole', answers: ['sinkhole.paloaltonetworks.com'], product: 'Palo Alto Networks sinkhole' },
  ],
  ['a block page by its name', { canonicalNames: ['block.jamf.com'] }, { outcome: 'block-page' }],
  [
    'Blocked (15) with a text',
    { code: 3, extendedErrors: [{ code: 15, name: 'Blocked', text: 'category: unknown' }] },
    { outcome: 'extended-error', extendedError: 'Blocked: category: unknown' },
  ],
  [
    'Filtered (17) beside an address',
    { addresses: ['10.9.9.9'], extendedErrors: [{ code: 17, name: 'Filtered', text: '' }] },
    { outcome: 'extended-error', extendedError: 'Filtered', answers: ['10.9.9.9'] },
  ],
  [
    'Stale Answer (3)',
    { addresses: ['54.93.120.41'], extendedErrors: [{ code: 3, name: 'Stale Answer', text: '' }] },
    'answered',
  ],
];

describe('dnsVerdict', () => {
  it.each(verdicts)('%s', (_, response, verdict) => {
    const got = dnsVerdict(dnsResponse('acme.jamfcloud.com', 0, response));
    if (typeof verdict === 'string') expect(got).toBe(verdict);
    else expect(got).toMatchObject(verdict as object);
  });
});
