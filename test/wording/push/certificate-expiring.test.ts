import { expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

it('says how long it lasts, and until when to renew it', () => {
  const { title, explanation, remedy } = sampleWords('push/certificate-expiring');
  expect(title).toContain('expires on 2026-12-02, 12 days after the capture');
  expect(explanation).toContain('From 2026-12-02 on APNs will refuse it.');
  expect(remedy).toMatch(/^Renew .*Never delete the certificate.*Do so before 2026-12-02\./);
});

it('renews nothing that was renewed', () => {
  const { title, rivals, remedy } = sampleWords('push/certificate-expiring', { renewedAs: '5a77' });
  expect(title).toMatch(/^The old push certificate is still presented by .*; it expires on 2026-12-02/);
  expect(rivals.join()).not.toContain('It was renewed');
  expect(remedy).toMatch(/^It was renewed already, as serial 5a77\./);
});
