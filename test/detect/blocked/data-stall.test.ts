import type { DataStall } from '../../../src/classify/flow-facts.ts';
import { mtuBlackHole } from '../../../src/detect/blocked/mtu-black-hole.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { at, type FlowSketch, prohibited, reached, seen } from '../../support/flow-facts.ts';

const stall = (seconds: readonly number[], more: Partial<DataStall> = {}): DataStall => ({
  bytes: 1448,
  before: 597,
  copies: seconds.map(at),
  count: seconds.length,
  ...more,
});
/** An upload that hangs from `start` + 1 on, for 8 s. */
const hangs = (start: number, sketch: FlowSketch = {}, more: Partial<DataStall> = {}) =>
  reached({
    start,
    until: start + 30,
    observations: [seen('tls-client-hello', 0, start + 0.02, { hello: { alpn: [], length: 512, keyShareGroups: [] } })],
    ...sketch,
    tcp: {
      fin: [undefined, undefined],
      stalled: [
        stall(
          [1, 1.5, 2.5, 9].map((each) => start + each),
          more,
        ),
        undefined,
      ],
      ...sketch.tcp,
    },
  });
const tooBig = prohibited(1.2, { code: 4 });

describeDetector(mtuBlackHole, {
  silent: {
    'one upload that hangs, where nothing tells that anything passes': [hangs(0)],
    'uploads that hang at the same time': [hangs(0), hangs(0.2)],
    'an upload that hangs behind full-size packets': [
      hangs(0, {}, { before: 40_000 }),
      hangs(5, {}, { before: 40_000 }),
    ],
    'a short segment': [hangs(0, {}, { bytes: 1100 }), hangs(5, {}, { bytes: 1100 })],
    'two copies': [hangs(0, {}, stall([1, 5])), hangs(5, {}, stall([6, 9]))],
    'copies within two seconds': [hangs(0, {}, stall([1, 2, 3])), hangs(5, {}, stall([6, 7, 8]))],
    'a flow whose start is missing': [hangs(0, { tcp: { midStream: true } }), hangs(5, { tcp: { midStream: true } })],
    'where one direction was captured': { flows: [hangs(0), hangs(5)], limits: ['one-sided'] },
    'a server that nothing documents': [
      hangs(0, { serverName: 'www.example.org' }),
      hangs(5, { serverName: 'www.example.org' }),
    ],
  },
  reports: {
    'uploads that hang one after the other, the second beside the first': {
      flows: [hangs(0, { id: 980 }), hangs(5, { id: 981 })],
      findings: [
        {
          cause: 'jamf-pro-https *.jamfcloud.com uploads',
          confidence: 'strong',
          flows: [980, 981],
          exhibits: [{ frames: [at(1), at(1.5), at(2.5), at(9)] }, {}],
          parameters: {
            lost: 'upload',
            segmentBytes: 1448,
            resent: 4,
            triedSeconds: 8,
            waitedSeconds: 21,
            signals: ['repeated', 'small-passes', 'first-of-size'],
          },
        },
      ],
    },
    'one after the other, when the first was given up': {
      flows: [hangs(0), hangs(20)],
      findings: [{ confidence: 'moderate', parameters: { signals: ['repeated', 'first-of-size'] } }],
    },
    'one beside which another connection is accepted': {
      flows: [hangs(0, { id: 982 }), reached({ start: 5 })],
      findings: [{ confidence: 'moderate', flows: [982], parameters: { signals: ['small-passes', 'first-of-size'] } }],
    },
    'one of which a router says that its packets are too big': {
      flows: [hangs(0, { icmp: [tooBig] })],
      findings: [{ confidence: 'conclusive', parameters: { router: tooBig.router } }],
    },
    'a download, seen at the server': {
      flows: [0, 5].map((start) =>
        hangs(start, { tcp: { stalled: [undefined, stall([1, 1.5, 2.5, 9].map((each) => start + each))] } }),
      ),
      findings: [{ cause: 'jamf-pro-https *.jamfcloud.com downloads', parameters: { lost: 'download' } }],
    },
  },
});
