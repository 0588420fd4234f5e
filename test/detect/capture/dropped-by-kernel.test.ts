import { droppedByKernel } from '../../../src/detect/capture/dropped-by-kernel.ts';
import { describeDetector } from '../../support/detector-table.ts';

const input = (path: string, more: object = {}) => ({ path, complete: true, problems: [], ...more });
const kernelDrops = { packets: 3, frames: [7, 9, 12], places: ['tcp_input:1412'] };

describeDetector(droppedByKernel, {
  silent: {
    'recorders that lost nothing': {
      flows: [],
      capture: { inputs: [input('a.pcapng', { dropped: 0 }), input('b.pcap')] },
    },
  },
  reports: {
    'what recorders lost, by input': {
      flows: [],
      limits: ['lossy', 'dropped-by-kernel'],
      capture: {
        packets: 500,
        inputs: [
          input('a.pcapng', { dropped: 4 }),
          input('b.pcapng', { dropped: 0 }),
          input('c.pcapng', { dropped: 6 }),
        ],
      },
      findings: [
        {
          confidence: 'conclusive',
          parameters: {
            packets: 500,
            lost: 10,
            inputs: ['a.pcapng', 'c.pcapng'],
            lostOf: [4, 6],
            refused: 0,
            places: [],
          },
          frames: [],
        },
      ],
    },
    'what the kernel of a Mac threw away, by frame': {
      flows: [],
      limits: ['dropped-by-kernel'],
      capture: { inputs: [input('a.pcap'), input('b.pcapng', { kernelDrops })] },
      findings: [
        {
          parameters: { lost: 0, inputs: [], lostOf: [], refused: 3, places: ['tcp_input:1412'] },
          frames: [{ input: 1, frame: 7 }, { frame: 9 }, { frame: 12 }],
        },
      ],
    },
  },
});
