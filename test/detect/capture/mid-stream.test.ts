import { midStream } from '../../../src/detect/capture/mid-stream.ts';
import { describeDetector } from '../../support/detector-table.ts';

describeDetector(midStream, {
  silent: { 'flows from their start': { flows: [], capture: { flows: 9 } } },
  reports: {
    'flows that were under way': {
      flows: [],
      limits: ['mid-stream'],
      capture: { flows: 9, midStreamFlows: 2 },
      findings: [{ cause: 'capture', confidence: 'conclusive', parameters: { flows: 9, midStream: 2 } }],
    },
  },
});
