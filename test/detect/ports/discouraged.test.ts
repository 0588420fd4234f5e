import { createCatalogue } from '../../../src/catalogue/match.ts';
import { EMPTY_SITE } from '../../../src/catalogue/site.ts';
import { discouraged } from '../../../src/detect/ports/discouraged.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { at, type FlowSketch, reached, seen, unanswered } from '../../support/flow-facts.ts';

const JAMF_PRO = '10.30.0.10';
const CLOUD = '3.121.9.20';
const DIRECTORY = '10.30.0.5';
const GATEWAY = '10.30.0.25';
const SHARE = '10.30.0.7';
const site = [
  { role: 'ldap', host: DIRECTORY },
  { role: 'smtp', host: GATEWAY },
  { role: 'distribution-point', host: SHARE },
] as const;

const fromJamfPro = (server: string, port: number, sketch: FlowSketch = {}) =>
  reached({ client: JAMF_PRO, originatorRole: 'jamf-pro', server, port, serverName: undefined, site, ...sketch });
const bind = (more: object = {}) =>
  seen('ldap-bind', 0, 0.1, { method: 'simple', cleartextCredentials: true, ...more });
const directory = (observation: ReturnType<typeof bind>, ...later: ReturnType<typeof bind>[]) =>
  fromJamfPro(DIRECTORY, 389, { protocol: 'ldap', observations: [observation, ...later] });
const banner = seen('smtp-banner', 1, 0.05, { code: 220 });
const mail = seen('smtp-reply', 1, 0.3, { command: 'MAIL', code: 250 });
const gateway = (port: number, ...observations: ReturnType<typeof seen>[]) =>
  fromJamfPro(GATEWAY, port, { protocol: 'smtp', observations });
const share = (port: number, ...answers: object[]) =>
  reached({
    ...{ server: SHARE, serverName: undefined, site, originatorRole: 'managed-computer', port, protocol: 'http' },
    observations: [seen('http-request', 0, 0.1), ...answers.map((answer) => seen('http-response', 1, 0.2, answer))],
  });
const provider = (sketch: FlowSketch = {}) =>
  reached({
    ...{ client: JAMF_PRO, originatorRole: 'jamf-pro', server: '17.188.143.34', port: 2197 },
    serverName: 'api.push.apple.com',
    ...sketch,
  });

const inCloud = createCatalogue({ ...EMPTY_SITE, hosting: 'jamf-cloud' });
const onPremises = createCatalogue({ ...EMPTY_SITE, hosting: 'on-premises' });

describeDetector(discouraged, {
  silent: {
    'a bind without a password, or with one that is not sent as it is': [
      directory(bind({ method: 'anonymous', cleartextCredentials: false })),
      directory(bind({ method: 'sasl', saslMechanism: 'GSS-SPNEGO', cleartextCredentials: false })),
    ],
    'StartTLS before anything is said': [
      directory(seen('tls-client-hello', 0, 0.2, { via: 'starttls', hello: { alpn: [] } })),
    ],
    'a password on the port of LDAPS, which is another rule': [
      fromJamfPro(DIRECTORY, 636, { protocol: 'ldap', observations: [bind()] }),
    ],
    'a directory that is not the one of Jamf Pro': [
      reached({
        client: '10.20.0.77',
        server: DIRECTORY,
        port: 389,
        serverName: undefined,
        protocol: 'ldap',
        observations: [bind()],
      }),
    ],
    'mail behind STARTTLS, and a look at the server': [
      gateway(587, banner, seen('tls-client-hello', 0, 0.2, { via: 'starttls', hello: { alpn: [] } })),
      gateway(587, banner),
    ],
    'packages over HTTPS, and HTTP that is sent on to it': [
      share(80, { status: 301, location: 'https://dist.corp.example/' }),
      reached({ server: SHARE, serverName: undefined, site, originatorRole: 'managed-computer' }),
    ],
    'clear text that is normal': [reached({ serverName: 'captive.apple.com', port: 80, protocol: 'http' })],
    'port 2197 where nothing tells the hosting': [provider()],
    'port 2197 on premises, whatever tenant is contacted': { flows: [provider()], catalogue: onPremises },
    'port 2197 from an address of the site beside a tenant': [provider(), reached()],
    'port 443 in Jamf Cloud': { flows: [provider({ port: 443 })], catalogue: inCloud },
    'port 2197 of a device': { flows: [reached({ port: 2197 })], catalogue: inCloud },
  },
  reports: {
    'a password in a simple bind': {
      flows: [directory(bind()), directory(bind({ method: 'sasl', saslMechanism: 'PLAIN' }))],
      findings: [
        {
          cause: `ldap ${DIRECTORY}:389 simple-bind`,
          confidence: 'strong',
          services: ['jamf-pro-ldap', 'ldap-proxy-directory'],
          exhibits: [{ frames: [at(0.1)] }, { frames: [at(0.1)] }],
          parameters: { port: 389, protocol: 'ldap', reason: 'simple-bind', instead: ['TCP 636'] },
        },
      ],
    },
    'a password before StartTLS': {
      flows: [directory(bind(), seen('tls-client-hello', 0, 0.2, { via: 'starttls', hello: { alpn: [] } }))],
      findings: [{ parameters: { reason: 'simple-bind' } }],
    },
    'mail in clear': {
      flows: [gateway(25, banner, mail)],
      findings: [
        {
          services: ['jamf-pro-smtp'],
          exhibits: [{ frames: [at(0.3)] }],
          parameters: { port: 25, protocol: 'smtp', reason: 'clear-text', instead: ['TCP 465'] },
        },
      ],
    },
    'a login in clear on the port of submission': {
      flows: [gateway(587, banner, seen('smtp-authentication', 0, 0.2, { mechanism: 'LOGIN', readable: true }))],
      findings: [{ parameters: { port: 587, reason: 'clear-text' } }],
    },
    'packages over HTTP': {
      flows: [share(80, { status: 200 })],
      findings: [
        {
          services: ['managed-computer-http-distribution'],
          parameters: { port: 80, protocol: 'http', reason: 'clear-text', instead: ['TCP 443'] },
        },
      ],
    },
    'port 2197 from Jamf Cloud, as the site says': {
      flows: [provider({ id: 3101 })],
      catalogue: inCloud,
      findings: [
        {
          cause: 'jamf-pro-apns api.push.apple.com hosting',
          services: ['jamf-pro-apns'],
          flows: [3101],
          parameters: { port: 2197, protocol: 'tls', reason: 'hosting', instead: ['TCP 443'], only: 'on-premises' },
        },
      ],
    },
    'port 2197 from a public address beside a tenant': {
      flows: [provider({ client: CLOUD }), reached()],
      findings: [{ parameters: { reason: 'hosting' } }],
    },
    'an attempt at port 25 from Jamf Cloud': {
      flows: [
        unanswered([0, 1, 3], {
          ...{
            client: CLOUD,
            originatorRole: 'jamf-cloud-egress',
            server: GATEWAY,
            port: 25,
            serverName: undefined,
            site,
          },
        }),
      ],
      findings: [
        {
          services: ['jamf-pro-smtp'],
          exhibits: [{ frames: [at(0)] }],
          parameters: { port: 25, reason: 'hosting', instead: ['TCP 465', 'TCP 587'], only: 'on-premises' },
        },
      ],
    },
  },
});
