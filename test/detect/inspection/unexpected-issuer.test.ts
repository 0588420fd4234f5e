import { expect } from 'vitest';
import { unexpectedIssuer } from '../../../src/detect/inspection/unexpected-issuer.ts';
import {
  AMAZON_ISSUER,
  APPLE_ISSUER,
  COMPANY_ISSUER,
  certificate,
  type Names,
  presented,
  ZSCALER_ISSUER,
} from '../../support/certificates.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { at, type FlowSketch, reached } from '../../support/flow-facts.ts';

const shown = (serverName: string, issuer: Names, sketch: FlowSketch = {}) =>
  reached({ serverName, ...sketch, observations: presented(0.04, certificate(issuer, { CN: serverName })) });
const enrollment = shown('deviceenrollment.apple.com', COMPANY_ISSUER, { id: 980 });

describeDetector(unexpectedIssuer, {
  silent: {
    'the usual issuers': [shown('gdmf.apple.com', APPLE_ISSUER), shown('acme.jamfcloud.com', AMAZON_ISSUER)],
    'another public authority': [shown('gdmf.apple.com', AMAZON_ISSUER)],
    'a known product, which is another rule': [shown('gdmf.apple.com', ZSCALER_ISSUER)],
    "the customer's own server": [shown('jamf.example.org', COMPANY_ISSUER, { port: 8443 })],
    'a host of Apple that nothing documents': [shown('www.apple.com', COMPANY_ISSUER)],
    'a name that the site declares its own': [
      shown('acme.apple.com', COMPANY_ISSUER, { site: [{ role: 'jamf-pro', host: 'acme.apple.com' }], port: 8443 }),
    ],
  },
  reports: {
    "a company's own authority on a host of Apple": {
      flows: [enrollment],
      findings: [
        {
          cause: 'apple-device-management deviceenrollment.apple.com CN=Example Corp Inspection CA,O=Example Corp,C=US',
          confidence: 'strong',
          flows: [980],
          exhibits: [{ frames: [at(0.04)] }],
          parameters: {
            issuer: 'CN=Example Corp Inspection CA,O=Example Corp,C=US',
            subject: 'CN=deviceenrollment.apple.com',
            sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
            expected: 'Apple Inc.',
            sharedWith: [],
          },
        },
      ],
    },
    'one issuer on hosts of two owners': {
      flows: [enrollment, shown('acme.jamfcloud.com', COMPANY_ISSUER)],
      findings: [
        { confidence: 'conclusive', parameters: { expected: 'Apple Inc.', sharedWith: ['acme.jamfcloud.com'] } },
        {
          confidence: 'conclusive',
          parameters: { expected: 'a public authority', sharedWith: ['deviceenrollment.apple.com'] },
        },
      ],
    },
    'one issuer on two hosts of one owner, who may have a new authority': {
      flows: [enrollment, shown('mdmenrollment.apple.com', COMPANY_ISSUER)],
      findings: [{ confidence: 'strong' }, { confidence: 'strong' }],
    },
    'a self-signed certificate in the name of the tenant': {
      flows: [shown('acme.jamfcloud.com', { CN: 'acme.jamfcloud.com' })],
      findings: [{ parameters: { issuer: 'CN=acme.jamfcloud.com' } }],
    },
  },
});
