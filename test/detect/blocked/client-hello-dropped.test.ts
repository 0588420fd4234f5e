import { clientHelloDropped } from '../../../src/detect/blocked/client-hello-dropped.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { at, greeted, reached, rst, seen, TENANT_ADDRESS } from '../../support/flow-facts.ts';

const resent = { firstDataResent: [[at(0.3), at(0.7)], []] as const };
const hello = seen('tls-client-hello', 0, 0.021, { hello: { alpn: [], length: 1512 } });
const dropped = greeted({ id: 930, observations: [hello], tcp: resent });

describeDetector(clientHelloDropped, {
  silent: {
    'an acknowledged hello': [greeted({ tcp: { ...resent, firstDataAcked: [true, false] } })],
    'a RST right after the hello, which is another rule': [greeted({ tcp: { resets: [rst(0.03)] } })],
    'one of two parallel attempts': [dropped, reached({ start: 0.4 })],
    'a server that nothing documents': [greeted({ serverName: 'www.example.org', tcp: resent })],
  },
  reports: {
    'a hello that never gets through': {
      flows: [dropped],
      findings: [
        {
          cause: 'jamf-pro-https *.jamfcloud.com',
          confidence: 'strong',
          flows: [930],
          exhibits: [{ frames: [at(0.021), at(0.3), at(0.7)] }],
          parameters: {
            resent: 2,
            triedSeconds: 0.679,
            waitedSeconds: 9.3,
            helloBytes: 1517,
            answeredNames: [],
            signature: 'PSH+ACK → ∅',
          },
        },
      ],
    },
    'another name at the same address': {
      flows: [dropped, reached({ client: '10.20.0.99', server: TENANT_ADDRESS, serverName: 'www.example.org' })],
      findings: [{ parameters: { answeredNames: ['www.example.org'] } }],
    },
    'sent again once': {
      flows: [greeted({ tcp: { firstDataResent: [[at(0.3)], []] } })],
      findings: [{ confidence: 'moderate' }],
    },
    'one direction captured elsewhere': {
      flows: [dropped],
      limits: ['one-sided'],
      findings: [{ confidence: 'moderate' }],
    },
    'a hello cut by the snaplen, named by DNS': {
      flows: [greeted({ protocol: 'unknown', nameFrom: 'dns', bytes: [1551, 0], tcp: resent })],
      findings: [{ confidence: 'strong', parameters: { helloBytes: 517 } }],
    },
  },
});
