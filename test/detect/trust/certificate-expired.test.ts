import { certificateExpired } from '../../../src/detect/trust/certificate-expired.ts';
import { COMPANY_ISSUER, certificate, presented } from '../../support/certificates.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { at, type FlowSketch, reached, seen } from '../../support/flow-facts.ts';
import { alertOf, brokenOff, finished, ownCertificate, sealed, wentThrough } from '../../support/own-server.ts';

const over = { notAfter: Date.UTC(2026, 9, 21) };
const coming = { notBefore: Date.UTC(2027, 0, 1), notAfter: Date.UTC(2028, 0, 1) };
const shows = (...certificates: ReturnType<typeof ownCertificate>[]) => presented(0.04, ...certificates);
const refused = (code = 45, sketch: FlowSketch = {}) =>
  brokenOff([...shows(ownCertificate(over)), alertOf(code)], sketch);
const accepted = (more: object = over, sketch: FlowSketch = {}) =>
  wentThrough([...shows(ownCertificate(more)), ...finished, sealed(0, 200)], sketch);
const left = wentThrough([...shows(ownCertificate(over)), ...finished]);
const authority = ownCertificate({ ...over, subjectText: 'CN=Issuing CA', isCa: true });
/** A time server answers: by it the capture's clock is so many days late. */
const timeServer = (days: number) =>
  reached({
    transport: 'udp',
    protocol: 'ntp',
    port: 123,
    observations: [
      seen('ntp-message', 1, 1, {
        mode: 'server',
        synchronised: true,
        transmitted: Date.UTC(2026, 10, 21, 9, 0, 1) + days * 86_400_000,
      }),
    ],
  });

describeDetector(certificateExpired, {
  silent: {
    'a certificate in its dates': [accepted({})],
    'four minutes late, as clocks may be': [accepted({ notAfter: Date.UTC(2026, 10, 21, 8, 56) })],
    'one that has not begun, and clients go on': [accepted(coming)],
    'an authority that is over, and clients go on': [
      wentThrough([...shows(ownCertificate(), authority), ...finished, sealed(0, 200)]),
    ],
    'a client that names the authority': [refused(48)],
    'a valid certificate called expired': [brokenOff([...shows(ownCertificate()), alertOf(45)])],
    'somebody in between on a public host': [
      brokenOff(presented(0.04, { ...certificate(COMPANY_ISSUER), ...over }), {
        server: '54.93.120.41',
        port: 443,
        serverName: 'acme.jamfcloud.com',
      }),
    ],
    'a host of nobody': [accepted(over, { services: [] })],
    'a capture whose clock a time server puts right': [accepted(over), timeServer(-100)],
    'a capture without a date': { flows: [refused(), accepted()], capture: { startedAt: 'never' } },
  },
  reports: {
    'a client that calls it expired': {
      flows: [refused(45, { id: 991 }), accepted()],
      findings: [
        {
          confidence: 'conclusive',
          verdict: 'rejected',
          flows: [991],
          exhibits: [{ frames: [at(0.04), at(0.06)] }],
          parameters: {
            standing: 'expired',
            isServers: true,
            days: 31,
            reaction: 'refused',
            how: 'alert',
            alertCode: 45,
            alertName: 'certificate_expired',
            notAfter: '2026-10-21T00:00:00Z',
          },
        },
      ],
    },
    'a client that says it in other words': {
      flows: [refused(42)],
      findings: [{ confidence: 'strong', parameters: { reaction: 'refused', alertCode: 42 } }],
    },
    'a client that closes at once': {
      flows: [brokenOff(shows(ownCertificate(over)))],
      findings: [{ confidence: 'strong', parameters: { how: 'closed' } }],
    },
    'a client that leaves after the handshake': {
      flows: [left],
      findings: [{ confidence: 'moderate', parameters: { reaction: 'left' } }],
    },
    'clients that go on': {
      flows: [accepted(), accepted(over, { client: '10.20.0.99' })],
      findings: [
        { severity: 'warning', verdict: 'ok', confidence: 'strong', parameters: { reaction: 'accepted', days: 31 } },
      ],
    },
    'one that has not begun, refused': {
      flows: [brokenOff([...shows(ownCertificate(coming)), alertOf(42)])],
      findings: [{ confidence: 'strong', parameters: { standing: 'not-yet-valid', days: 40 } }],
    },
    'an authority that is over, says the client': {
      flows: [brokenOff([...shows(ownCertificate(), authority), alertOf(45)])],
      findings: [{ confidence: 'conclusive', parameters: { isServers: false, subject: 'CN=Issuing CA' } }],
    },
    'what a time server puts right': {
      flows: [accepted({ notAfter: Date.UTC(2027, 0, 1) }), timeServer(100)],
      findings: [{ parameters: { days: 59 } }],
    },
  },
});
