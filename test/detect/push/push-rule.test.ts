import { expect, it } from 'vitest';
import {
  type CertificateUse,
  certificateOf,
  clientsOf,
  pushDetector,
  receptionOf,
} from '../../../src/detect/push/push-rule.ts';
import { conclude } from '../../support/detector-table.ts';
import { accepted, pushCertificate, refusedWith, TOPIC } from '../../support/push-certificates.ts';

it('gathers the flows of each certificate, whoever presents it', () => {
  const seen: CertificateUse[] = [];
  const rule = pushDetector('push/certificate-expiring', (uses) => {
    seen.push(...uses);
    return [];
  });
  const leaf = pushCertificate(200);
  const other = { client: '10.20.5.11', start: 3 };
  conclude(rule, { flows: [accepted(leaf), refusedWith(44, leaf, other), refusedWith(40, undefined, { start: 6 })] });
  const [use, none] = seen;
  expect(seen).toHaveLength(2);
  expect([...clientsOf(use)]).toEqual(['10.20.5.10', '10.20.5.11']);
  expect(use).toMatchObject({ leaf, fault: undefined, identity: { topic: TOPIC, isMdm: true }, lastUsed: 3.05e9 });
  expect(receptionOf(use)).toEqual({
    ...{ alertCode: 44, alertName: 'certificate_revoked', appleAsks: true, refusals: 1, successes: 1 },
  });
  expect(certificateOf(use)).toMatchObject({ topic: TOPIC, serial: '5a200', notAfter: '2027-06-09T09:00:00Z' });
  expect(none).toMatchObject({ leaf: undefined, fault: 'empty' });
  expect(certificateOf(none)).toBeUndefined();
});
