import { expect, it } from 'vitest';
import { certificateExpiring } from '../../../src/detect/push/certificate-expiring.ts';
import { conclude, describeDetector } from '../../support/detector-table.ts';
import { accepted, pushCertificate, REFUSAL, sealed, TOPIC } from '../../support/push-certificates.ts';

const finding = (daysLeft: number) => ({
  flows: [accepted(pushCertificate(daysLeft + 0.5))],
  findings: [{ confidence: 'strong', parameters: { daysLeft, topic: TOPIC } }],
});

describeDetector(certificateExpiring, {
  silent: {
    '61 days left': [accepted(pushCertificate(61.5))],
    'over already': [accepted(pushCertificate(-1))],
    'another kind of certificate': [accepted(pushCertificate(10, {}, { UID: 'com.example.app', CN: 'x' }))],
    'TLS 1.3': [sealed(REFUSAL)],
    'renewed meanwhile': [
      accepted(pushCertificate(10), { id: 821 }),
      accepted(pushCertificate(365), { id: 822, start: 20 }),
    ],
  },
  reports: {
    'none left': finding(0),
    '30 days left': finding(30),
    '31 days left': finding(31),
    '60 days left': finding(60),
    'renewed, and still in use': {
      flows: [accepted(pushCertificate(365), { id: 831 }), accepted(pushCertificate(10), { id: 832, start: 20 })],
      findings: [{ flows: [832], parameters: { daysLeft: 9, renewedAs: '5a365' } }],
    },
  },
});

it.each([
  [30, undefined],
  [31, 'info'],
])('with %i days left is as severe as it should be', (daysLeft, severity) => {
  const [draft] = conclude(certificateExpiring, finding(daysLeft));
  expect(draft.severity).toBe(severity);
});
