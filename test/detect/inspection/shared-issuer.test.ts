import { expect, it } from 'vitest';
import { sharedIssuer } from '../../../src/detect/inspection/shared-issuer.ts';
import {
  AMAZON_ISSUER,
  COMPANY_ISSUER,
  certificate,
  type Names,
  presented,
  ZSCALER_ISSUER,
} from '../../support/certificates.ts';
import { captureFacts, describeDetector, sessionOf } from '../../support/detector-table.ts';
import { at, type FlowSketch, reached, seen } from '../../support/flow-facts.ts';

const ISSUER = 'CN=Example Corp Inspection CA,O=Example Corp,C=US';
const shown = (serverName: string, issuer: Names = COMPANY_ISSUER, sketch: FlowSketch = {}) =>
  reached({ serverName, ...sketch, observations: presented(0.04, certificate(issuer, { CN: serverName })) });
const outside = (serverName: string, sketch: FlowSketch = {}, issuer: Names = COMPANY_ISSUER) =>
  shown(serverName, issuer, { server: '203.0.113.80', ...sketch });
const enrollment = shown('deviceenrollment.apple.com', COMPANY_ISSUER, { id: 980 });

describeDetector(sharedIssuer, {
  silent: {
    'one owner, who may have a new authority': [enrollment, shown('mdmenrollment.apple.com')],
    'one foreign company with an authority of its own': [outside('www.example.org'), outside('mail.example.org')],
    "a company's own hosts under a country's registry": [outside('www.example.co.jp'), outside('b.example.co.jp')],
    'a public authority': [
      outside('www.example.org', {}, AMAZON_ISSUER),
      outside('www.example.net', {}, AMAZON_ISSUER),
    ],
    'a known product, which is another rule': [
      shown('gdmf.apple.com', ZSCALER_ISSUER),
      outside('www.example.org', {}, ZSCALER_ISSUER),
    ],
    'hosts inside': [
      outside('a.example.org', { server: '10.1.2.3' }),
      outside('b.example.net', { server: '10.1.2.4' }),
    ],
    'hosts that the site declares its own': [
      outside('jamf.example.org', { port: 8443, site: [{ role: 'jamf-pro', host: 'jamf.example.org' }] }),
      outside('www.example.net'),
    ],
    'certificates that were logged, of an authority that the list lacks': ['www.example.org', 'www.example.net'].map(
      (name) =>
        reached({
          serverName: name,
          server: '203.0.113.80',
          observations: presented(0.04, { ...certificate({ O: 'ZeroSSL' }, { CN: name }), hasSct: true }),
        }),
    ),
    'the same default certificate on two boxes': ['www.example.org', 'www.example.net'].map((name) =>
      reached({
        serverName: name,
        server: '203.0.113.80',
        observations: presented(0.04, certificate({ CN: 'localhost' }, { CN: 'localhost' })),
      }),
    ),
  },
  reports: {
    'a host of Apple and one of somebody else': {
      flows: [enrollment, outside('www.example.org', { id: 981 })],
      findings: [
        {
          cause: ISSUER,
          confidence: 'conclusive',
          services: expect.arrayContaining(['apple-device-management']),
          flows: [980, 981],
          exhibits: [{ frames: [at(0.04)] }, {}],
          parameters: {
            issuer: ISSUER,
            hosts: ['deviceenrollment.apple.com', 'www.example.org'],
            documented: ['deviceenrollment.apple.com'],
            owners: 2,
          },
        },
      ],
    },
    'hosts of Apple and of Jamf': {
      flows: [enrollment, shown('acme.jamfcloud.com')],
      findings: [{ parameters: { owners: 2, documented: ['acme.jamfcloud.com', 'deviceenrollment.apple.com'] } }],
    },
    'hosts that nothing documents: inspection that leaves Apple and Jamf alone': {
      flows: [outside('www.example.org'), outside('www.example.net')],
      findings: [{ confidence: 'strong', severity: 'info', services: [], parameters: { documented: [] } }],
    },
    'two authorities, two causes': {
      flows: [
        enrollment,
        outside('www.example.org'),
        ...['www.example.org', 'www.example.net'].map((name) => outside(name, {}, { O: 'Other Corp', CN: 'Other CA' })),
      ],
      findings: [{ cause: ISSUER }, { cause: 'CN=Other CA,O=Other Corp' }],
    },
  },
});

it('carries over to a session that is resumed', () => {
  const session = sessionOf(sharedIssuer);
  session.flow(enrollment);
  session.flow(outside('www.example.org', { id: 981 }));
  const resumed = (more: FlowSketch) =>
    reached({
      ...{ serverName: 'deviceenrollment.apple.com', start: 30, ...more },
      observations: [seen('tls-established', 0, 30.05, { resumed: true })],
    });
  expect(session.flow(resumed({ id: 982 }))).toBe(true);
  expect(session.flow(resumed({ id: 983, client: '10.20.0.21' }))).toBe(false);
  expect(session.conclude(captureFacts())).toMatchObject([{ flows: [980, 981, 982] }]);
});
