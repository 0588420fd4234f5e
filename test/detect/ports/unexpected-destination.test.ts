import { createCatalogue } from '../../../src/catalogue/match.ts';
import { unexpectedDestination } from '../../../src/detect/ports/unexpected-destination.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { at, COURIER_ADDRESS, type FlowSketch, reached, seen, unanswered } from '../../support/flow-facts.ts';

const MIRROR = '10.20.0.80';
const hello = seen('tls-client-hello', 0, 0.1, { hello: { alpn: ['apns-security-v3'], serverName: undefined } });
/** The device protocol without the name of a courier. */
const device = (server: string, sketch: FlowSketch = {}) =>
  reached({ server, serverName: undefined, port: 5223, observations: [hello], ...sketch });
const updates = (sketch: FlowSketch = {}) =>
  reached({ server: MIRROR, serverName: 'swscan.apple.com', nameFrom: 'sni', ...sketch });
const provider = (server: string, sketch: FlowSketch = {}) =>
  reached({ client: '10.30.0.10', originatorRole: 'jamf-pro', server, port: 2197, serverName: undefined, ...sketch });

describeDetector(unexpectedDestination, {
  silent: {
    'TLS of a flow whose start is missing: a proxy may have been asked before': [
      reached({ server: '10.20.0.9', port: 3128, tcp: { midStream: true } }),
    ],
    'where it belongs': [reached(), device(COURIER_ADDRESS), provider('17.188.143.34'), device('2620:149:a44::20')],
    'a push name on a foreign address, which is inspection': [
      device(MIRROR, { serverName: '1-courier.push.apple.com' }),
      provider(MIRROR, { serverName: 'api.push.apple.com' }),
    ],
    'the bag, which is on a content delivery network': [
      reached({ server: '23.50.131.151', serverName: 'init.push.apple.com', port: 80, protocol: 'http' }),
    ],
    'Apple through NAT64': [device('64:ff9b::1139:9014')],
    'an agent that gives names addresses of its own': [updates({ server: '198.18.0.20' })],
    'a proxy': [
      updates({
        protocol: 'http',
        port: 3128,
        observations: [seen('http-request', 0, 0.1, { form: 'authority', port: 443 })],
      }),
    ],
    'a proxy or load balancer that the site declares': {
      flows: [updates()],
      catalogue: createCatalogue({ hosts: [{ role: 'proxy', host: MIRROR }] }),
    },
    'a server of the site by its own name': [reached({ server: MIRROR, serverName: 'jamf.corp.example', port: 8443 })],
    'nobody answers': [unanswered([0, 1, 3], { server: MIRROR, serverName: 'swscan.apple.com' })],
    'other TLS of a device on the port of push': [
      reached({ server: '203.0.113.7', serverName: undefined, port: 5223 }),
    ],
    'other TLS of the server': [provider('203.0.113.7', { port: 443 }), provider('203.0.113.7', { port: 5223 })],
  },
  reports: {
    'a documented name on the network of the site': {
      flows: [updates({ id: 4001 }), updates({ id: 4002, client: '10.20.0.16' })],
      findings: [
        {
          cause: `apple-software-update swscan.apple.com ${MIRROR}`,
          confidence: 'strong',
          flows: [4001, 4002],
          exhibits: [{ frames: [at(0.021), at(0.041)] }, {}],
          parameters: { network: 'private network', documented: [] },
        },
      ],
    },
    'where DNS alone names it': {
      flows: [updates({ nameFrom: 'dns', server: 'fd00:20::80' })],
      findings: [
        { confidence: 'moderate', doubt: { why: 'name-elsewhere' }, parameters: { network: 'private network' } },
      ],
    },
    'on a network whose hosts the site declares, though not as servers': {
      flows: [updates()],
      catalogue: createCatalogue({ hosts: [{ role: 'managed-computer', host: '10.20.0.0/16' }] }),
      findings: [{}],
    },
    'a tenant': {
      flows: [reached({ server: '100.64.3.9' })],
      findings: [{ parameters: { network: 'carrier-grade NAT' } }],
    },
    'the device protocol at a server that is not Apple': {
      flows: [device('203.0.113.7')],
      findings: [
        {
          cause: 'managed-device-apns *.push.apple.com 203.0.113.7',
          confidence: 'strong',
          services: ['managed-device-apns'],
          parameters: { documented: ['17.0.0.0/8'] },
        },
      ],
    },
    'the same over IPv6': {
      flows: [device('2001:db8::7')],
      findings: [
        {
          parameters: {
            documented: ['2620:149:a44::/48', '2403:300:a42::/48', '2403:300:a51::/48', '2a01:b740:a42::/48'],
          },
        },
      ],
    },
    'the port of the provider API at a server that is not Apple': {
      flows: [provider('203.0.113.7')],
      findings: [
        {
          cause: 'jamf-pro-apns 203.0.113.7:2197',
          confidence: 'moderate',
          doubt: { why: 'no-name' },
          services: ['jamf-pro-apns'],
          parameters: { documented: ['17.0.0.0/8'] },
        },
      ],
    },
  },
});
