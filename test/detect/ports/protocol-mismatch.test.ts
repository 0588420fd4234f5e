import { protocolMismatch } from '../../../src/detect/ports/protocol-mismatch.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { at, COURIER_ADDRESS, type FlowSketch, reached, seen, TENANT, unanswered } from '../../support/flow-facts.ts';

const ssh = (sketch: FlowSketch = {}) =>
  reached({
    protocol: 'ssh',
    nameFrom: 'dns',
    observations: [
      seen('ssh-identification', 1, 0.04, { version: '2.0', software: 'OpenSSH_9.2p1' }),
      seen('ssh-identification', 0, 0.05, { version: '2.0', software: 'OpenSSH_9.9' }),
    ],
    ...sketch,
  });

const site = [
  { role: 'mysql', host: '10.30.0.6' },
  { role: 'adcs', host: '10.30.0.40' },
] as const;
/** Between hosts that the site declares. */
const own = (sketch: FlowSketch) => reached({ client: '10.30.0.10', serverName: undefined, site, ...sketch });

describeDetector(protocolMismatch, {
  silent: {
    'the documented protocol': [reached(), reached({ server: COURIER_ADDRESS, port: 5223 })],
    'content that nobody recognises': [reached({ protocol: 'unknown', unrecognised: true })],
    'no content': [unanswered()],
    'a server that says nothing': [ssh({ bytes: [40, 0] })],
    'a port that nothing documents': [ssh({ port: 2222 })],
    'a host that nothing documents': [ssh({ serverName: 'www.example.org' })],
    'a proxy on the same port': [
      reached({
        protocol: 'http',
        observations: [seen('http-request', 0, 0.1, { form: 'authority', host: TENANT, port: 443 })],
      }),
    ],
    'the documented protocol without TLS, which is another rule': [
      reached({ protocol: 'http' }),
      reached({ serverName: 'api.push.apple.com', server: '17.188.143.34', port: 2197, protocol: 'http2' }),
    ],
    'a dynamic port, which belongs to nobody': [
      own({ originatorRole: 'adcs-connector', server: '10.30.0.40', port: 49_900, protocol: 'tls' }),
    ],
    'the bag of APNs, plain HTTP as documented': [
      reached({ serverName: 'init.push.apple.com', port: 80, protocol: 'http' }),
    ],
  },
  reports: {
    'SSH where the tenant belongs': {
      flows: [ssh({ id: 1011 })],
      findings: [
        {
          cause: 'jamf-pro-https *.jamfcloud.com port 443',
          confidence: 'strong',
          flows: [1011],
          exhibits: [{ frames: [at(0.04), at(0.05)] }],
          parameters: { port: 443, expected: ['tls'], protocol: 'ssh' },
        },
      ],
    },
    'SSH where push belongs: HTTP is documented for another port only': {
      flows: [ssh({ server: COURIER_ADDRESS, serverName: '1-courier.push.apple.com', port: 5223 })],
      findings: [{ parameters: { port: 5223, expected: ['tls'] } }],
    },
    'SSH where the database belongs': {
      flows: [own({ originatorRole: 'jamf-pro', server: '10.30.0.6', port: 3306, protocol: 'ssh' })],
      findings: [
        {
          cause: 'mysql 10.30.0.6:3306 port 3306',
          confidence: 'strong',
          services: ['jamf-pro-mysql'],
          parameters: { port: 3306, expected: ['mysql'], protocol: 'ssh' },
        },
      ],
    },
    'TLS where the endpoint mapper belongs': {
      flows: [own({ originatorRole: 'adcs-connector', server: '10.30.0.40', port: 135, protocol: 'tls' })],
      findings: [{ parameters: { port: 135, expected: ['dcerpc'], protocol: 'tls' } }],
    },
    'an address that other names share': {
      flows: [ssh({ candidates: [TENANT, 'www.example.org'] })],
      findings: [{ confidence: 'moderate' }],
    },
  },
});
