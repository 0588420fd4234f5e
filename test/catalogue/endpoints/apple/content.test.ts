import { expect, test } from 'vitest';
import { APPLE_CONTENT } from '../../../../src/catalogue/endpoints/apple/content.ts';
import { hostLines, lines } from '../../row-lines.ts';

const [update, apps, caching, domains] = APPLE_CONTENT;

test('software update', () => {
  expect(update.ref).toBe('A:software-update');
  expect(hostLines(update)).toEqual(
    lines(`appldnld.apple.com 80
      configuration.apple.com 443
      gdmf.apple.com 443
      gg.apple.com 80, 443
      gs.apple.com 80, 443
      ig.apple.com 443
      mesu.apple.com 80, 443
      oscdn.apple.com 80, 443
      osrecovery.apple.com 80, 443
      skl.apple.com 443
      swcdn.apple.com 80, 443
      swdist.apple.com 443
      swdownload.apple.com 80, 443
      swscan.apple.com 443
      xp.apple.com 443
      updates-http.cdn-apple.com 80
      updates.cdn-apple.com 443
      gdmf-ados.apple.com 443
      gsra.apple.com 443
      wkms-public.apple.com 443
      fcs-keys-pub-prod.cdn-apple.com 443`),
  );
});

test('apps', () => {
  expect(apps.ref).toBe('A:apps');
  expect(hostLines(apps)).toEqual(
    lines(`*.itunes.apple.com 80, 443
      itunes.apple.com 80, 443
      *.apps.apple.com 443
      *.mzstatic.com 443
      ppq.apple.com 443
      api.apple-cloudkit.com 443
      token.safebrowsing.apple 443
      gateway.icloud.com 443`),
  );
});

test('content caching, which the TLS floor spares', () => {
  expect(caching.ref).toBe('A:content-caching');
  expect(hostLines(caching)).toEqual(
    lines(`lcdn-registration.apple.com 443
      lcdn-locator.apple.com 443
      serverstatus.apple.com 443
      suconfig.apple.com 80
      xp-cdn.apple.com 443`),
  );
  expect(caching).not.toHaveProperty('managementFloor');
});

test('associated domains, on UDP 443 too', () => {
  expect(domains.ref).toBe('A:associated-domains');
  expect(hostLines(domains)).toEqual(
    lines(`app-site-association.cdn-apple.com 443; udp 443
      app-site-association.networking.apple 443; udp 443`),
  );
});
