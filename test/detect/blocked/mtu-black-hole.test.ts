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
  lost(resent, { ...sketch, tcp: { selectiveAck: at(0.045), ...sketch.tcp } });
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
            ...{ helloBytes: 1990, segmentBytes: 1448, resent: 2, waitedSeconds: 9.979, postQuantum: true },
            ...{ largePassed: false, signals: ['tail-acknowledged', 'repeated'] },
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
    'one direction of other flows is missing': {
      flows: [lost([0.3, 0.9]), small],
      limits: ['one-sided'],
      findings: [{ confidence: 'moderate' }],
    },
  },
});
