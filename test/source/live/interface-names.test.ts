import { describe, expect, test } from 'vitest';
import { defaultInterface, interfaceNames } from '../../../src/source/live/interface-names.ts';
import { type FakeSystem, fakeLiveEffects } from '../../support/fake-live-effects.ts';

const address = (internal: boolean) => ({ address: '192.0.2.1', internal }) as never;
const ROUTES = `Iface Destination Gateway Flags RefCnt Use Metric Mask MTU Window IRTT
wlan0 00000000 010200C0 0003 0 0 600 00000000 0 0 0
eth0 00000000 010200C0 0003 0 0 100 00000000 0 0 0
down0 00000000 010200C0 0002 0 0 1 00000000 0 0 0
eth0 000200C0 00000000 0001 0 0 0 00FFFFFF 0 0 0
`;
const ROUTES_V6 = `fe800000000000000000000000000000 40 00000000000000000000000000000000 00 00000000000000000000000000000000 00000100 00000001 00000000 00000001 eth1
00000000000000000000000000000000 00 00000000000000000000000000000000 00 00000000000000000000000000000000 ffffffff 00000001 00000000 00200200 lo
00000000000000000000000000000000 00 00000000000000000000000000000000 00 fe800000000000000000000000000001 00000400 00000001 00000000 00450003 eth1
`;

test('names those without an address on Linux', () => {
  const system = { interfaces: () => ({ lo: [], eth0: [] }), list: () => ['eth0', 'eth1', 'lo'] };
  expect(interfaceNames(fakeLiveEffects(system))).toEqual(['lo', 'eth0', 'eth1']);
  expect(interfaceNames(fakeLiveEffects({ ...system, platform: 'darwin' }))).toEqual(['lo', 'eth0']);
});

describe('the default interface', () => {
  const cases: [string, FakeSystem, string | undefined][] = [
    ['of the route with the lowest metric that is up', { files: { '/proc/net/route': ROUTES } }, 'eth0'],
    ['of the IPv6 route where there is no other', { files: { '/proc/net/ipv6_route': ROUTES_V6 } }, 'eth1'],
    [
      'of the route on macOS',
      {
        platform: 'darwin',
        answers: {
          '/sbin/route -n get default': { output: '   route to: default\n  gateway: 192.0.2.1\n  interface: en5\n' },
        },
      },
      'en5',
    ],
    [
      'the first that is not loopback without a route',
      { interfaces: () => ({ lo: [address(true)], eth7: [address(false)] }) },
      'eth7',
    ],
    ['none where there is only loopback', { interfaces: () => ({ lo: [address(true)] }) }, undefined],
  ];
  test.each(cases)('%s', async (_case, system, name) => {
    expect((await defaultInterface(fakeLiveEffects(system)))?.name).toBe(name);
  });
});
