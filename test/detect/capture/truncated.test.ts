import { truncated } from '../../../src/detect/capture/truncated.ts';
import { describeDetector } from '../../support/detector-table.ts';

const whole = { path: 'a.pcap', complete: true, problems: [] };
const cut = {
  path: 'b.pcap',
  complete: false,
  problems: [{ code: 'cut', message: 'ends inside a record', frame: 69, offset: 9000 }],
};
const corrupt = {
  path: 'c.pcap.gz',
  complete: false,
  problems: [{ code: 'compression-corrupt', message: 'bad checksum' }],
};
const foreign = { path: 'notes.txt', complete: false, problems: [{ code: 'unknown-format', message: 'no capture' }] };

describeDetector(truncated, {
  silent: { 'whole inputs': { flows: [], capture: { inputs: [whole] } } },
  reports: {
    'inputs that end early, with the last frame that was read': {
      flows: [],
      limits: ['truncated'],
      capture: { inputs: [whole, cut, corrupt, foreign], lastTime: 5e9 },
      findings: [
        {
          cause: 'capture',
          confidence: 'conclusive',
          parameters: { inputs: ['b.pcap', 'c.pcap.gz'] },
          frames: [{ input: 1, frame: 68, time: 5e9 }],
          flows: [],
          exhibits: [],
        },
      ],
    },
  },
});
