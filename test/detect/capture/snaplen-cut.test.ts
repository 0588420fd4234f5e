import { snaplenCut } from '../../../src/detect/capture/snaplen-cut.ts';
import { describeDetector } from '../../support/detector-table.ts';

describeDetector(snaplenCut, {
  silent: { 'whole packets': { flows: [] } },
  reports: {
    'packets that were cut': {
      flows: [],
      limits: ['snaplen-cut'],
      capture: { packets: 120, cutPackets: 62, cutTo: 256 },
      findings: [{ cause: 'capture', confidence: 'conclusive', parameters: { packets: 120, cut: 62, cutTo: 256 } }],
    },
  },
});
