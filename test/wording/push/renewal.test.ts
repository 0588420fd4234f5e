import { expect, it } from 'vitest';
import {
  alertText,
  countsText,
  daysText,
  NEEDED_FOR,
  NEVER_DELETE,
  remedyText,
} from '../../../src/wording/push/renewal.ts';

it('says with the guide what a push certificate is needed for, and what is never to be done', () => {
  expect(NEEDED_FOR).toMatch(/^Without a valid push certificate Jamf Pro can neither .*\.$/);
  expect(NEVER_DELETE).toMatch(/Never delete the certificate or create a new one: .*enrolled again/);
});

const scope = { transport: 'tcp', clients: ['10.20.5.21'], servers: [], ports: [443], serverNames: [] } as const;

it('renews a certificate, and restarts where that was done', () => {
  expect(remedyText({ topic: 'com.apple.mgmt.External.1' }, scope)).toMatch(
    /^Renew .* com\.apple\.mgmt\.External\.1 stays the same\. Never/,
  );
  expect(remedyText({ topic: 't', renewedAs: '5a01' }, scope)).toMatch(
    /^It was renewed already, as serial 5a01\. Restart Jamf Pro on 10\.20\.5\.21, .*Never/,
  );
});

it.each([
  [44, 'certificate_revoked', 'Apple has revoked'],
  [45, 'certificate_expired', 'has expired'],
  [46, 'certificate_unknown', 'does not give'],
  [51, 'decrypt_error', 'private key belongs to another'],
])('says in words what alert %i means', (alertCode, alertName, words) => {
  expect(alertText({ alertCode, alertName })).toMatch(new RegExp(`${alertName} \\(${alertCode}\\): .*${words}`));
});

it('makes nothing up of an alert that says nothing of a certificate', () => {
  expect(alertText({ alertCode: 40, alertName: 'handshake_failure' })).toBe(
    'the server answers with the alert handshake_failure (40)',
  );
  expect(alertText({})).toBe('the server ends the handshake');
});

it('counts', () => {
  expect(countsText({ refusals: 3, successes: 0 })).toBe('3 handshakes refused, none completed');
  expect([daysText(0), daysText(1), daysText(12)]).toEqual(['less than a day', '1 day', '12 days']);
});
