import { icmpProhibited } from '../../../src/detect/blocked/icmp-prohibited.ts';
import { describeDetector } from '../../support/detector-table.ts';
import {
  at,
  COURIER_ADDRESS,
  flowFacts,
  greeted,
  prohibited,
  reached,
  TENANT_ADDRESS,
  unanswered,
} from '../../support/flow-facts.ts';

const push = { server: COURIER_ADDRESS, port: 5223 };

describeDetector(icmpProhibited, {
  silent: {
    'an error that forbids nothing': [unanswered([0, 1], { icmp: [prohibited(0.1, { code: 1 })] })],
    'a lost race': [unanswered([0], { ...push, icmp: [prohibited(0)] }), reached({ ...push, port: 443, start: 0.1 })],
    'a first port whose fallback works': [
      unanswered([0], { ...push, icmp: [prohibited(0)] }),
      reached({ ...push, port: 443, start: 9 }),
    ],
    'a flow that works all the same': [reached({ icmp: [prohibited(0)] })],
  },
  reports: {
    'a SYN that a firewall forbids': {
      flows: [unanswered([0, 1], { ...push, id: 920, icmp: [prohibited(0.001)] })],
      findings: [
        {
          cause: 'managed-device-apns *.push.apple.com 10.20.0.1',
          confidence: 'conclusive',
          flows: [920],
          exhibits: [{ frames: [at(0.001)] }],
          parameters: { router: '10.20.0.1', version: 4, type: 3, code: 13, fromServer: false },
        },
      ],
    },
    'two routers, two causes': {
      flows: [
        unanswered([0], { icmp: [prohibited(0)] }),
        unanswered([0], { client: '10.30.0.7', icmp: [prohibited(0, { router: '10.30.0.1' })] }),
      ],
      findings: [{ parameters: { router: '10.20.0.1' } }, { parameters: { router: '10.30.0.1' } }],
    },
    "the server's own host firewall": {
      flows: [unanswered([0], { icmp: [prohibited(0, { router: TENANT_ADDRESS, code: 10 })] })],
      findings: [{ parameters: { fromServer: true, code: 10 } }],
    },
    'a packet after the handshake': { flows: [greeted({ icmp: [prohibited(0.03)] })], findings: [{}] },
    'time over UDP': {
      flows: [
        flowFacts({
          transport: 'udp',
          server: '17.253.84.125',
          port: 123,
          serverName: 'time.apple.com',
          icmp: [prohibited(0)],
        }),
      ],
      findings: [{ cause: 'apple-device-setup time.apple.com 10.20.0.1' }],
    },
  },
});
