import { clientHelloSilence } from '../../../src/detect/blocked/client-hello-silence.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { at, type FlowSketch, greeted, reached, seen } from '../../support/flow-facts.ts';

/** Acknowledged, and nothing for 10 s. */
const taken = (sketch: FlowSketch = {}) =>
  greeted({
    observations: [seen('tls-client-hello', 0, (sketch.start ?? 0) + 0.021, { hello: { alpn: [], length: 512 } })],
    ...sketch,
    tcp: { firstDataAcked: [true, false], ...sketch.tcp },
  });
/** Acknowledged, and closed after 80 ms. */
const hungUp = (sketch: FlowSketch = {}) =>
  taken({ ...sketch, tcp: { firstDataAcked: [true, false], fin: [undefined, at((sketch.start ?? 0) + 0.101)] } });
const others = reached({ server: '203.0.113.80', serverName: 'www.example.org' });

describeDetector(clientHelloSilence, {
  silent: {
    'a hello that is never acknowledged': [greeted()],
    'the end of the capture': [taken({ until: 2 })],
    'a client that leaves within 3 s': [taken({ tcp: { firstDataAcked: [true, false], fin: [at(2), undefined] } })],
    'one of two parallel attempts': [taken(), reached({ start: 0.5 })],
    'a server that closes once': [hungUp(), others],
    'a server that closes once, and works at other times': [hungUp(), reached({ start: 60 }), others],
    'a server that nothing documents': [taken({ serverName: 'www.example.org' })],
  },
  reports: {
    once: {
      flows: [taken({ id: 920 })],
      findings: [
        {
          cause: 'jamf-pro-https *.jamfcloud.com',
          confidence: 'moderate',
          flows: [920],
          exhibits: [{ frames: [at(0.021), at(10)] }],
          parameters: {
            closed: false,
            waitedSeconds: 10 - 0.021,
            helloBytes: 517,
            answeredNames: [],
            signature: 'PSH+ACK → ∅',
          },
        },
      ],
    },
    'closed at once': {
      flows: [hungUp(), hungUp({ start: 20 }), others],
      findings: [
        {
          cause: 'jamf-pro-https *.jamfcloud.com closed',
          confidence: 'moderate',
          parameters: { closed: true, waitedSeconds: 0.08 },
        },
      ],
    },
    'closed at once three times, while other servers answer': {
      flows: [hungUp(), hungUp({ start: 20 }), hungUp({ start: 40 }), others],
      findings: [{ confidence: 'strong' }],
    },
    'again, while other servers answer': {
      flows: [taken({ id: 920 }), taken({ id: 921, start: 20 }), others],
      findings: [{ confidence: 'strong', flows: [920, 921] }],
    },
    'again, while the same address answers another name': {
      flows: [taken(), taken({ start: 20 }), reached({ serverName: 'www.example.org' })],
      findings: [{ confidence: 'strong', parameters: { answeredNames: ['www.example.org'] } }],
    },
    'again, and nobody else was seen': {
      flows: [taken(), taken({ start: 20 })],
      findings: [{ confidence: 'moderate' }],
    },
    'it works at other times': {
      flows: [taken(), taken({ start: 20 }), reached({ start: 60 }), others],
      findings: [{ confidence: 'moderate' }],
    },
    'half of the flows were captured in one direction': {
      flows: [taken(), taken({ start: 20 }), others],
      limits: ['one-sided'],
      findings: [{ confidence: 'moderate' }],
    },
  },
});
