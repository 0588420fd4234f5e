import { synReset } from '../../../src/detect/blocked/syn-reset.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { at, COURIER, COURIER_ADDRESS, reached, refused, rst, unanswered } from '../../support/flow-facts.ts';

const push = { server: COURIER_ADDRESS, port: 5223 };
const again = { ...push, start: 5, id: 911 };

describeDetector(synReset, {
  silent: {
    'a lost race: IPv6 refused, IPv4 works at once': [
      refused({ client: '2001:db8:20::15', server: '2a05:d014:5e2:4a01::41' }),
      reached({ start: 0.03 }),
    ],
    'a first port whose fallback works': [refused(push), reached({ ...push, port: 443, start: 4 })],
    'a retired service': [refused({ server: '17.188.137.190', port: 2195, serverName: 'gateway.push.apple.com' })],
    'silence, which is another rule': [unanswered()],
    'a host that nothing documents': [refused({ serverName: 'intranet.example.org', port: 8080 })],
  },
  reports: {
    'one refusal': {
      flows: [refused({ ...push, id: 910 })],
      findings: [
        {
          cause: 'managed-device-apns *.push.apple.com',
          confidence: 'moderate',
          flows: [910],
          exhibits: [{ frames: [at(0.02)] }],
          parameters: { resetAfterMs: 20, resetHopLimit: 52, signature: 'SYN → RST+ACK', sender: 'undecided' },
        },
      ],
    },
    'repeated without success': {
      flows: [refused({ ...push, id: 910 }), refused(again)],
      findings: [{ confidence: 'strong', flows: [910, 911] }],
    },
    'repeated, but it works at other times': {
      flows: [refused({ ...push, id: 910 }), refused(again), reached({ ...push, start: 60 })],
      findings: [{ confidence: 'moderate' }],
    },
    'another hop limit than the server has': {
      flows: [refused({ ...push }, { hopLimit: 64 }), reached({ ...push, client: '10.20.0.99', start: 60 })],
      findings: [
        {
          confidence: 'strong',
          parameters: { resetHopLimit: 64, genuineHopLimit: 52, sender: 'middlebox', signals: ['hop-limit'] },
        },
      ],
    },
    'sooner than the server can answer': {
      flows: [
        refused({ ...push, tcp: { resets: [rst(0.001)] } }),
        reached({ ...push, client: '10.20.0.99', start: 60 }),
      ],
      findings: [
        {
          confidence: 'strong',
          parameters: { resetAfterMs: 1, rttMs: 20, sender: 'middlebox', signals: ['too-soon'] },
        },
      ],
    },
    'as late and as far as the server is': {
      flows: [refused(push), reached({ ...push, client: '10.20.0.99', start: 60 })],
      findings: [{ confidence: 'moderate', parameters: { sender: 'server' } }],
    },
    'once, by whoever sits before the first router': {
      flows: [refused({ ...push, tcp: { resets: [rst(0.0001, { hopLimit: 64 })] } })],
      findings: [
        {
          confidence: 'strong',
          parameters: { sender: 'middlebox', signals: ['no-hop', 'at-once'], resetHopLimit: 64 },
        },
      ],
    },
    'the same at a private address, where it may be the server': {
      flows: [
        refused({
          ...push,
          server: '10.20.0.9',
          serverName: COURIER,
          tcp: { resets: [rst(0.0001, { hopLimit: 64 })] },
        }),
      ],
      findings: [{ confidence: 'moderate', parameters: { sender: 'undecided', signals: [] } }],
    },
    'the same from a client at a public address, which may be a neighbour': {
      flows: [refused({ ...push, client: '17.57.144.9', tcp: { resets: [rst(0.0001, { hopLimit: 64 })] } })],
      findings: [{ confidence: 'moderate', parameters: { sender: 'undecided', signals: [] } }],
    },
    'the same, seen at the server: the SYN has passed routers': {
      flows: [refused({ ...push, tcp: { resets: [rst(0.0001, { hopLimit: 64 })], hopLimits: [61, 64] } })],
      findings: [{ confidence: 'moderate', parameters: { sender: 'undecided', signals: [] } }],
    },
    'RST and RST+ACK': {
      flows: [refused({ ...push, tcp: { resets: [rst(0.02, { withAck: false }), rst(0.021)] } })],
      findings: [{ parameters: { signature: 'SYN → RST; RST+ACK' } }],
    },
    "a RST, and the server's SYN-ACK behind it": {
      flows: [refused({ ...push, id: 912, tcp: { resets: [rst(0.001)], synAck: at(0.02) } })],
      findings: [
        {
          confidence: 'conclusive',
          exhibits: [{ frames: [at(0.001), at(0.02)] }],
          parameters: { sender: 'middlebox', signals: ['late-answer', 'too-soon'] },
        },
      ],
    },
    'a RST for the second SYN': {
      flows: [refused({ ...push, tcp: { syns: [at(0), at(1)], resets: [rst(1.02)] } })],
      findings: [{ parameters: { resetAfterMs: 20 } }],
    },
  },
});
