import { version } from '../../../src/detect/tls-floor/version.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { at } from '../../support/flow-facts.ts';
import { agreed } from '../../support/hellos.ts';
import { wentThrough } from '../../support/own-server.ts';

describeDetector(version, {
  silent: {
    'TLS 1.2': [wentThrough(agreed())],
    'TLS 1.3': [wentThrough(agreed({ chosen: 0x0304 }))],
    'a client that knows nothing later': [wentThrough(agreed({ offered: 0x0302, chosen: 0x0302 }))],
    'a hello alone': [wentThrough(agreed().slice(0, 1))],
  },
  reports: {
    'TLS 1.0 for a client that offers 1.3': {
      flows: [wentThrough(agreed({ chosen: 0x0301 }), { id: 991 })],
      findings: [
        {
          cause: 'jamf-pro 10.20.5.10:8443 1.0',
          confidence: 'strong',
          exhibits: [{ frames: [at(0.04)] }],
          parameters: { version: '1.0', offered: '1.3' },
        },
      ],
    },
    'TLS 1.1 for one that offers 1.2': {
      flows: [wentThrough(agreed({ offered: 0x0303, chosen: 0x0302 }))],
      findings: [{ parameters: { version: '1.1', offered: '1.2' } }],
    },
  },
});
