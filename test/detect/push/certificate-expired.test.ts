import { certificateExpired } from '../../../src/detect/push/certificate-expired.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { at } from '../../support/flow-facts.ts';
import {
  accepted,
  CAPTURED,
  pushCertificate,
  REFUSAL,
  refusedWith,
  sealed,
  TOPIC,
} from '../../support/push-certificates.ts';

const over = pushCertificate(-5.5);
const future = pushCertificate(0, { notBefore: CAPTURED + 3.5 * 86_400e3, notAfter: CAPTURED + 368 * 86_400e3 });

describeDetector(certificateExpired, {
  silent: {
    'a certificate with 200 days left': [accepted(pushCertificate(200))],
    'its last day': [accepted(pushCertificate(0.5))],
    'a wrong certificate, whatever its dates': [refusedWith(45, pushCertificate(-5, {}, { CN: 'x' }))],
    'a certificate that TLS 1.3 hides': [sealed(REFUSAL)],
    'one that was renewed while somebody watched': [
      refusedWith(45, over, { id: 801 }),
      accepted(pushCertificate(360), { id: 802, start: 40 }),
    ],
    'a capture of unknown time': { flows: [refusedWith(45, over)], capture: { startedAt: 'never' } },
    'clocks that differ by some minutes': [
      accepted(pushCertificate(0, { notBefore: CAPTURED + 300e3, notAfter: CAPTURED + 9e12 })),
    ],
    'another host': [accepted(over, { serverName: 'acme.jamfcloud.com', server: '54.93.120.41' })],
    'the retired gateway': [refusedWith(45, over, { serverName: 'gateway.push.apple.com', port: 2195 })],
  },
  reports: {
    'what APNs says too': {
      flows: [refusedWith(45, over, { id: 811 }), refusedWith(45, over, { id: 812, client: '10.20.5.11', start: 5 })],
      findings: [
        {
          confidence: 'conclusive',
          verdict: 'rejected',
          flows: [811, 812],
          exhibits: [{ frames: [at(0.05), at(0.07)] }, {}],
          parameters: {
            ...{ state: 'expired', days: 5, topic: TOPIC, serial: '5a-5.5', notAfter: '2026-11-15T21:00:00Z' },
            ...{ alertCode: 45, alertName: 'certificate_expired', appleAsks: true, refusals: 2, successes: 0 },
          },
        },
      ],
    },
    'a server that does not name Apple’s authorities': {
      flows: [refusedWith(45, over, { appleAsks: false })],
      findings: [{ confidence: 'strong' }],
    },
    'a date that APNs does not mind: a clock may be wrong': {
      flows: [accepted(over)],
      findings: [{ confidence: 'moderate', parameters: { refusals: 0, successes: 1 } }],
    },
    'a certificate from the future': {
      flows: [accepted(future)],
      findings: [{ confidence: 'moderate', parameters: { state: 'not-yet-valid', days: 3 } }],
    },
  },
});
