import { describe, expect, test } from 'vitest';
import { JAMF_PRO_OUTBOUND } from '../../../src/catalogue/endpoints/jamf-pro-outbound.ts';
import { lifecycleAt } from '../../../src/catalogue/lifecycle.ts';
import type { ServiceRow } from '../../../src/catalogue/service-row.ts';
import { hostLines, rowLines } from '../row-lines.ts';

const rows: readonly ServiceRow[] = JAMF_PRO_OUTBOUND;
const row = (ref: string) => rows.find((candidate) => candidate.ref === ref)!;

test('section B of the port article', () => {
  expect(rowLines(rows)).toEqual([
    'S3 jamf-pro -> mysql | 3306 | mysql',
    'S4 jamf-pro -> apns | 443, 2197 | tls',
    'S5 jamf-pro -> apns | 2195, 2196 | tls',
    'S6 jamf-pro -> apple | 80 | http',
    'S7 jamf-pro -> apple | 443 | tls',
    'S8 jamf-pro -> jamf-hosted | 443 | tls',
    'S9 jamf-pro -> jamf-hosted | 443 | tls',
    'S10 jamf-pro -> jamf-hosted | 80, 443 | http tls',
    'S11 jamf-pro -> jamf-hosted | 443 | tls',
    'S12 jamf-pro -> microsoft | 80, 443 | http tls',
    'S13 jamf-pro -> scep | 80, 443 | http tls',
    'S14 jamf-pro -> ldap | 389, 636 | ldap tls',
    'S15 jamf-pro -> smtp | 25, 465, 587 | smtp tls',
    'S16 jamf-pro -> syslog | 514 | syslog tls',
    'S17 jamf-pro -> cloud-distribution | 443 | tls',
    'S18 jamf-pro -> webhook-listener | 443 | tls',
    'S19 jamf-pro -> memcached | 11211 | memcached',
    'S20 jamf-pro -> teamviewer | 443 | tls',
  ]);
});

test.each([
  ['S4', ['api.development.push.apple.com 443, 2197', 'api.push.apple.com 443, 2197']],
  ['S5', ['feedback.push.apple.com 2196', 'gateway.push.apple.com 2195']],
  ['S8', ['prod-custom-setting-schemas.s3.amazonaws.com 443']],
  [
    'S9',
    [
      '*.jamf.com 443',
      '*.jamfcloud.com 443',
      'hw-model-names.services.jamfcloud.com 443',
      'jamf-patch.jamfcloud.com 443',
    ],
  ],
  ['S10', ['*.jamfcloud.com 80, 443']],
  ['S11', ['*.ics.services.jamfcloud.com 443', 'csa.services.jamfcloud.com 443', 'ics.services.jamfcloud.com 443']],
  [
    'S12',
    [
      '*.manage.microsoft.com 80, 443',
      'graph.microsoft.com 80, 443',
      'graph.windows.net 80, 443',
      'login.microsoftonline.com 80, 443',
    ],
  ],
])('the hosts that the article names for %s', (ref, expected) => {
  expect(hostLines(row(ref))).toEqual(expected);
});

describe('defects of the article', () => {
  test('2: "21952196" is 2195 and 2196, and the newer note (2197) holds', () => {
    expect(row('S5').ports).toEqual({ tcp: [2195, 2196] });
    expect(row('S4').ports).toEqual({ tcp: [443, 2197] });
    expect(row('S5').notes.join()).toContain('21952196');
  });

  test('4: syslog is documented as TCP, UDP is no surprise', () => {
    expect(row('S16').ports).toEqual({ tcp: [514] });
    expect(row('S16').portsInPractice).toEqual({ udp: [514] });
    expect(row('S16').transportNote).toBe('documented as TCP; UDP seen in practice');
  });

  test('5: the binary protocol ended on 31 March 2021', () => {
    expect(lifecycleAt(row('S5'), '2021-03-30T23:59:59Z')).toBe('active');
    expect(lifecycleAt(row('S5'), '2021-03-31T00:00:00Z')).toBe('retired');
    const graph = row('S12').hosts.find((host) => host.name === 'graph.windows.net')!;
    expect(graph.lifecycle?.state).toBe('retired');
  });
});

test('restrictions by hosting: 2197 and SMTP 25 are for on-premises servers', () => {
  const restricted = rows.flatMap((candidate) =>
    (candidate.conditions ?? []).map(({ hosting, ports }) => [candidate.ref, hosting, ports]),
  );
  expect(restricted).toEqual([
    ['S4', 'on-premises', [2197]],
    ['S15', 'on-premises', [25]],
  ]);
});

test('clear text that the document allows beside TLS is discouraged, but for SCEP', () => {
  const discouraged = rows.filter((candidate) => candidate.cleartext?.standing === 'discouraged').map(({ ref }) => ref);
  expect(discouraged).toEqual(['S10', 'S12', 'S14', 'S15']);
  expect(row('S13').cleartext).toEqual({ ports: [80], standing: 'normal' });
});
