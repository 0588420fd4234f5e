import { lossy } from '../../../src/detect/capture/lossy.ts';
import { describeDetector } from '../../support/detector-table.ts';

const loss = (missing: number, captured: number) => ({ missing, captured, flows: 9, holed: missing > 0 ? 2 : 0 });

describeDetector(lossy, {
  silent: {
    'a capture without holes': { flows: [], capture: { loss: loss(0, 1000) } },
    'a hole in much payload': { flows: [], capture: { loss: loss(10, 1000) } },
    // That is `capture/dropped-by-kernel`.
    'losses that only the recorder tells of': { flows: [], limits: ['lossy', 'dropped-by-kernel'] },
  },
  reports: {
    'an eighth that is missing': {
      flows: [],
      limits: ['lossy'],
      capture: { loss: loss(125, 875) },
      findings: [
        {
          cause: 'capture',
          confidence: 'conclusive',
          parameters: { share: 0.125, missingBytes: 125, flows: 9, holed: 2 },
        },
      ],
    },
  },
});
