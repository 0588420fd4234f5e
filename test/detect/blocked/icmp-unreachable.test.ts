import { icmpUnreachable } from '../../../src/detect/blocked/icmp-unreachable.ts';
import { describeDetector } from '../../support/detector-table.ts';
import {
  at,
  COURIER_ADDRESS,
  flowFacts,
  prohibited,
  reached,
  TENANT_ADDRESS,
  unanswered,
} from '../../support/flow-facts.ts';

const push = { server: COURIER_ADDRESS, port: 5223 };
const unreachable = (seconds: number, code: number, more = {}) => prohibited(seconds, { code, ...more });
const host = (seconds: number) => unreachable(seconds, 1);

describeDetector(icmpUnreachable, {
  silent: {
    'an administrative prohibition': [unanswered([0], { icmp: [prohibited(0.1)] })],
    'a packet that is too big': [unanswered([0, 1], { icmp: [unreachable(0.1, 4)] })],
    'a flow that works all the same': [reached({ icmp: [host(0.01)] })],
    'a lost race': [unanswered([0], { icmp: [host(0)] }), reached({ start: 0.3 })],
    'a first port whose fallback works': [
      unanswered([0], { ...push, icmp: [host(0)] }),
      reached({ ...push, port: 443, start: 9 }),
    ],
    'a server that nothing documents': [
      unanswered([0], { server: '203.0.113.80', serverName: 'www.example.org', icmp: [host(0)] }),
    ],
    'QUIC, for which TCP stands in': [flowFacts({ transport: 'udp', protocol: 'quic', icmp: [unreachable(0.1, 3)] })],
  },
  reports: {
    'a router that reaches nobody, once': {
      flows: [unanswered([0, 1], { id: 960, icmp: [host(3)] })],
      findings: [
        {
          cause: 'jamf-pro-https *.jamfcloud.com 10.20.0.1 host',
          confidence: 'moderate',
          flows: [960],
          exhibits: [{ frames: [at(3)] }],
          parameters: {
            ...{ router: '10.20.0.1', version: 4, type: 3, code: 1, what: 'host', fromServer: false, errors: 1 },
            signals: ['no-way'],
          },
        },
      ],
    },
    'again and again': {
      flows: [unanswered([0, 1], { icmp: [host(3)] }), unanswered([8], { icmp: [host(8)] })],
      findings: [{ confidence: 'strong', parameters: { errors: 2, signals: ['no-way', 'repeated'] } }],
    },
    'it works at other times': {
      flows: [unanswered([0, 1], { icmp: [host(3), host(3)] }), reached({ start: 60 })],
      findings: [{ confidence: 'moderate' }],
    },
    'a filter that rejects': {
      flows: [unanswered([0], { ...push, icmp: [unreachable(0, 3)] })],
      findings: [{ confidence: 'strong', parameters: { what: 'port', signals: ['port-or-protocol'] } }],
    },
    "the server's own": {
      flows: [unanswered([0], { icmp: [unreachable(0, 3, { router: TENANT_ADDRESS })] })],
      findings: [{ parameters: { fromServer: true } }],
    },
    'two that say different things': {
      flows: [unanswered([0], { icmp: [host(0)] }), unanswered([1], { icmp: [unreachable(1, 0)] })],
      findings: [{ parameters: { what: 'host' } }, { parameters: { what: 'network' } }],
    },
    'a syslog server that does not listen': {
      flows: [
        flowFacts({
          ...{ transport: 'udp', server: '10.20.6.51', port: 514, serverName: undefined, protocol: 'syslog' },
          ...{ site: [{ role: 'syslog', host: '10.20.6.51' }] },
          ...{ until: 5, bytes: [300, 0], originatorRole: 'jamf-pro' },
          icmp: [unreachable(5, 3, { router: '10.20.6.51' })],
        }),
      ],
      findings: [{ services: ['jamf-pro-syslog'], confidence: 'strong' }],
    },
    'a lossy capture': {
      flows: [unanswered([0], { icmp: [unreachable(0, 3)] })],
      limits: ['lossy'],
      findings: [{ confidence: 'moderate' }],
    },
  },
});
