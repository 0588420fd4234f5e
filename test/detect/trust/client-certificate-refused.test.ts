import { clientCertificateRefused } from '../../../src/detect/trust/client-certificate-refused.ts';
import { COMPANY_ISSUER, presented, ZSCALER_ISSUER } from '../../support/certificates.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { at, type FlowSketch, seen } from '../../support/flow-facts.ts';
import {
  alertOf,
  brokenOff,
  hiddenFlight,
  ownCertificate,
  PRIVATE_ISSUER,
  sealed,
  wentThrough,
} from '../../support/own-server.ts';

const PRIVATE = 'CN=JSS Built-in Certificate Authority,O=Example Corp,C=US';
const asks = (...authorities: string[]) => seen('tls-certificate-request', 1, 0.04, { request: { authorities } });
const shows = (...certificates: object[]) => seen('tls-certificates', 0, 0.05, { certificates, unreadable: 0 });
const own = (more: object = {}, issuer = PRIVATE_ISSUER) =>
  ownCertificate({ subjectText: 'CN=jim.corp.example', ...more }, issuer);
const over = { notAfter: Date.UTC(2026, 9, 1) };
const server = presented(0.04, ownCertificate());
const CLOSED = { tcp: { fin: [undefined, at(0.07)] } } as const;
const refused = (
  code: number,
  certificate: object | undefined = own(),
  sketch: FlowSketch = {},
  asked = [asks(PRIVATE)],
) =>
  brokenOff([...server, ...asked, shows(...(certificate === undefined ? [] : [certificate])), alertOf(code, 1)], {
    ...CLOSED,
    ...sketch,
  });
const missing = (code: number) => brokenOff([...server, asks(PRIVATE), shows(), alertOf(code, 1)], CLOSED);
const hidden = (sketch: FlowSketch = {}) =>
  brokenOff([...hiddenFlight, sealed(0, 1865), sealed(0, 69), sealed(1, 19)], { ...CLOSED, ...sketch });
const three = [991, 992, 993].map((id) => hidden({ id, start: id - 990 }));
const worked = wentThrough([], { start: 90 });

describeDetector(clientCertificateRefused, {
  silent: {
    'a handshake that went through': [worked],
    'a host of nobody': [refused(48, own(), { services: [] })],
    'the push service, which has rules of its own': [
      refused(45, own(), {
        server: '17.188.143.34',
        port: 443,
        serverName: 'api.push.apple.com',
        originatorRole: 'jamf-pro',
      }),
    ],
    'somebody who connects and leaves': [refused(50)],
    'an inspecting product that answers': [
      brokenOff([...presented(0.04, ownCertificate({}, ZSCALER_ISSUER)), asks(), shows(), alertOf(40, 1)], CLOSED),
    ],
  },
  reports: {
    'an alert that names the certificate': {
      flows: [refused(48, own({}, COMPANY_ISSUER), { id: 991 })],
      findings: [
        {
          cause: 'jamf-pro 10.20.5.10:8443',
          confidence: 'conclusive',
          flows: [991],
          exhibits: [{ frames: [at(0.05), at(0.06)] }],
          parameters: {
            how: 'alert',
            reason: 'authority',
            alertCode: 48,
            alertName: 'unknown_ca',
            tlsVersion: '1.2',
            subject: 'CN=jim.corp.example',
            authorities: [PRIVATE],
            refusals: 1,
            successes: 0,
          },
        },
      ],
    },
    'without the question': {
      flows: [refused(46, own(), {}, [])],
      findings: [{ confidence: 'strong', parameters: { reason: 'unknown' } }],
    },
    'a certificate that is over': { flows: [refused(45, own(over))], findings: [{ parameters: { reason: 'dates' } }] },
    'a certificate that is over, in other words': {
      flows: [refused(42, own(over))],
      findings: [{ parameters: { reason: 'dates' } }],
    },
    'a revoked one': { flows: [refused(44)], findings: [{ parameters: { reason: 'revoked' } }] },
    'a key that does not fit': { flows: [refused(51)], findings: [{ parameters: { reason: 'key' } }] },
    'an issuer that was not asked for': {
      flows: [refused(42, own({}, COMPANY_ISSUER))],
      findings: [{ parameters: { reason: 'authority' } }],
    },
    'none, and the alert for that': {
      flows: [missing(40)],
      findings: [{ confidence: 'strong', parameters: { reason: 'missing' } }],
    },
    'an alert that may mean more': { flows: [refused(40)], findings: [{ confidence: 'moderate' }] },
    'an encrypted alert, three times': {
      flows: three,
      findings: [
        {
          confidence: 'strong',
          parameters: { how: 'encrypted-alert', reason: 'unknown', tlsVersion: '1.3', refusals: 3 },
        },
      ],
    },
    'an encrypted alert, once': { flows: [hidden()], findings: [{ confidence: 'moderate' }] },
    'what works at times': {
      flows: [...three, worked],
      findings: [{ confidence: 'moderate', parameters: { successes: 1 } }],
    },
  },
});
