import { expect, test } from 'vitest';
import { APPLE_DEVICE_HOSTS } from '../../../src/catalogue/endpoints/apple-device-hosts.ts';

const names = APPLE_DEVICE_HOSTS.map((host): string => host.name);

test.each(['swcdn.apple.com', 'iprofiles.apple.com', 'vpp.itunes.apple.com', '*.apps.apple.com', 'albert.apple.com'])(
  'S28 covers %s',
  (name) => {
    expect(names).toContain(name);
  },
);

test.each(['*.push.apple.com', 'time.apple.com', '*.icloud.com', 'ocsp.apple.com', 'lcdn-locator.apple.com'])(
  'S28 leaves %s to other rows',
  (name) => {
    expect(names).not.toContain(name);
  },
);

test('each host once, on the ports of S28', () => {
  expect(new Set(names).size).toBe(names.length);
  for (const host of APPLE_DEVICE_HOSTS) expect(Object.keys(host)).toEqual(['name']);
});
