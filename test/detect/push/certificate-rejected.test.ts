import { certificateRejected } from '../../../src/detect/push/certificate-rejected.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { at, reached } from '../../support/flow-facts.ts';
import {
  accepted,
  PROVIDER,
  pushCertificate,
  REFUSAL,
  refusedWith,
  sealed,
  TOPIC,
} from '../../support/push-certificates.ts';

const leaf = pushCertificate(200);
const works = reached({ ...PROVIDER, start: 30, serverName: 'api.push.apple.com' });
const three = [0, 1, 2].map((start) => sealed(REFUSAL, { id: 850 + start, start }));
const flight = REFUSAL.slice(0, 3);

describeDetector(certificateRejected, {
  silent: {
    'a certificate that is taken': [accepted(leaf)],
    'TLS 1.3 that works': [works],
    'an expired one': [refusedWith(45, pushCertificate(-3))],
    'one of another kind': [refusedWith(46, pushCertificate(100, {}, { UID: 'com.example.app', CN: 'x' }))],
    'no certificate': [refusedWith(40)],
    'an alert about something else': [refusedWith(80, leaf)],
    'a client without a certificate that is turned away': [sealed([...flight, [0, 53], [1, 19]])],
    'a client that says good-bye first': [sealed([...flight, [0, 1980], [0, 69], [0, 19], [1, 19]])],
    'a client that leaves first': [sealed(REFUSAL, { tcp: { fin: [at(0.052), undefined] } })],
    'a server that goes on': [sealed([...REFUSAL, [1, 250]])],
    'a single short answer where others got through': [sealed(REFUSAL), works],
    'another host': [sealed(REFUSAL, { serverName: 'acme.jamfcloud.com', server: '54.93.120.41' })],
    'the retired gateway': [sealed(REFUSAL, { serverName: 'gateway.push.apple.com', port: 2195 })],
  },
  reports: {
    'revoked, in the words of APNs': {
      flows: [refusedWith(44, leaf, { id: 841 }), refusedWith(44, leaf, { id: 842, client: '10.20.5.11', start: 4 })],
      findings: [
        {
          confidence: 'conclusive',
          verdict: 'rejected',
          flows: [841, 842],
          exhibits: [{ frames: [at(0.05), at(0.07)] }, {}],
          parameters: {
            ...{ how: 'alert', tlsVersion: '1.2', alertCode: 44, alertName: 'certificate_revoked', topic: TOPIC },
            ...{ appleAsks: true, refusals: 2, successes: 0 },
          },
        },
      ],
    },
    'an alert from whoever it is': {
      flows: [refusedWith(51, leaf, { appleAsks: false })],
      findings: [{ confidence: 'strong', parameters: { alertCode: 51, alertName: 'decrypt_error' } }],
    },
    'refused once, and taken by others': {
      flows: [refusedWith(46, leaf, { id: 845 }), accepted(leaf, { id: 846, start: 3 })],
      findings: [{ confidence: 'moderate', flows: [845], parameters: { refusals: 1, successes: 1 } }],
    },
    'TLS 1.3, three times': {
      flows: three,
      findings: [
        {
          confidence: 'strong',
          verdict: 'rejected',
          flows: [850, 851, 852],
          parameters: { how: 'sealed', tlsVersion: '1.3', refusals: 3, successes: 0 },
        },
      ],
    },
    'TLS 1.3, once': { flows: [sealed(REFUSAL)], findings: [{ confidence: 'moderate' }] },
    'TLS 1.3, from a server in Java': {
      flows: [sealed([...flight, [0, 1980], [0, 300], [0, 85], [1, 35]])],
      findings: [{ confidence: 'moderate' }],
    },
    'TLS 1.3, three times, and at times it works': { flows: [...three, works], findings: [{ confidence: 'moderate' }] },
  },
});
