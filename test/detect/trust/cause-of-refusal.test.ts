import { describe, expect, it } from 'vitest';
import { Clocks } from '../../../src/detect/survey/clocks.ts';
import { causeOfRefusal, type Refused } from '../../../src/detect/trust/cause-of-refusal.ts';
import type { Certificate } from '../../../src/wire/x509.ts';
import { captureFacts } from '../../support/detector-table.ts';
import { at, flowFacts, seen } from '../../support/flow-facts.ts';
import { ownCertificate } from '../../support/own-server.ts';

const CLIENT = '10.20.0.15';
const NOW = Date.UTC(2026, 10, 21, 9);
const DAY = 86_400_000;
const over = { notAfter: Date.UTC(2026, 10, 1) };

function refused(alertCode: number | undefined, ...certificates: Certificate[]): Refused {
  const chain = certificates.length === 0 ? undefined : { certificates: certificates as never, at: at(0) };
  const how = alertCode === undefined ? 'encrypted-alert' : 'alert';
  return { client: CLIENT, departure: { how, at: at(0), alertCode, version: 0x0303 }, chain };
}

/** What the client's clock shows, days ahead. */
function clockOf(ahead: number | undefined): Clocks {
  const clocks = new Clocks(() => {});
  if (ahead === undefined) return clocks;
  const observations = [1, 2].map((second) =>
    seen('ntp-message', 0, second, { mode: 'client', transmitted: NOW + second * 1000 + ahead * DAY }),
  );
  clocks.note(flowFacts({ transport: 'udp', protocol: 'ntp', observations }));
  return clocks;
}

const judged = (given: Refused, ahead?: number, startedAt: string | undefined = '2026-11-21T09:00:00Z') =>
  causeOfRefusal(given, clockOf(ahead), captureFacts({ startedAt }));

describe('causeOfRefusal', () => {
  it.each([
    ['the authority, by its alert', refused(48, ownCertificate(over)), undefined, 'client-rejected'],
    ['a leaf that is over', refused(45, ownCertificate(over)), undefined, 'certificate-expired'],
    ['a leaf that is over, in other words', refused(42, ownCertificate(over)), undefined, 'certificate-expired'],
    [
      'an authority that is over, by the alert',
      refused(45, ownCertificate(), ownCertificate(over)),
      undefined,
      'certificate-expired',
    ],
    [
      'an authority that is over, and another alert',
      refused(42, ownCertificate(), ownCertificate(over)),
      undefined,
      'client-rejected',
    ],
    ['a valid one called expired', refused(45, ownCertificate()), undefined, 'clock'],
    ['a valid one that the client’s clock does not reach', refused(42, ownCertificate()), -800, 'clock'],
    ['a valid one, and a clock that is a week off', refused(42, ownCertificate()), -7, 'client-rejected'],
    ['a valid one called expired by a clock that is right', refused(45, ownCertificate()), 0, 'client-rejected'],
    ['one that nobody can read, and a clock that is off', refused(undefined), 400, 'clock'],
    ['one that nobody can read, and a clock that is right', refused(undefined), 0, 'client-rejected'],
    ['one that nobody can read', refused(45), undefined, 'client-rejected'],
  ])('%s', (_, given, ahead, rule) => {
    expect(judged(given, ahead).rule).toBe(rule);
  });

  it('says what is over, and how far the clock is ahead', () => {
    expect(judged(refused(45, ownCertificate(over)))).toMatchObject({ fault: { standing: 'expired' } });
    expect(judged(refused(42, ownCertificate()), -800)).toEqual({ rule: 'clock', ahead: -800 * DAY });
  });

  it('says nothing of dates without that of the capture', () => {
    expect(judged(refused(45, ownCertificate(over)), undefined, 'never').rule).toBe('client-rejected');
  });
});
