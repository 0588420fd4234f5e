import { wrongCertificate } from '../../../src/detect/push/wrong-certificate.ts';
import { COMPANY_ISSUER, certificate } from '../../support/certificates.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { reached } from '../../support/flow-facts.ts';
import {
  accepted,
  PROVIDER,
  pushCertificate,
  refusedWith,
  shown,
  TOPIC,
  UUID,
} from '../../support/push-certificates.ts';

const own = { ...certificate(COMPANY_ISSUER, { CN: 'jamf.corp.example' }), serial: '5a42' };
const imitation = { ...certificate(COMPANY_ISSUER, { CN: `APSP:${UUID}`, UID: TOPIC }), serial: '5a43' };
const app = pushCertificate(100, {}, { UID: 'com.example.app', CN: 'Apple Push Services: com.example.app' });
const mail = pushCertificate(100, {}, { UID: `com.apple.mail.XServer.${UUID}`, CN: `APSP:${UUID}` });

describeDetector(wrongCertificate, {
  silent: {
    'a topic of another kind that APNs takes: another program has it': [accepted(mail)],
    'a push certificate': [accepted(pushCertificate(200))],
    'an older authority of Apple': [
      accepted({
        ...pushCertificate(200),
        issuer: pushCertificate(1).issuer.map((rdn) => ({ ...rdn, value: rdn.value.replace(' 2 ', ' ') })),
      }),
    ],
    'a refused push certificate, which is another rule': [refusedWith(44, pushCertificate(200))],
    'a program that signs its requests, with nothing to show': [reached({ ...PROVIDER, observations: shown([]) })],
    'an app of the same host beside the right one': [accepted(app), accepted(pushCertificate(200), { start: 3 })],
    'certificates shown to others': [accepted(own, { serverName: 'acme.jamfcloud.com', server: '54.93.120.41' })],
  },
  reports: {
    'one of the company’s own authority': {
      flows: [refusedWith(48, own, { id: 881 }), refusedWith(48, own, { id: 882, start: 4 })],
      findings: [
        {
          confidence: 'strong',
          verdict: 'rejected',
          flows: [881, 882],
          parameters: {
            ...{ fault: 'issuer', subject: 'CN=jamf.corp.example', serial: '5a42', tlsVersion: '1.2' },
            ...{ alertCode: 48, alertName: 'unknown_ca', refusals: 2, successes: 0 },
          },
        },
      ],
    },
    'the right names, signed by somebody else': {
      flows: [refusedWith(48, imitation)],
      findings: [{ confidence: 'strong', parameters: { fault: 'issuer' } }],
    },
    'one that APNs does not mind': {
      flows: [accepted(own)],
      findings: [{ confidence: 'moderate' }],
    },
    'a topic of another kind, refused': {
      flows: [refusedWith(46, app)],
      findings: [{ confidence: 'strong', parameters: { fault: 'topic' } }],
    },
    'a topic of a mail server, refused': {
      flows: [refusedWith(46, mail)],
      findings: [{ parameters: { fault: 'topic' } }],
    },
    'none where one is demanded, again and again': {
      flows: [refusedWith(40, undefined, { id: 891 }), refusedWith(40, undefined, { id: 892, start: 3 })],
      findings: [{ confidence: 'strong', verdict: 'rejected', parameters: { fault: 'empty', alertCode: 40 } }],
    },
    'none, once': { flows: [refusedWith(40)], findings: [{ confidence: 'moderate' }] },
  },
});
