import { clock } from '../../../src/detect/trust/clock.ts';
import { AMAZON_ISSUER, COMPANY_ISSUER, presented } from '../../support/certificates.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { at, type FlowSketch, reached, seen } from '../../support/flow-facts.ts';
import { alertOf, brokenOff, hiddenFlight, ownCertificate, sealed, wentThrough } from '../../support/own-server.ts';

const DAY = 86_400_000;
const shown = presented(0.04, ownCertificate());
const alert = (code = 45, sketch: FlowSketch = {}) => brokenOff([...shown, alertOf(code)], sketch);
const over = presented(0.04, ownCertificate({ notAfter: Date.UTC(2026, 9, 1) }));
const elsewhere = (issuer = COMPANY_ISSUER) =>
  brokenOff([...presented(0.04, ownCertificate({}, issuer)), alertOf(45)], {
    server: '10.20.6.20',
    serverName: 'dp.corp.example',
    port: 443,
    site: [{ role: 'distribution-point', host: 'dp.corp.example' }] as never,
  });
const clockOf = (days: number) =>
  reached({
    transport: 'udp',
    protocol: 'ntp',
    port: 123,
    observations: [1, 2].map((second) =>
      seen('ntp-message', 0, second, {
        mode: 'client',
        transmitted: Date.UTC(2026, 10, 21, 9, 0, second) + days * DAY,
      }),
    ),
  });
const tenant = { server: '54.93.120.41', port: 443, serverName: 'acme.jamfcloud.com' };

describeDetector(clock, {
  silent: {
    'a certificate that is over': [brokenOff([...over, alertOf(45)])],
    'a client that does not know the authority': [alert(48)],
    'a certificate called bad, and no clock told': [alert(42)],
    'a clock that is right': [alert(45), clockOf(0)],
    'a public host, where an inspecting device may answer': [
      brokenOff([...hiddenFlight, alertOf(45)], tenant),
      clockOf(800),
    ],
    'a foreign certificate on a public host': [
      brokenOff([...presented(0.04, ownCertificate({}, COMPANY_ISSUER)), alertOf(45)], tenant),
    ],
    'a capture without a date': { flows: [alert(45)], capture: { startedAt: 'never' } },
  },
  reports: {
    'a valid certificate called expired': {
      flows: [alert(45, { id: 991 })],
      findings: [
        {
          cause: 'jamf-pro 10.20.5.10:8443',
          confidence: 'moderate',
          flows: [991],
          exhibits: [{ frames: [at(0.06)] }],
          parameters: {
            how: 'alert',
            alertCode: 45,
            alertName: 'certificate_expired',
            tlsVersion: '1.2',
            notAfter: '2027-09-23T00:00:00Z',
            refusals: 1,
            acceptedBy: [],
            alike: [],
          },
        },
      ],
    },
    'and others accept it': {
      flows: [alert(45), wentThrough([], { client: '10.20.0.99' })],
      findings: [{ confidence: 'strong', parameters: { acceptedBy: ['10.20.0.99'] } }],
    },
    'and another authority’s as well': {
      flows: [alert(45), elsewhere()],
      findings: [
        { confidence: 'strong', parameters: { alike: ['dp.corp.example'] } },
        { confidence: 'strong', parameters: { alike: ['jss.corp.example'] } },
      ],
    },
    'and the same authority’s elsewhere, which may be over itself': {
      flows: [alert(45), elsewhere({ C: 'US', O: 'Example Corp', CN: 'JSS Built-in Certificate Authority' })],
      findings: [{ confidence: 'moderate' }, { confidence: 'moderate' }],
    },
    'a certificate called bad by a clock two years behind': {
      flows: [alert(42), clockOf(-730)],
      findings: [{ confidence: 'strong', parameters: { alertCode: 42, aheadSeconds: -730 * 86_400 } }],
    },
    'a certificate that nobody can read, and a clock that is off': {
      flows: [brokenOff([...hiddenFlight, sealed(0, 19)]), clockOf(730)],
      findings: [{ confidence: 'strong', parameters: { how: 'encrypted-alert', tlsVersion: '1.3' } }],
    },
    'a genuine certificate of a public host': {
      flows: [brokenOff([...presented(0.04, ownCertificate({}, AMAZON_ISSUER)), alertOf(45)], tenant)],
      findings: [{ confidence: 'moderate' }],
    },
  },
});
