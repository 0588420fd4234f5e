import { cleartext } from '../../../src/detect/ports/cleartext.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { at, type FlowSketch, reached, seen, TENANT, unanswered } from '../../support/flow-facts.ts';

const DIRECTORY = '10.30.0.5';
const site = [{ role: 'ldap', host: DIRECTORY }] as const;

const answer = (status: number, more: object = {}) => seen('http-response', 1, 0.2, { status, ...more });
const web = (sketch: FlowSketch = {}, ...answers: ReturnType<typeof answer>[]) =>
  reached({
    protocol: 'http',
    observations: [seen('http-request', 0, 0.1, { form: 'origin', host: TENANT }), ...answers],
    ...sketch,
  });
const directory = (sketch: FlowSketch = {}) =>
  reached({
    ...{ client: '10.30.0.10', originatorRole: 'jamf-pro', server: DIRECTORY, port: 636, serverName: undefined, site },
    protocol: 'ldap',
    observations: [seen('ldap-bind', 0, 0.1, { method: 'simple', cleartextCredentials: true })],
    ...sketch,
  });

describeDetector(cleartext, {
  silent: {
    'an answer that could not be read': [reached({ protocol: 'http' })],
    TLS: [reached(), reached({ port: 8443 })],
    'a redirect to HTTPS': [web({}, answer(301, { location: `https://${TENANT}/` }))],
    'documented clear text': [web({ serverName: 'captive.apple.com', port: 80 }, answer(200))],
    'clear text that is discouraged, which is another rule': [directory({ port: 389 })],
    'another protocol, which is another rule': [reached({ protocol: 'ssh' })],
    'StartTLS where TLS from the start is documented': [
      directory({ observations: [seen('tls-client-hello', 0, 0.2, { via: 'starttls', hello: { alpn: [] } })] }),
    ],
    'a server that says nothing': [web({ bytes: [80, 0] })],
    'an attempt': [unanswered()],
    'a proxy': [
      reached({ protocol: 'http', observations: [seen('http-request', 0, 0.1, { form: 'absolute' }), answer(200)] }),
    ],
    'a host that nothing documents': [web({ serverName: 'www.example.org' }, answer(200))],
  },
  reports: {
    'HTTP on 443 of a tenant': {
      flows: [web({ id: 2001 }, answer(200)), web({ id: 2002, client: '10.20.0.16' }, answer(404))],
      findings: [
        {
          cause: 'jamf-pro-https *.jamfcloud.com port 443',
          confidence: 'strong',
          services: ['jamf-pro-https'],
          flows: [2001, 2002],
          exhibits: [{ frames: [at(0.1), at(0.2)] }, {}],
          parameters: { port: 443, protocol: 'http', statuses: [200, 404] },
        },
      ],
    },
    'a server that takes TLS alone, and says so': {
      flows: [web({}, answer(400))],
      findings: [{ confidence: 'moderate', parameters: { statuses: [400] } }],
    },
    'HTTP on 8443 of a server on premises': {
      flows: [
        web(
          {
            server: '10.30.0.10',
            port: 8443,
            serverName: undefined,
            originatorRole: 'managed-computer',
            site: [{ role: 'jamf-pro', host: '10.30.0.10' }],
          },
          answer(200),
        ),
      ],
      findings: [{ parameters: { port: 8443, protocol: 'http' } }],
    },
    'LDAP without StartTLS on 636': {
      flows: [directory()],
      findings: [
        {
          cause: `ldap ${DIRECTORY}:636 port 636`,
          confidence: 'strong',
          parameters: { port: 636, protocol: 'ldap', statuses: [] },
        },
      ],
    },
    'HTTP/2 without TLS where the provider API belongs': {
      flows: [reached({ serverName: 'api.push.apple.com', server: '17.188.143.34', port: 2197, protocol: 'http2' })],
      findings: [{ parameters: { port: 2197, protocol: 'http2' } }],
    },
    'an address that other names share': {
      flows: [web({ candidates: [TENANT, 'www.example.org'] }, answer(200))],
      findings: [{ confidence: 'moderate' }],
    },
  },
});
