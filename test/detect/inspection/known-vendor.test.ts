import { expect, it } from 'vitest';
import { INSPECTION_VENDORS, type InspectionVendor } from '../../../src/catalogue/inspection-vendors.ts';
import { knownVendor } from '../../../src/detect/inspection/known-vendor.ts';
import {
  AMAZON_ISSUER,
  APPLE_ISSUER,
  COMPANY_ISSUER,
  certificate,
  presented,
  ZSCALER_ISSUER,
} from '../../support/certificates.ts';
import { captureFacts, describeDetector, sessionOf } from '../../support/detector-table.ts';
import { at, COURIER_ADDRESS, type FlowSketch, flowFacts, reached, seen } from '../../support/flow-facts.ts';

const weak = (INSPECTION_VENDORS as readonly InspectionVendor[]).find((row) => row.strength === 'weak')!;
const shown = (issuer: Readonly<Record<string, string>>, sketch: FlowSketch = {}) =>
  reached({ ...sketch, observations: presented(0.04, certificate(issuer)) });
const resumed = (sketch: FlowSketch = {}) =>
  reached({ start: 30, ...sketch, observations: [seen('tls-established', 0, 30.05, { resumed: true })] });
const onPremises = {
  server: '10.1.2.3',
  port: 8443,
  serverName: 'jamf.example.org',
  site: [{ role: 'jamf-pro', host: 'jamf.example.org' }],
} as const;

describeDetector(knownVendor, {
  silent: {
    'the usual issuers': [shown(AMAZON_ISSUER), shown(APPLE_ISSUER, { serverName: 'gdmf.apple.com' })],
    'an unknown issuer, which is another rule': [shown(COMPANY_ISSUER)],
    'a host that nothing documents': [shown(ZSCALER_ISSUER, { serverName: 'www.example.org' })],
    'TLS 1.3, where the certificate is hidden': [reached()],
    "a vendor's word on the customer's own server": [shown(weak.example, onPremises)],
    'a session resumed without a word of who answered first': [resumed()],
  },
  reports: {
    'a product by its own name': {
      flows: [shown(ZSCALER_ISSUER, { id: 970 }), shown(ZSCALER_ISSUER, { id: 971, client: '10.20.0.21' })],
      findings: [
        {
          cause: 'jamf-pro-https *.jamfcloud.com CN=Zscaler Intermediate Root CA (zscalerthree.net) (t),O=Zscaler Inc.',
          confidence: 'conclusive',
          flows: [970, 971],
          exhibits: [{ frames: [at(0.04)] }, {}],
          parameters: {
            vendor: 'Zscaler',
            issuer: 'CN=Zscaler Intermediate Root CA (zscalerthree.net) (t),O=Zscaler Inc.',
            matched: 'O=Zscaler Inc.',
            subject: 'CN=acme.jamfcloud.com',
            sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
          },
        },
      ],
    },
    'a nameless server in the range of APNs': {
      flows: [shown(ZSCALER_ISSUER, { server: COURIER_ADDRESS, port: 5223, serverName: undefined })],
      findings: [{ cause: expect.stringMatching(/^apns 17\.57\.144\.20:5223 /), confidence: 'conclusive' }],
    },
    "a vendor's word, where the issuer does not belong": {
      flows: [shown(weak.example)],
      findings: [{ confidence: 'strong' }],
    },
    "the customer's own server": { flows: [shown(ZSCALER_ISSUER, onPremises)], findings: [{ confidence: 'moderate' }] },
    'two issuers, two causes': {
      flows: [shown(ZSCALER_ISSUER), shown({ CN: 'mitmproxy', O: 'mitmproxy' })],
      findings: [{}, { parameters: { vendor: 'mitmproxy (debugging proxy)' } }],
    },
  },
});

it('carries over to a session that is resumed', () => {
  const session = sessionOf(knownVendor);
  session.flow(shown(ZSCALER_ISSUER, { id: 1 }));
  expect(session.flow(resumed({ id: 2 }))).toBe(true);
  expect(session.flow(resumed({ id: 3, client: '10.20.0.21' }))).toBe(false);
  expect(session.flow(flowFacts({ id: 4 }))).toBe(false);
  expect(session.conclude(captureFacts())).toMatchObject([{ flows: [1, 2] }]);
});

it('carries nothing over once the host has answered itself', () => {
  const session = sessionOf(knownVendor);
  session.flow(shown(ZSCALER_ISSUER, { id: 1 }));
  session.flow(shown(AMAZON_ISSUER, { id: 2 }));
  expect(session.flow(resumed({ id: 3 }))).toBe(false);
});
