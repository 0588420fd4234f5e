import { oneSided } from '../../../src/detect/capture/one-sided.ts';
import { describeDetector } from '../../support/detector-table.ts';

describeDetector(oneSided, {
  silent: { 'both directions': { flows: [], capture: { flows: 9, oneSidedFlows: 1 } } },
  reports: {
    'one direction': {
      flows: [],
      limits: ['one-sided'],
      capture: { flows: 9, oneSidedFlows: 7 },
      findings: [{ cause: 'capture', confidence: 'conclusive', parameters: { flows: 9, oneSided: 7 } }],
    },
  },
});
