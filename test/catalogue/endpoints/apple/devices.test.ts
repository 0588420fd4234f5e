import { expect, test } from 'vitest';
import { APPLE_DEVICES } from '../../../../src/catalogue/endpoints/apple/devices.ts';
import { hostLines, lines } from '../../row-lines.ts';

const [setup, management] = APPLE_DEVICES;

test('device setup', () => {
  expect(setup.ref).toBe('A:device-setup');
  expect(hostLines(setup)).toEqual(
    lines(`albert.apple.com 443 P
      captive.apple.com 80, 443 P
      gs.apple.com 80, 443 P
      humb.apple.com 443 P
      static.ips.apple.com 80, 443 P
      tbsc.apple.com 443 P
      sq-device.apple.com 443 -
      time.apple.com udp 123 -
      time-ios.apple.com udp 123 -
      time-macos.apple.com udp 123 -`),
  );
});

test('device management', () => {
  expect(management.ref).toBe('A:device-management');
  expect(hostLines(management)).toEqual(
    lines(`*.push.apple.com 443, 80, 5223, 2197
      init-p01st.push.apple.com 80, 443
      init.push.apple.com 80, 443
      deviceenrollment.apple.com 443 -
      deviceservices-external.apple.com 443 -
      gdmf.apple.com 443 P
      identity.apple.com 443 P
      iprofiles.apple.com 443 P
      mdmenrollment.apple.com 443 P
      setup.icloud.com 443 -
      vpp.itunes.apple.com 443 P
      *.appattest.apple.com 443 -
      axm-servicediscovery.apple.com 443`),
  );
});
