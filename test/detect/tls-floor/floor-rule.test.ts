import { describe, expect, it } from 'vitest';
import { floorDetector, isManagement } from '../../../src/detect/tls-floor/floor-rule.ts';
import { COMPANY_ISSUER, certificate, presented } from '../../support/certificates.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { at, reached, seen } from '../../support/flow-facts.ts';
import { wentThrough } from '../../support/own-server.ts';

const courier = { server: '17.57.144.20', port: 5223, serverName: '1-courier.push.apple.com' };

describe('isManagement', () => {
  it.each([
    ['Jamf Pro in Jamf Cloud', reached(), true],
    ['Jamf Pro on premises', wentThrough(), true],
    ['enrollment at Apple', reached({ server: '17.146.232.31', serverName: 'iprofiles.apple.com' }), true],
    ['software updates', reached({ server: '17.253.17.201', serverName: 'swscan.apple.com' }), true],
    ['push', reached(courier), false],
    ['content caching', reached({ server: '17.253.17.209', serverName: 'lcdn-registration.apple.com' }), false],
    ['nobody', reached({ services: [] }), false],
    ['SCEP', wentThrough([seen('http-request', 0, 0.1, { scep: { operation: 'GetCACert' } })]), false],
  ])('%s', (_, flow, held) => {
    expect(isManagement(flow)).toBe(held);
  });
});

const always = floorDetector('tls-floor/version', () => ({
  discriminator: '1.0',
  at: at(0.04),
  confidence: 'strong',
  parameters: { version: '1.0', offered: '1.3' },
}));

describeDetector(always, {
  silent: {
    'what is no management': [reached(courier)],
    'what a box in the path agreed on': [reached({ observations: presented(0.04, certificate(COMPANY_ISSUER)) })],
    'a capture from before the announcement': {
      flows: [reached()],
      capture: { startedAt: '2026-04-20T23:59:59Z' },
    },
  },
  reports: {
    'one finding a server, for all clients': {
      flows: [reached({ id: 991 }), reached({ id: 992, client: '10.20.0.99' })],
      findings: [
        {
          confidence: 'strong',
          flows: [991, 992],
          services: ['jamf-pro-https'],
          exhibits: [{ frames: [at(0.04)] }, {}],
        },
      ],
    },
    'a guess': {
      flows: [reached({ candidates: ['acme.jamfcloud.com', 'www.example.org'] })],
      findings: [{ confidence: 'moderate' }],
    },
    'the day of the announcement': {
      flows: [reached()],
      capture: { startedAt: '2026-04-21T00:00:00Z' },
      findings: [{}],
    },
  },
});
