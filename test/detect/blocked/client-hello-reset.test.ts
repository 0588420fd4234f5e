import { clientHelloReset } from '../../../src/detect/blocked/client-hello-reset.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { at, type FlowSketch, greeted, reached, rst, seen } from '../../support/flow-facts.ts';

/** Resets at these seconds, forged ones with another hop limit. */
const reset = (resets: ReturnType<typeof rst>[], sketch: FlowSketch = {}) =>
  greeted({ ...sketch, connState: 'RSTR', tcp: { resets, ...sketch.tcp } });
const genuine = (id: number) => reset([rst(0.041)], { id });
const forged = { hopLimit: 127 };
const bare = (acknowledgement: number) => rst(0.022, { ...forged, withAck: false, acknowledgement });

const hello = (length: number) => [seen('tls-client-hello', 0, 0.021, { hello: { alpn: [], length } })];

describeDetector(clientHelloReset, {
  silent: {
    "the client's own RST": [reset([rst(0.03, { from: 0 })])],
    "the client's own RST behind the answer of the server": [
      reset([rst(0.06, { from: 0, hopLimit: 52, hopLimitBefore: 52 })], { tcp: { firstData: [at(0.021), at(0.05)] } }),
    ],
    'a forged one behind what the client says to the answer': [
      greeted({
        observations: [...hello(512), seen('tls-protected-record', 0, 0.04, { recordType: 23, length: 69, index: 0 })],
        tcp: {
          firstData: [at(0.021), at(0.03)],
          resets: [rst(0.05, { from: 0, hopLimit: 120, hopLimitBefore: 52 })],
        },
      }),
    ],
    'a RST after data of the server': [reset([rst(0.1)], { tcp: { firstData: [at(0.021), at(0.05)] } })],
    'one of two parallel attempts': [genuine(1), reached({ start: 0.5 })],
    'a server that nothing documents': [reset([rst(0.03)], { serverName: 'www.example.org' })],
  },
  reports: {
    'an injected RST, and genuine data behind it': {
      flows: [
        reset([rst(0.0215, forged), rst(0.0216, forged)], {
          id: 940,
          tcp: { firstData: [at(0.021), at(0.042)], dataAfterReset: at(0.042) },
        }),
      ],
      findings: [
        {
          cause: 'jamf-pro-https *.jamfcloud.com',
          confidence: 'conclusive',
          flows: [940],
          exhibits: [{ frames: [at(0.021), at(0.0215), at(0.0216), at(0.042)] }],
          parameters: {
            claims: 'server',
            resets: 2,
            resetAfterMs: 0.5,
            rttMs: 20,
            resetHopLimit: 127,
            genuineHopLimit: 52,
            signature: 'PSH+ACK → RST+ACK; RST+ACK',
            sender: 'middlebox',
            signals: ['late-answer', 'too-soon', 'hop-limit', 'burst'],
            answeredNames: [],
          },
        },
      ],
    },
    'another hop limit': { flows: [reset([rst(0.041, forged)])], findings: [{ confidence: 'strong' }] },
    'sooner than the round trip': { flows: [reset([rst(0.023)])], findings: [{ confidence: 'strong' }] },
    'as the server would do it, once': {
      flows: [genuine(941)],
      findings: [{ confidence: 'moderate', parameters: { sender: 'server', signature: 'PSH+ACK → RST+ACK' } }],
    },
    'as the server would do it, always, to a client that reaches others': {
      flows: [
        genuine(941),
        genuine(942),
        genuine(943),
        reached({ server: '203.0.113.80', serverName: 'www.example.org' }),
      ],
      findings: [{ confidence: 'strong', flows: [941, 942, 943] }],
    },
    'it works at other times': {
      flows: [reset([rst(0.023)]), reached({ start: 60 })],
      findings: [{ confidence: 'moderate' }],
    },
    "a RST in the client's name, seen at the server": {
      flows: [
        greeted({
          tcp: {
            hopLimits: [52, 64],
            firstDataAcked: [true, false],
            resets: [rst(0.0215, { from: 0, hopLimit: 120, hopLimitBefore: 52 })],
          },
        }),
      ],
      findings: [
        {
          confidence: 'strong',
          parameters: { claims: 'client', resetHopLimit: 120, genuineHopLimit: 52, signals: ['hop-limit'] },
        },
      ],
    },
    'the same, behind the answer of the server, and RSTs of the client that are its own': {
      flows: [
        greeted({
          observations: [...hello(512), seen('tls-server-hello', 1, 0.03)],
          tcp: {
            hopLimits: [52, 64],
            firstData: [at(0.021), at(0.03)],
            firstDataAcked: [true, false],
            resets: [
              rst(0.035, { from: 0, hopLimit: 52, hopLimitBefore: 52, withAck: false }),
              rst(0.037, { from: 0, hopLimit: 120, hopLimitBefore: 52 }),
            ],
          },
        }),
      ],
      findings: [
        {
          confidence: 'strong',
          exhibits: [{ frames: [at(0.021), at(0.037)] }],
          parameters: { claims: 'client', resets: 1, resetAfterMs: 16, signature: 'PSH+ACK → RST+ACK' },
        },
      ],
    },
    'RST and RST+ACK': {
      flows: [reset([bare(5), rst(0.023, forged)])],
      findings: [{ parameters: { signature: 'PSH+ACK → RST; RST+ACK' } }],
    },
    'RSTs with one acknowledgement number': {
      flows: [reset([bare(5), bare(5)])],
      findings: [{ parameters: { signature: 'PSH+ACK → RST = RST' } }],
    },
    'RSTs that guess at the window': {
      flows: [reset([bare(5), bare(9)])],
      findings: [{ parameters: { signature: 'PSH+ACK → RST ≠ RST' } }],
    },
    'RSTs, one with acknowledgement number 0': {
      flows: [reset([bare(5), bare(0)])],
      findings: [{ parameters: { signature: 'PSH+ACK → RST; RST0' } }],
    },
    'a hello in two packets, where a smaller one gets through': {
      flows: [reset([rst(0.023)], { observations: hello(1985) }), reached({ start: 60, observations: hello(512) })],
      findings: [{ confidence: 'strong', parameters: { splitHelloBytes: 1990, passedBytes: 517 } }],
    },
    'the same, and another large one gets through': {
      flows: [
        reset([rst(0.023)], { observations: hello(1985) }),
        reached({ start: 60, observations: hello(512) }),
        reached({ start: 90, observations: hello(1985) }),
      ],
      findings: [{ confidence: 'moderate', parameters: { splitHelloBytes: 1990 } }],
    },
  },
});
