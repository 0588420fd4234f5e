import { resetAfterData } from '../../../src/detect/blocked/reset-after-data.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { at, type FlowSketch, greeted, reached, rst, seen } from '../../support/flow-facts.ts';

const NONE = [undefined, undefined] as const;
const FORGED = { hopLimit: 127, hopLimitBefore: 52, sincePrevious: 0.4e6 };

const worked = (reset: Partial<ReturnType<typeof rst>>, sketch: FlowSketch = {}) =>
  reached({ ...sketch, tcp: { fin: NONE, resets: [rst(3, reset)], ...sketch.tcp } });
const answering = (sketch: FlowSketch = {}) =>
  greeted({
    observations: [
      seen('tls-client-hello', 0, 0.021, { hello: { alpn: [], length: 512 } }),
      seen('tls-server-hello', 1, 0.041, { hello: {} }),
    ],
    ...sketch,
    tcp: { firstData: [at(0.021), at(0.041)], firstDataAcked: [true, true], resets: [rst(0.042)], ...sketch.tcp },
  });

describeDetector(resetAfterData, {
  silent: {
    'a server that ends with a RST': [worked({ hopLimitBefore: 52 })],
    'a flow that was sent another way before its server ended it': [
      reached({ until: 400, tcp: { fin: NONE, resets: [rst(390, { ...FORGED, hopLimit: 55 })] } }),
    ],
    'a client that ends with a RST': [worked({ from: 0, hopLimit: 64, hopLimitBefore: 64 })],
    'a client that refuses the certificate': [
      answering({
        tcp: { firstData: [at(0.021), at(0.041)], resets: [rst(0.042, { from: 0, hopLimit: 64, hopLimitBefore: 64 })] },
      }),
    ],
    'a RST behind a FIN': [worked(FORGED, { tcp: { fin: [at(2), undefined] } })],
    'a load balancer that ends a flow behind 45 s of quiet': [worked({ ...FORGED, sincePrevious: 45e9 })],
    'a load balancer that forgets an idle flow': [worked({ ...FORGED, sincePrevious: 90e9 })],
    'a handshake that failed once, and works at other times': [answering(), reached({ start: 60 })],
    'a host that nothing documents': [worked(FORGED, { serverName: 'www.example.org' })],
  },
  reports: {
    'a RST with another hop limit': {
      flows: [worked(FORGED, { id: 960 })],
      findings: [
        {
          confidence: 'moderate',
          flows: [960],
          exhibits: [{ frames: [at(3)] }],
          parameters: {
            claims: 'server',
            resets: 1,
            resetAfterMs: 0.4,
            resetHopLimit: 127,
            genuineHopLimit: 52,
            signature: 'PSH+ACK; Data → RST+ACK',
            sender: 'middlebox',
            signals: ['hop-limit'],
            stage: 'later',
            protocol: 'tls',
            bytes: [900, 4000],
            afterSeconds: 3,
          },
        },
      ],
    },
    'a RST with another hop limit, and in the flow that the client began then as well': {
      flows: [worked(FORGED), reached({ start: 4, tcp: { fin: NONE, resets: [rst(7, FORGED)] } })],
      findings: [{ confidence: 'strong', parameters: { signals: ['hop-limit'] } }],
    },
    'RSTs with another hop limit at one moment, as when a load balancer changes over': {
      flows: [worked(FORGED), worked(FORGED)],
      findings: [{ confidence: 'moderate' }],
    },
    'RSTs with another hop limit and numbers of their own': {
      flows: [reached({ tcp: { fin: NONE, resets: [rst(3, FORGED), rst(3, { ...FORGED, acknowledgement: 9 })] } })],
      findings: [{ confidence: 'strong', parameters: { signals: ['hop-limit', 'numbers', 'burst'] } }],
    },
    'genuine data behind it': {
      flows: [worked(FORGED, { tcp: { fin: NONE, resets: [rst(3, FORGED)], dataAfterReset: at(3.02) } })],
      findings: [{ confidence: 'conclusive', parameters: { signals: ['late-answer', 'hop-limit'] } }],
    },
    "a RST in the server's TLS answer": {
      flows: [answering()],
      findings: [{ confidence: 'moderate', parameters: { stage: 'handshake', sender: 'undecided' } }],
    },
    "a forged RST in the client's name, seen at the server": {
      flows: [worked({ from: 0, hopLimit: 120, hopLimitBefore: 52 })],
      findings: [{ confidence: 'moderate', parameters: { claims: 'client' } }],
    },
    'a request in clear text': {
      flows: [
        greeted({
          protocol: 'http',
          serverName: 'swcdn.apple.com',
          server: '17.253.17.201',
          port: 80,
          tcp: { resets: [rst(0.041)] },
        }),
      ],
      findings: [{ confidence: 'moderate', parameters: { stage: 'request', signature: 'PSH+ACK → RST+ACK' } }],
    },
  },
});
