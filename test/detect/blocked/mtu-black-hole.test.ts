import { mtuBlackHole } from '../../../src/detect/blocked/mtu-black-hole.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { at, type FlowSketch, greeted, prohibited, reached, seen } from '../../support/flow-facts.ts';

const hello = (length: number, keyShareGroups: number[] = []) => [
  seen('tls-client-hello', 0, 0.022, { hello: { alpn: [], length, keyShareGroups } }),
];
/** A hello in two segments, of which the first is resent at these seconds. */
const lost = (resent: number[], sketch: FlowSketch = {}) =>
  greeted({
    observations: hello(1985, [0x11ec]),
    ...sketch,
    tcp: { firstDataBytes: [1448, 0], firstDataResent: [resent.map(at), []], ...sketch.tcp },
  });
const sacked = (resent: number[], sketch: FlowSketch = {}) =>
  lost(resent, { ...sketch, tcp: { selectiveAck: [at(0.045), undefined], ...sketch.tcp } });
/** An answer that does not get through: seen at the server, or at the client. */
const unheard = (resent: number[], sketch: FlowSketch = {}) =>
  greeted({
    observations: hello(512),
    ...sketch,
    tcp: {
      firstData: [at(0.021), at(0.041)],
      firstDataAcked: [true, false],
      firstDataBytes: [517, 1448],
      firstDataResent: [[], resent.map(at)],
      selectiveAck: [undefined, at(0.065)],
      ...sketch.tcp,
    },
  });
const tail = (sketch: FlowSketch = {}) =>
  unheard([], { ...sketch, tcp: { missingBytes: [0, 2896], firstDataBytes: [517, 600], ...sketch.tcp } });
const WITHOUT_SACK = { selectiveAck: [undefined, undefined] } as const;
const tooBig = prohibited(0.023, { code: 4 });
const small = reached({ start: 60, observations: hello(512) });
const large = { ...reached({ start: 60, observations: hello(1700) }), serverName: 'other.jamfcloud.com' };

describeDetector(mtuBlackHole, {
  silent: {
    'a large hello that vanishes, and nothing tells why': [lost([0.3, 0.9])],
    'a small hello that vanishes where another one passed': [lost([0.3, 0.9], { observations: hello(512) }), small],
    'a large hello beside another large one that passed': [lost([0.3, 0.9]), small, large],
    'a router that says so in time': [reached({ icmp: [tooBig], observations: hello(1985) })],
    'the end of the capture': [sacked([], { until: 1 })],
    'a small first segment': [sacked([0.3, 0.9], { tcp: { firstDataBytes: [517, 0] } })],
    'an answer that comes late and in smaller packets': [
      reached({ tcp: { missingBytes: [0, 0], firstDataAcked: [true, true], selectiveAck: [undefined, at(0.06)] } }),
    ],
    'an answer that the client got and the capture did not': [tail({ tcp: { firstDataAcked: [true, true] } })],
    'the end of the capture, behind the end of an answer': [tail({ until: 2 })],
    'an answer that is sent again once': [unheard([0.3], { until: 1 })],
    'a server that nothing documents': [sacked([0.3, 0.9], { serverName: 'www.example.org' })],
  },
  reports: {
    'the first segment lost, the second acknowledged': {
      flows: [sacked([0.3, 0.9], { id: 970 })],
      findings: [
        {
          cause: 'jamf-pro-https *.jamfcloud.com',
          confidence: 'strong',
          flows: [970],
          exhibits: [{ frames: [at(0.021), at(0.045), at(0.3), at(0.9)] }],
          parameters: {
            ...{
              helloBytes: 1990,
              segmentBytes: 1448,
              resent: 2,
              triedSeconds: 0.879,
              waitedSeconds: 9.1,
              postQuantum: true,
            },
            ...{ lost: 'hello', tailOnly: false, largePassed: false, signals: ['tail-acknowledged', 'repeated'] },
          },
        },
      ],
    },
    'a small hello gets through': {
      flows: [sacked([0.3]), small],
      findings: [
        { confidence: 'strong', parameters: { passedBytes: 517, signals: ['tail-acknowledged', 'small-passes'] } },
      ],
    },
    'a large one with another name gets through: perhaps a filter on the name': {
      flows: [sacked([0.3, 0.9]), large],
      findings: [{ confidence: 'moderate', parameters: { largePassed: true } }],
    },
    'a router says so in vain': {
      flows: [sacked([0.3, 0.9], { icmp: [tooBig] })],
      findings: [
        {
          confidence: 'conclusive',
          parameters: { router: '10.20.0.1', signals: ['too-big-ignored', 'tail-acknowledged', 'repeated'] },
        },
      ],
    },
    'a router says so, and hardly anything follows': {
      flows: [lost([0.02, 0.3], { icmp: [tooBig] })],
      findings: [{ confidence: 'strong', parameters: { signals: ['too-big-ignored', 'repeated'] } }],
    },
    'only the sizes of other hellos tell': {
      flows: [lost([0.3, 0.9]), small],
      findings: [
        {
          cause: 'jamf-pro-https *.jamfcloud.com by size',
          confidence: 'strong',
          parameters: { signals: ['small-passes', 'repeated'] },
        },
      ],
    },
    'only the sizes, and sent again but once': {
      flows: [lost([0.3]), small],
      findings: [{ confidence: 'moderate', parameters: { signals: ['small-passes'] } }],
    },
    'the beginning of an answer is lost, seen at the server': {
      flows: [unheard([0.06, 0.3, 0.9], { id: 971 })],
      findings: [
        {
          cause: 'jamf-pro-https *.jamfcloud.com answers',
          confidence: 'strong',
          flows: [971],
          exhibits: [{ frames: [at(0.041), at(0.065), at(0.06), at(0.3), at(0.9)] }],
          parameters: {
            ...{
              lost: 'answer',
              tailOnly: false,
              segmentBytes: 1448,
              resent: 3,
              triedSeconds: 0.859,
              waitedSeconds: 9.1,
            },
            signals: ['tail-acknowledged', 'repeated'],
          },
        },
      ],
    },
    'only the end of an answer comes, and the client says so': {
      flows: [tail()],
      findings: [
        {
          confidence: 'strong',
          parameters: {
            lost: 'answer',
            tailOnly: true,
            segmentBytes: 2896,
            signals: ['tail-acknowledged', 'tail-only'],
          },
        },
      ],
    },
    'the same, and another flow hears the server': {
      flows: [tail(), reached({ start: 60, observations: hello(512) })],
      findings: [{ confidence: 'moderate', parameters: { largePassed: false } }],
    },
    'the same twice': {
      flows: [tail(), tail({ start: 20 }), reached({ start: 60, observations: hello(512) })],
      findings: [{ confidence: 'strong' }],
    },
    'only the end of an answer comes, without SACK': {
      flows: [tail({ tcp: WITHOUT_SACK })],
      findings: [{ confidence: 'moderate', parameters: { signals: ['tail-only'] } }],
    },
    'the same twice, without SACK': {
      flows: [tail({ tcp: WITHOUT_SACK }), tail({ start: 20, tcp: WITHOUT_SACK })],
      findings: [{ confidence: 'strong', parameters: { signals: ['tail-only', 'repeated'] } }],
    },
    'a router tells the server so in vain': {
      flows: [unheard([0.3, 0.9, 2], { icmp: [prohibited(0.05, { code: 4, quotes: 1 })] })],
      findings: [{ confidence: 'conclusive', parameters: { lost: 'answer', router: '10.20.0.1' } }],
    },
    'packets are missing from the capture': {
      flows: [tail(), tail({ start: 20 })],
      limits: ['lossy'],
      findings: [{ confidence: 'moderate' }],
    },
    'only the end of a hello comes, seen at the server': {
      flows: [
        greeted({
          ...{ protocol: 'unknown', unrecognised: true, bytes: [540, 0] },
          tcp: { missingBytes: [1448, 0], firstDataBytes: [540, 0], selectiveAck: [at(0.022), undefined] },
        }),
      ],
      findings: [
        { confidence: 'strong', parameters: { lost: 'hello', tailOnly: true, helloBytes: 1988, segmentBytes: 1448 } },
      ],
    },
    'one direction of other flows is missing': {
      flows: [lost([0.3, 0.9]), small],
      limits: ['one-sided'],
      findings: [{ confidence: 'moderate' }],
    },
  },
});
