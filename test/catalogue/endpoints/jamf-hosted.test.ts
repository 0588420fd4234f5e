import { expect, test } from 'vitest';
import { JAMF_HOSTED } from '../../../src/catalogue/endpoints/jamf-hosted.ts';
import type { ServiceRow } from '../../../src/catalogue/service-row.ts';
import { hostLines, lines } from '../row-lines.ts';

const rows: readonly ServiceRow[] = JAMF_HOSTED;
const row = (ref: string) => rows.find((candidate) => candidate.ref === ref)!;

test('the groups', () => {
  expect(rows.map(({ ref }) => ref)).toEqual([
    'J:jcds',
    'J:app-installers',
    'J:icon-service',
    'J:web',
    'J:remote-assist',
    'J:protect',
    'J:security-cloud',
    'J:executive-threat-protection',
  ]);
});

test.each([
  ['J:app-installers', 'appinstallers-packages.services.jamfcloud.com 443'],
  ['J:icon-service', 'ics.services.jamfcloud.com 443\n*.ics.services.jamfcloud.com 443'],
  [
    'J:web',
    `experience.jamfcloud.com 443
     resources.jamf.com 443
     marketplace.jamf.com 443
     id.jamf.com 443
     account.jamf.com 443
     sentry.pub.jamf.build 443`,
  ],
  [
    'J:remote-assist',
    `download.jra.services.jamfcloud.com 443; udp 5555
     files.jra.services.jamfcloud.com 443; udp 5555
     us.jra.services.jamfcloud.com 443; udp 5555
     euro.jra.services.jamfcloud.com 443; udp 5555
     asia.jra.services.jamfcloud.com 443; udp 5555`,
  ],
  [
    'J:protect',
    `a3bwx220ks5p1x-ats.iot.us-east-1.amazonaws.com 443, 8883
     a3bwx220ks5p1x-ats.iot.eu-west-2.amazonaws.com 443, 8883
     a3bwx220ks5p1x-ats.iot.eu-central-1.amazonaws.com 443, 8883
     a3bwx220ks5p1x-ats.iot.ap-northeast-1.amazonaws.com 443, 8883
     a3bwx220ks5p1x-ats.iot.ap-southeast-2.amazonaws.com 443, 8883
     prod-use1-jamf-jpt-configs.s3.amazonaws.com 443
     prod-euw2-jamf-jpt-configs.s3.amazonaws.com 443
     prod-euc1-jamf-jpt-configs.s3.amazonaws.com 443
     prod-apne1-jamf-jpt-configs.s3.amazonaws.com 443
     prod-apse2-jamf-jpt-configs.s3.amazonaws.com 443
     shared-jamf-jpt-generic-packages.s3.amazonaws.com 443`,
  ],
  ['J:security-cloud', 'api.wandera.com 443\nblock.jamf.com 443'],
  ['J:executive-threat-protection', 'edrvpn1.zecops.com 1320'],
])('%s', (ref, expected) => {
  expect(hostLines(row(ref))).toEqual(lines(expected));
});
