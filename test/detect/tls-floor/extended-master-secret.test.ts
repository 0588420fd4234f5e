import { extendedMasterSecret } from '../../../src/detect/tls-floor/extended-master-secret.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { agreed } from '../../support/hellos.ts';
import { wentThrough } from '../../support/own-server.ts';

describeDetector(extendedMasterSecret, {
  silent: {
    'a server that has it': [wentThrough(agreed())],
    'a client that does not ask': [wentThrough(agreed({ asksForEms: false, ems: false }))],
    'TLS 1.3, which has it built in': [wentThrough(agreed({ chosen: 0x0304, ems: false }))],
    'TLS 1.1, of which another rule speaks': [wentThrough(agreed({ chosen: 0x0302, ems: false }))],
  },
  reports: {
    'an answer without': {
      flows: [wentThrough(agreed({ ems: false }))],
      findings: [{ confidence: 'strong', parameters: { suite: 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256' } }],
    },
  },
});
