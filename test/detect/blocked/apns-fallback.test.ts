import { apnsFallback } from '../../../src/detect/blocked/apns-fallback.ts';
import { describeDetector } from '../../support/detector-table.ts';
import {
  at,
  COURIER_ADDRESS,
  greeted,
  prohibited,
  reached,
  refused,
  rst,
  unanswered,
} from '../../support/flow-facts.ts';

const first = { server: COURIER_ADDRESS, port: 5223 };
const fallback = { ...first, port: 443, start: 8 };
const how = (how: string) => [{ parameters: { blockedPort: 5223, workingPort: 443, how } }];

describeDetector(apnsFallback, {
  silent: {
    'neither port works': [unanswered([0, 1, 3], first), unanswered([8, 9, 11], fallback)],
    'both work': [reached(first), reached(fallback)],
    'the first port works as well': [unanswered([0, 1, 3], first), reached(fallback), reached({ ...first, start: 60 })],
    'a race that 443 won': [unanswered([0, 1], first), reached({ ...fallback, start: 0.4 })],
    'the fallback of another client': [unanswered([0, 1, 3], first), reached({ ...fallback, client: '10.20.0.99' })],
    'another service on 443': [
      unanswered([0, 1, 3], first),
      reached({ server: '17.188.143.34', serverName: 'api.push.apple.com', start: 8 }),
    ],
  },
  reports: {
    'silence on 5223': {
      flows: [unanswered([0, 1, 3], { ...first, id: 950 }), reached({ ...fallback, id: 951 })],
      findings: [
        {
          cause: 'managed-device-apns *.push.apple.com',
          confidence: 'strong',
          services: ['managed-device-apns', 'apple-device-management'],
          // The flow that works is evidence, and no fault.
          flows: [950],
          frames: [at(8)],
          exhibits: [{ frames: [at(0), at(1), at(3)] }],
          parameters: { blockedPort: 5223, workingPort: 443, how: 'unanswered' },
        },
      ],
    },
    'a RST on 5223': { flows: [refused(first), reached(fallback)], findings: how('reset') },
    'ICMP on 5223': {
      flows: [unanswered([0], { ...first, icmp: [prohibited(0)] }), reached(fallback)],
      findings: how('prohibited'),
    },
    'TLS on 5223': {
      flows: [greeted({ ...first, tcp: { resets: [rst(0.03)] } }), reached(fallback)],
      findings: how('tls'),
    },
  },
});
