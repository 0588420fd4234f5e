import { expect, test } from 'vitest';
import { APPLE_ORGANISATION } from '../../../../src/catalogue/endpoints/apple/organisation.ts';
import { hostLines, lines } from '../../row-lines.ts';

const [manager, essentials, account] = APPLE_ORGANISATION;

test('Apple Business Manager and Apple School Manager', () => {
  expect(manager.ref).toBe('A:business-manager');
  expect(hostLines(manager)).toEqual(
    lines(`*.business.apple.com 80, 443 -
      *.school.apple.com 80, 443 -
      appleid.cdn-apple.com 443 P
      idmsa.apple.com 443 P
      *.itunes.apple.com 80, 443 P
      *.mzstatic.com 443 -
      api.ent.apple.com 443
      api.edu.apple.com 443
      api-business.apple.com 443
      api-school.apple.com 443
      statici.icloud.com 443
      upload.appleschoolcontent.com 22 P`),
  );
});

test('Apple Business Essentials', () => {
  expect(essentials.ref).toBe('A:business-essentials');
  expect(hostLines(essentials)).toEqual(
    lines(`axm-adm-enroll.apple.com 443
      axm-adm-mdm.apple.com 443
      axm-adm-scep.apple.com 443
      axm-app.apple.com 443
      icons.axm-usercontent-apple.com 443
      *.apple-mapkit.com 443`),
  );
});

test('Apple Account and iCloud, with Private Relay on UDP 443', () => {
  expect(account.ref).toBe('A:account');
  expect(hostLines(account)).toEqual(
    lines(`account.apple.com 443
      appleid.apple.com 443
      idmsa.apple.com 443
      gsa.apple.com 443
      appleid.cdn-apple.com 443
      *.icloud.com 443
      *.icloud-content.com 443
      *.apple-cloudkit.com 443
      mask.icloud.com 443; udp 443
      mask-h2.icloud.com 443; udp 443
      mask-api.icloud.com 443; udp 443`),
  );
});
