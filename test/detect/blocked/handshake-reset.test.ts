import { handshakeReset } from '../../../src/detect/blocked/handshake-reset.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { at, type FlowSketch, greeted, reached, rst } from '../../support/flow-facts.ts';

/** The handshake, and a RST as the server would send it. */
const cut = (sketch: FlowSketch = {}, ...resets: ReturnType<typeof rst>[]) =>
  greeted({
    protocol: 'unknown',
    nameFrom: 'dns',
    ...sketch,
    tcp: {
      firstData: [undefined, undefined],
      resets: resets.length > 0 ? resets : [rst((sketch.start ?? 0) + 0.041)],
      ...sketch.tcp,
    },
  });
const others = reached({ server: '203.0.113.80', serverName: 'www.example.org' });
const three = [0, 20, 40].map((start) => cut({ start }));

describeDetector(handshakeReset, {
  silent: {
    'a RST of the client': [cut({}, rst(0.03, { from: 0 }))],
    'the system beneath a scanner, which knows nothing of its flow': [
      cut(
        { tcp: { hopLimits: [255, 52], handshakeDone: at(0.021) } },
        rst(0.02, { from: 0, hopLimit: 64, hopLimitBefore: 255, withAck: false }),
      ),
    ],
    'a RST behind the FIN of the client': [cut({ tcp: { fin: [at(0.03), undefined] } })],
    'a connection that was never used': [cut({}, rst(5))],
    'one of two parallel attempts': [cut(), reached({ start: 0.5 })],
    'a RST for the ClientHello, which is another rule': [greeted({ tcp: { resets: [rst(0.041)] } })],
  },
  reports: {
    'once, as the server would do it': {
      flows: [cut({ id: 930 })],
      findings: [
        {
          cause: 'jamf-pro-https *.jamfcloud.com',
          confidence: 'moderate',
          flows: [930],
          exhibits: [{ frames: [at(0.02), at(0.02), at(0.041)] }],
          parameters: {
            claims: 'server',
            resets: 1,
            resetAfterMs: 21,
            rttMs: 20,
            resetHopLimit: 52,
            genuineHopLimit: 52,
            signature: 'SYN; ACK → RST+ACK',
            sender: 'server',
            signals: [],
            answeringPorts: [],
          },
        },
      ],
    },
    'always, while others answer': { flows: [...three, others], findings: [{ confidence: 'strong' }] },
    'always, and nobody else was seen': { flows: three, findings: [{ confidence: 'moderate' }] },
    'too soon, with another hop limit': {
      flows: [cut({}, rst(0.0205, { hopLimit: 127, hopLimitBefore: 52 }))],
      findings: [{ confidence: 'strong', parameters: { sender: 'middlebox', signals: ['too-soon', 'hop-limit'] } }],
    },
    'and genuine data behind it': {
      flows: [cut({ tcp: { firstData: [at(0.021), at(0.06)], dataAfterReset: at(0.06) } }, rst(0.0205))],
      findings: [{ confidence: 'conclusive', parameters: { signals: ['late-answer', 'too-soon'] } }],
    },
    'forged, but it works at other times': {
      flows: [cut({}, rst(0.0205)), reached({ start: 60 })],
      findings: [{ confidence: 'moderate', parameters: { sender: 'middlebox' } }],
    },
  },
});
