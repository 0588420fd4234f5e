import { clientRejected } from '../../../src/detect/trust/client-rejected.ts';
import type { Certificate } from '../../../src/wire/x509.ts';
import {
  AMAZON_ISSUER,
  APPLE_ISSUER,
  COMPANY_ISSUER,
  certificate,
  presented,
  ZSCALER_ISSUER,
} from '../../support/certificates.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { at, type FlowSketch, reached, seen } from '../../support/flow-facts.ts';
import {
  alertOf,
  brokenOff,
  finished,
  hiddenFlight,
  JSS_ADDRESS,
  ownCertificate,
  sealed,
  wentThrough,
} from '../../support/own-server.ts';

const shown = presented(0.04, ownCertificate());
const otherName = presented(
  0.04,
  ownCertificate({ subjectAltNames: { dns: ['old.corp.example'], ip: [], omitted: 0 } }),
);
const over = presented(0.04, ownCertificate({ notAfter: Date.UTC(2026, 9, 1) }));
const alert = (code = 48, sketch: FlowSketch = {}) => brokenOff([...shown, alertOf(code)], sketch);
const encrypted = (sketch: FlowSketch = {}) => brokenOff([...hiddenFlight, sealed(0, 19)], sketch);
const closed = (sketch: FlowSketch = {}) => brokenOff(shown, sketch);
const left = (sketch: FlowSketch = {}) => wentThrough([...otherName, ...finished, sealed(0, 26, 21)], sketch);
const worked = wentThrough([...shown, ...finished, sealed(0, 200)], { start: 90 });
const three = (flow: (sketch: FlowSketch) => ReturnType<typeof alert>) =>
  [991, 992, 993].map((id) => flow({ id, start: id - 990 }));
/** The client tells its clock twice, `days` ahead of the capture. */
const clock = (days: number) =>
  reached({
    transport: 'udp',
    protocol: 'ntp',
    port: 123,
    observations: [1, 2].map((second) =>
      seen('ntp-message', 0, second, {
        mode: 'client',
        transmitted: Date.UTC(2026, 10, 21, 9, 0, second) + days * 86_400_000,
      }),
    ),
  });

const ADE = 'deviceenrollment.apple.com';
const USERTRUST = { O: 'The USERTRUST Network', CN: 'USERTrust RSA Certification Authority' };
const USERTRUST_TEXT = 'CN=USERTrust RSA Certification Authority,O=The USERTRUST Network';
const dates = { notBefore: Date.UTC(2026, 8, 23), notAfter: Date.UTC(2027, 8, 23) };
const apples = { ...certificate(APPLE_ISSUER, { CN: ADE }), ...dates };
const appleChain = [apples, { ...certificate(USERTRUST, APPLE_ISSUER, true), ...dates }];
const PUBLIC: FlowSketch = { server: '17.146.232.20', port: 443, serverName: ADE, site: [] };
const atApple = (code: number, sketch: FlowSketch = {}, chain: readonly Certificate[] = appleChain) =>
  brokenOff([...presented(0.04, ...chain), alertOf(code)], { ...PUBLIC, ...sketch });

describeDetector(clientRejected, {
  silent: {
    'a client that goes on, whoever signed': [worked],
    'a self-signed certificate for another name, accepted': [wentThrough([...otherName, ...finished, sealed(0, 200)])],
    'a check that finishes the handshake and leaves': three((sketch) => wentThrough([...shown, ...finished], sketch)),
    'two closes': [closed(), closed()],
    'a public host: that is inspection': [
      brokenOff([...hiddenFlight, alertOf(48)], { server: '17.57.144.20', port: 5223, serverName: undefined }),
    ],
    'a public host with a foreign certificate: that is inspection': [
      atApple(48, {}, [{ ...certificate(COMPANY_ISSUER, { CN: ADE }), ...dates }]),
    ],
    'a public host, and an inspecting product above the right name': [
      atApple(48, {}, [apples, certificate(ZSCALER_ISSUER, APPLE_ISSUER, true)]),
    ],
    'a public host, and an alert that may mean more': three((sketch) => atApple(80, sketch)),
    'a public host, and closes': three((sketch) => brokenOff(presented(0.04, ...appleChain), { ...PUBLIC, ...sketch })),
    'a public host that alerts first': [
      brokenOff([...presented(0.04, ...appleChain), alertOf(40, 1), alertOf(48)], PUBLIC),
    ],
    'a public host on its address alone': [atApple(48, { serverName: undefined })],
    'a host of nobody': [alert(48, { services: [] })],
    'a product that inspects': [brokenOff([...presented(0.04, ownCertificate({}, ZSCALER_ISSUER)), alertOf(48)])],
    'a certificate whose dates are over': [brokenOff([...over, alertOf(45)]), brokenOff([...over, alertOf(42)])],
    'a valid certificate that is called expired: the clock': [alert(45)],
    'a client whose clock is years behind, and calls the certificate bad': [alert(42), clock(-800)],
    'a server that alerts first': [brokenOff([...shown, alertOf(40, 1), alertOf(48)])],
  },
  reports: {
    'an alert that names the authority, again and again': {
      flows: [
        ...three((sketch) => alert(48, sketch)),
        reached({ server: '203.0.113.80', serverName: 'www.example.org' }),
      ],
      findings: [
        {
          cause: 'jamf-pro 10.20.5.10:8443',
          confidence: 'strong',
          flows: [991, 992, 993],
          exhibits: [{ frames: [at(0.06)] }, {}, {}],
          parameters: {
            how: 'alert',
            reason: 'authority',
            alertCode: 48,
            alertName: 'unknown_ca',
            tlsVersion: '1.2',
            issuer: 'CN=JSS Built-in Certificate Authority,O=Example Corp,C=US',
            notAfter: '2027-09-23T00:00:00Z',
            names: ['jss.corp.example'],
            selfSigned: false,
            refusals: 3,
            successes: 0,
            workingNames: ['www.example.org'],
            acceptedBy: [],
          },
        },
      ],
    },
    'a public host whose root the client lacks': {
      flows: [
        ...three((sketch) => atApple(48, sketch)),
        reached({ serverName: 'acme.jamfcloud.com', server: '54.93.120.41' }),
      ],
      findings: [
        {
          cause: `apple-device-management ${ADE} ${USERTRUST_TEXT}`,
          confidence: 'strong',
          flows: [991, 992, 993],
          exhibits: [{ frames: [at(0.06)] }, {}, {}],
          parameters: {
            reason: 'authority',
            alertCode: 48,
            issuer: 'CN=Apple Public Server RSA CA 12 - G1,O=Apple Inc.,C=US',
            root: USERTRUST_TEXT,
            workingNames: ['acme.jamfcloud.com'],
          },
        },
      ],
    },
    'a public host, in the words of Java': {
      flows: [atApple(46, {}, [{ ...apples, subjectAltNames: { dns: [ADE], ip: [], omitted: 0 } }, appleChain[1]])],
      findings: [{ confidence: 'strong', parameters: { reason: 'unknown', root: USERTRUST_TEXT } }],
    },
    'a public host under another public authority, which sends its leaf alone': {
      flows: [atApple(48, {}, [{ ...certificate(AMAZON_ISSUER, { CN: ADE }), ...dates }])],
      findings: [{ parameters: { root: 'CN=Amazon RSA 2048 M02,O=Amazon,C=US' } }],
    },
    'a public host of which no issuer is expected': {
      flows: [atApple(48, { serverName: 'webapi.teamviewer.com', server: '185.188.32.10' })],
      findings: [{ parameters: { reason: 'authority', root: USERTRUST_TEXT } }],
    },
    'a public host that another client accepts': {
      flows: [atApple(48), wentThrough([], { ...PUBLIC, client: '10.20.0.99' })],
      findings: [{ confidence: 'strong', parameters: { acceptedBy: ['10.20.0.99'] } }],
    },
    'a public host, refused and accepted': {
      flows: [atApple(48), wentThrough([], { ...PUBLIC, start: 90 })],
      findings: [{ confidence: 'moderate', parameters: { successes: 1 } }],
    },
    'an expired certificate of an unknown authority: the authority comes first': {
      flows: [brokenOff([...over, alertOf(48)])],
      findings: [{ parameters: { reason: 'authority' } }],
    },
    'one alert says enough': {
      flows: [alert(46)],
      findings: [{ confidence: 'strong', parameters: { reason: 'unknown' } }],
    },
    'one alert that may mean more': { flows: [alert(40)], findings: [{ confidence: 'moderate' }] },
    'an alert, although it works at times': { flows: [alert(), worked], findings: [{ confidence: 'moderate' }] },
    'what others accept': {
      flows: [alert(), wentThrough([], { client: '10.20.0.99' })],
      findings: [{ confidence: 'strong', parameters: { acceptedBy: ['10.20.0.99'], successes: 0 } }],
    },
    'encrypted alerts': {
      flows: three(encrypted),
      findings: [
        {
          confidence: 'strong',
          parameters: { how: 'encrypted-alert', reason: 'unknown', tlsVersion: '1.3', names: [] },
        },
      ],
    },
    'one encrypted alert': { flows: [encrypted()], findings: [{ confidence: 'moderate' }] },
    'closes, three times': {
      flows: three(closed),
      findings: [{ confidence: 'moderate', parameters: { how: 'closed' } }],
    },
    'another name, and an alert': {
      flows: [brokenOff([...otherName, alertOf(42)])],
      findings: [{ confidence: 'strong', parameters: { reason: 'name', names: ['old.corp.example'] } }],
    },
    'another name, and clients that leave without a word': {
      flows: three(left),
      findings: [{ confidence: 'strong', parameters: { how: 'left', reason: 'name', refusals: 3, successes: 0 } }],
    },
    'another name, and a client that left once': { flows: [left()], findings: [{ confidence: 'moderate' }] },
    'expired, says the client of what nobody can read': {
      flows: [brokenOff([...hiddenFlight, alertOf(45)])],
      findings: [{ confidence: 'strong', parameters: { reason: 'dates' } }],
    },
    'a clock that is right explains nothing': {
      flows: [alert(42), clock(0)],
      findings: [{ confidence: 'strong' }],
    },
    'a server of the site on its address': {
      flows: [alert(48, { serverName: undefined, site: [{ role: 'jamf-pro', host: JSS_ADDRESS }] as never })],
      findings: [{ parameters: { reason: 'authority' } }],
    },
    'without the date of the capture nothing is said of dates': {
      flows: [brokenOff([...over, alertOf(45)])],
      capture: { startedAt: 'never' },
      findings: [{ parameters: { reason: 'dates' } }],
    },
  },
});
