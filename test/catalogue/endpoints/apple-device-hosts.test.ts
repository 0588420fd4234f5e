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
  for (const { name, anybody, ...ports } of APPLE_DEVICE_HOSTS) expect([name, ports]).toEqual([name, {}]);
});

test.each(['mdmenrollment.apple.com', 'gdmf.apple.com', '*.itunes.apple.com', 'identity.apple.com'])(
  'others than devices go to %s as well',
  (name) => {
    expect(APPLE_DEVICE_HOSTS.find((host) => host.name === name)?.anybody).toBe(true);
  },
);

test('only devices go to enrollment profiles and update servers', () => {
  const own = APPLE_DEVICE_HOSTS.filter((host) => host.anybody !== true).map((host): string => host.name);
  expect(own).toEqual(
    expect.arrayContaining(['iprofiles.apple.com', 'deviceenrollment.apple.com', 'swscan.apple.com']),
  );
});
