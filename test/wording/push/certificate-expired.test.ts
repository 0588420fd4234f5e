import { describe, expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

const RULE = 'push/certificate-expired';

describe(RULE, () => {
  it('says since when, and what APNs makes of it', () => {
    const { title, explanation, rivals } = sampleWords(RULE);
    expect(title).toContain('expired on 2026-11-15, 5 days before the capture');
    expect(explanation).toMatch(/certificate_expired \(45\): the certificate has expired.*neither send profiles/);
    expect(rivals.join()).not.toContain('clock');
  });

  it('doubts the clock where APNs takes it, or refuses for a reason that it does not give', () => {
    const taken = sampleWords(RULE, { alertCode: 0, refusals: 0, successes: 2 });
    expect(taken.explanation).toContain('speaks for a wrong clock');
    expect(taken.rivals.join()).toContain('clock');
    expect(sampleWords(RULE, { alertCode: 42, alertName: 'bad_certificate' }).rivals.join()).toContain(
      'another reason',
    );
  });

  it('speaks of the clock, not of renewing, where it has not begun', () => {
    const { title, remedy } = sampleWords(RULE, { state: 'not-yet-valid', days: 3 });
    expect(title).toMatch(/^A clock is wrong: .* 3 days after the capture$/);
    expect(remedy).toMatch(/Set the clock .* Leave the push certificate as it is\./);
    expect(remedy).not.toContain('Renew');
  });

  it('renews nothing that was renewed', () => {
    const { title, explanation, rivals, remedy } = sampleWords(
      RULE,
      { renewedAs: '5a77' },
      { clients: ['10.20.5.21'] },
    );
    expect(title).toBe(
      'The old push certificate is still presented by 10.20.5.21; it expired on 2026-11-15, 5 days before the capture',
    );
    expect(explanation).toMatch(
      /had expired when this was recorded\. APNs refuses it: .*\. A newer one with the same topic \(serial 5a77\)/,
    );
    expect(rivals).toEqual([expect.stringContaining('restored from a backup: what runs on 10.20.5.21 decides')]);
    expect(remedy).toMatch(/^It was renewed already, as serial 5a77\. Restart Jamf Pro on 10\.20\.5\.21, /);
  });
});
