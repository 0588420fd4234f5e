import { handshakeSilence } from '../../../src/detect/blocked/handshake-silence.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { at, type FlowSketch, greeted, reached } from '../../support/flow-facts.ts';

const DIRECTORY = {
  server: '10.20.6.10',
  port: 389,
  protocol: 'ldap',
  serverName: undefined,
  originatorRole: 'jamf-pro',
  site: [
    { role: 'ldap', host: '10.20.6.10' },
    { role: 'smtp', host: '10.20.6.26' },
  ],
} as const;
const JAMF_PRO = [{ role: 'jamf-pro', host: '10.20.5.10' }] as const;
const MAIL = { ...DIRECTORY, server: '10.20.6.26', port: 25, protocol: 'unknown' } as const;
const NONE = [undefined, undefined] as const;

/** A bind that is sent again after these seconds. */
const bind = (again: readonly number[], sketch: FlowSketch = {}) =>
  greeted({ ...DIRECTORY, ...sketch, tcp: { firstDataResent: [again.map(at), []], ...sketch.tcp } });
const mute = (sketch: FlowSketch = {}) => greeted({ ...MAIL, until: 30, ...sketch, tcp: { firstData: NONE } });
/** Seen beside the server: a client 20 ms away opens, and says nothing. */
const atServer = (sketch: FlowSketch = {}) => {
  const start = sketch.start ?? 0;
  return greeted({
    protocol: 'unknown',
    history: 'ShA',
    ...sketch,
    tcp: {
      synAck: at(start + 0.0001),
      handshakeDone: at(start + 0.0201),
      firstData: NONE,
      hopLimits: [52, 64],
      ...sketch.tcp,
    },
  });
};

describeDetector(handshakeSilence, {
  silent: {
    'a ClientHello, which is another rule': [greeted()],
    'a client that says nothing, seen at the client': [greeted({ protocol: 'unknown', tcp: { firstData: NONE } })],
    'a client that says nothing, once': [atServer()],
    'clients that open connections in advance': [atServer(), atServer({ start: 20 }), reached({ start: 60 })],
    'the same, of which the server learns no name': [
      atServer({ serverName: undefined, server: '10.20.5.10', port: 8443, site: JAMF_PRO }),
      atServer({ start: 20, serverName: undefined, server: '10.20.5.10', port: 8443, site: JAMF_PRO }),
      reached({ start: 60, serverName: 'jss.corp.example', server: '10.20.5.10', port: 8443, site: JAMF_PRO }),
    ],
    'a data segment that was lost once, and then acknowledged': [
      bind([0.3], { tcp: { firstDataResent: [[at(0.3)], []], firstDataAcked: [true, false] } }),
    ],
    'a mail server that lets its client wait': [mute({ until: 8 })],
  },
  reports: {
    'a request that is never acknowledged': {
      flows: [bind([0.3, 0.9], { id: 950 })],
      findings: [
        {
          confidence: 'strong',
          flows: [950],
          exhibits: [{ frames: [at(0.02), at(0.02), at(0.021), at(0.3), at(0.9)] }],
          parameters: {
            missing: 'acknowledgement',
            protocol: 'ldap',
            resent: 2,
            bytesMissing: false,
            triedSeconds: 0.879,
            waitedSeconds: 9.1,
            signature: 'PSH+ACK → ∅',
          },
        },
      ],
    },
    'resent once': { flows: [bind([0.3])], findings: [{ confidence: 'moderate' }] },
    'resent once, in two flows': {
      flows: [bind([0.3]), bind([20.3], { start: 20 })],
      findings: [{ confidence: 'strong' }],
    },
    'no greeting': {
      flows: [mute()],
      findings: [{ confidence: 'moderate', parameters: { missing: 'greeting', resent: 0, signature: 'SYN; ACK → ∅' } }],
    },
    'clients that say nothing and never get through, seen at the server': {
      flows: [atServer(), atServer({ start: 20 })],
      findings: [{ confidence: 'moderate', parameters: { missing: 'client-data', signature: 'SYN; ACK → ∅' } }],
    },
    'a client that closes behind bytes that never came': {
      flows: [atServer({ history: 'ShAGF', tcp: { fin: [at(6), undefined] } })],
      findings: [{ confidence: 'strong', parameters: { bytesMissing: true } }],
    },
    'half of the flows were captured in one direction': {
      flows: [bind([0.3, 0.9])],
      limits: ['one-sided'],
      findings: [{ confidence: 'moderate' }],
    },
  },
});
