import { undocumentedPort } from '../../../src/detect/ports/undocumented-port.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { at, COURIER_ADDRESS, type FlowSketch, greeted, reached, seen, unanswered } from '../../support/flow-facts.ts';

const courier = (port: number, sketch: FlowSketch = {}) => reached({ server: COURIER_ADDRESS, port, ...sketch });
const web = (port: number, request: object, response: object = { status: 200 }) =>
  reached({
    port,
    protocol: 'http',
    observations: [seen('http-request', 0, 0.1, request), seen('http-response', 1, 0.2, response)],
  });

const site = [
  { role: 'ldap', host: '10.30.0.5' },
  { role: 'infrastructure-manager', host: '10.30.0.9' },
  { role: 'jamf-pro', host: '10.30.0.10' },
] as const;
/** Of Jamf Pro, to the directory unless told otherwise, between hosts that the site declares. */
const own = (protocol: string, port: number, sketch: FlowSketch = {}) =>
  reached({
    ...{ client: '10.30.0.10', originatorRole: 'jamf-pro', server: '10.30.0.5', serverName: undefined, site },
    protocol,
    port,
    ...sketch,
  });

describeDetector(undocumentedPort, {
  silent: {
    'TLS of a flow whose start is missing: a proxy may have been asked before': [
      reached({ port: 3128, tcp: { midStream: true } }),
    ],
    'HTTP whose answer could not be read': [reached({ port: 81, protocol: 'http' })],
    'documented ports': [courier(5223), courier(443), reached()],
    'a host that nothing documents': [reached({ serverName: 'www.example.org', port: 444 })],
    'an attempt without content': [unanswered([0, 1, 3], { port: 444 })],
    'a client that speaks to nobody': [greeted({ port: 444 })],
    'a proxy that is asked for the documented port': [web(3128, { form: 'authority', port: 443 })],
    'a proxy that is asked for nothing in particular': [web(3128, { form: 'authority' })],
    'plain HTTP that is sent on to HTTPS': [
      reached({
        serverName: 'identity.apple.com',
        port: 8080,
        protocol: 'http',
        observations: [seen('http-response', 1, 0.2, { status: 301, location: 'https://identity.apple.com/' })],
      }),
    ],
    'QUIC where TCP is documented': [reached({ transport: 'udp', protocol: 'quic', serverName: 'gdmf.apple.com' })],
    'a port that the site declares': [own('ldap', 3268, { site: [{ ...site[0], ports: [3268] }] })],
    'a configurable port, which is another rule': [
      own('hl7', 3575, { server: '10.30.0.9', originatorRole: 'hl7-interface' }),
    ],
    'another program on the host': [own('ssh', 22)],
    'the directory as others use it': [own('ldap', 3268, { client: '10.20.0.77', originatorRole: undefined })],
    'the clear-text form of a port that only sends on': [
      own('http', 8000, {
        observations: [seen('http-response', 1, 0.2, { status: 302, location: 'https://a.example/' })],
      }),
    ],
    'a retired service, which is another rule': [
      reached({ server: '17.188.137.190', serverName: 'gateway.push.apple.com', port: 2196 }),
    ],
  },
  reports: {
    'push on 8443': {
      flows: [courier(8443, { id: 1001 }), courier(8443, { id: 1002, start: 30, client: '10.20.0.21' })],
      findings: [
        {
          cause: 'managed-device-apns *.push.apple.com port 8443',
          confidence: 'strong',
          flows: [1001, 1002],
          exhibits: [{ frames: [at(0)] }, { frames: [at(30)] }],
          parameters: { port: 8443, documented: ['TCP 5223', 'TCP 443', 'TCP 80', 'TCP 2197'], protocol: 'tls' },
        },
      ],
    },
    'LDAP of Jamf Pro on a port of its own': {
      flows: [own('ldap', 3268)],
      findings: [
        {
          cause: 'ldap 10.30.0.5:3268 port 3268',
          confidence: 'strong',
          services: ['jamf-pro-ldap', 'ldap-proxy-directory'],
          parameters: { port: 3268, documented: ['TCP 389', 'TCP 636'], protocol: 'ldap' },
        },
      ],
    },
    'TLS of a device at Jamf Pro on a port of its own, which may be for another purpose': {
      flows: [own('tls', 9443, { server: '10.30.0.10', client: '10.20.0.15', originatorRole: 'managed-computer' })],
      findings: [
        {
          confidence: 'moderate',
          doubt: { why: 'role' },
          parameters: { port: 9443, documented: ['TCP 8443', 'TCP 443'] },
        },
      ],
    },
    'two ports, two causes': { flows: [courier(8443), courier(8444)], findings: [{}, {}] },
    'a proxy that is asked for another port': {
      flows: [web(3128, { form: 'authority', port: 444 })],
      findings: [{ parameters: { port: 444, protocol: 'http' } }],
    },
    'an address that other names share': {
      flows: [courier(8443, { candidates: ['1-courier.push.apple.com', 'www.example.org'] })],
      findings: [{ confidence: 'moderate' }],
    },
  },
});
