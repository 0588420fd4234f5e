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

describeDetector(undocumentedPort, {
  silent: {
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
