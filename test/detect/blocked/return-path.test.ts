import { returnPath } from '../../../src/detect/blocked/return-path.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { at, type FlowSketch, flowFacts, prohibited, reached, rst } from '../../support/flow-facts.ts';

const lost = (syns: number[], answers: number, sketch: FlowSketch = {}) =>
  flowFacts({
    start: syns[0],
    packets: [syns.length, answers],
    history: 'Sh',
    ...sketch,
    tcp: { syns: syns.map(at), synAck: at(syns[0] + 0.001), hopLimits: [51, 64], ...sketch.tcp },
  });
const other = { client: '10.20.0.99' };

describeDetector(returnPath, {
  silent: {
    'a capture at the client': [lost([0, 1, 3], 4, { tcp: { hopLimits: [64, 51] } })],
    'a scan': [lost([0], 1, { packets: [2, 1], tcp: { resets: [rst(0.1, { from: 0 })] } })],
    'a flood': [lost([0], 5), lost([0.1], 5, other)],
    'a lost race': [lost([0, 1, 3], 4), reached({ start: 0.3 })],
    'a server that nothing documents': [lost([0, 1, 3], 4, { server: '203.0.113.80', serverName: 'www.example.org' })],
  },
  reports: {
    'both sides repeat themselves': {
      flows: [lost([0, 1, 3], 4, { id: 980 })],
      findings: [
        {
          cause: 'jamf-pro-https *.jamfcloud.com',
          confidence: 'strong',
          flows: [980],
          exhibits: [{ frames: [at(0), at(1), at(3), at(0.001)] }],
          parameters: {
            tries: 3,
            answers: 4,
            triedSeconds: 10,
            waitedSeconds: 0,
            othersHear: false,
            signals: ['both-repeat'],
          },
        },
      ],
    },
    'hardly repeated': { flows: [lost([0, 1], 2)], findings: [{ confidence: 'moderate' }] },
    'hardly repeated, by several': {
      flows: [lost([0, 1], 2), lost([0, 1], 2, other)],
      findings: [{ confidence: 'strong', parameters: { signals: ['both-repeat', 'several-flows'] } }],
    },
    'hardly repeated, where others hear': {
      flows: [lost([0, 1], 2), reached(other)],
      findings: [{ confidence: 'strong', parameters: { othersHear: true, signals: ['both-repeat', 'others-hear'] } }],
    },
    'the same client hears at other times': {
      flows: [lost([0, 1, 3], 4), reached({ start: 60 })],
      findings: [{ confidence: 'moderate' }],
    },
    'a router refuses the answer': {
      flows: [lost([0, 1], 2, { icmp: [prohibited(0.002, { quotes: 1 })] })],
      findings: [
        {
          confidence: 'conclusive',
          exhibits: [{ frames: [at(0), at(1), at(0.001), at(0.002)] }],
          parameters: {
            router: '10.20.0.1',
            version: 4,
            type: 3,
            code: 13,
            signals: ['answer-refused', 'both-repeat'],
          },
        },
      ],
    },
  },
});
