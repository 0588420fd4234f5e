import { mixedCertificates } from '../../../src/detect/push/mixed-certificates.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { accepted, pushCertificate, refusedWith, TOPIC } from '../../support/push-certificates.ts';

const [old, renewed] = [pushCertificate(12), pushCertificate(350)];
const OTHER = '0b6d4f02-13a5-4f7e-8a55-2f1f4f6f7a90';
const OTHER_TOPIC = `com.apple.mgmt.External.${OTHER}`;
const other = pushCertificate(340, {}, { C: 'US', CN: `APSP:${OTHER}`, UID: OTHER_TOPIC });
const node = { client: '10.20.5.11' };

describeDetector(mixedCertificates, {
  silent: {
    'one certificate': [accepted(renewed), accepted(renewed, { ...node, start: 4 })],
    'renewed while somebody watched': [accepted(old), accepted(renewed, { start: 20 })],
    'two servers, each with its own topic': [accepted(renewed), accepted(other, { ...node, start: 4 })],
    'a certificate of another program beside it': [
      accepted(renewed),
      accepted(pushCertificate(100, {}, { UID: 'com.example.app', CN: 'x' }), { start: 4 }),
    ],
  },
  reports: {
    'a node that has not taken the renewed one': {
      flows: [
        accepted(renewed, { id: 861 }),
        accepted(old, { id: 862, ...node, start: 4 }),
        accepted(renewed, { id: 863, start: 9 }),
      ],
      findings: [
        {
          cause: `jamf-pro-apns api.push.apple.com ${TOPIC}`,
          confidence: 'strong',
          flows: [861, 862, 863],
          parameters: {
            sameTopic: true,
            oldExpired: false,
            topics: [TOPIC, TOPIC],
            serials: ['5a12', '5a350'],
            notAfter: ['2026-12-03T09:00:00Z', '2027-11-06T09:00:00Z'],
            presentedBy: ['10.20.5.11', '10.20.5.10'],
          },
        },
      ],
    },
    'two processes of one server, one of them refused': {
      flows: [accepted(renewed), refusedWith(45, pushCertificate(-2), { start: 4 })],
      findings: [{ confidence: 'strong', parameters: { sameTopic: true, oldExpired: true } }],
    },
    'two topics from one address': {
      flows: [accepted(old, { id: 871 }), accepted(other, { id: 872, start: 4 })],
      findings: [
        { confidence: 'moderate', flows: [871, 872], parameters: { sameTopic: false, topics: [TOPIC, OTHER_TOPIC] } },
      ],
    },
    'two servers that a later certificate shows to be one': {
      flows: [
        accepted(old, { id: 881 }),
        accepted(other, { id: 882, ...node, start: 4 }),
        accepted(renewed, { id: 883, ...node, start: 8 }),
      ],
      findings: [{ confidence: 'moderate', flows: [881, 882, 883], parameters: { sameTopic: false } }],
    },
  },
});
