import { describe, expect, test } from 'vitest';
import { liveInterfaces, MAX_INTERFACES } from '../../../src/source/live/interfaces.ts';
import { type FakeSystem, fakeLiveEffects } from '../../support/fake-live-effects.ts';

const LINK_TYPES = 'Data link types for eth0 (use option -y to set):\n  EN10MB (Ethernet)\n';
const ROUTES = 'Iface\neth0 00000000 010200C0 0003 0 0 0 00000000 0 0 0\n';
const FORBIDDEN =
  "tcpdump: eth0: You don't have permission to perform this capture on that device\n(socket: Operation not permitted)\n";
const DUMPCAP_DOWN =
  'dumpcap: The capabilities of the capture device "eth1" could not be obtained (pcap_activate() failed: That device is not up).\n';

/** Debian with two cards, one of them down, as root. */
const SYSTEM: FakeSystem = {
  programs: ['/usr/bin/dumpcap', '/usr/bin/tcpdump'],
  interfaces: () => ({
    lo: [{ address: '127.0.0.1', internal: true } as never],
    eth0: [{ address: '192.0.2.7', internal: false } as never],
  }),
  list: () => ['eth0', 'eth1', 'lo'],
  files: {
    '/sys/class/net/lo/flags': '0x9\n',
    '/sys/class/net/eth0/flags': '0x1003\n',
    '/sys/class/net/eth1/flags': '0x1002\n',
    '/proc/net/route': ROUTES,
    '/proc/self/status': 'Name: node\nCapEff:\t000001ffffffffff\n',
  },
  answers: {
    '/usr/bin/tcpdump -L -i eth0': { error: LINK_TYPES },
    '/usr/bin/dumpcap -L -i eth0': { output: LINK_TYPES },
    '/usr/bin/tcpdump -L -i lo': { error: LINK_TYPES },
    '/usr/bin/tcpdump -L -i eth1': { code: 1, error: 'tcpdump: eth1: That device is not up\n' },
    '/usr/bin/dumpcap -L -i eth1': { code: 2, error: DUMPCAP_DOWN },
  },
};

describe('on Linux', () => {
  test('each interface has its state, its link type, and what may capture there', async () => {
    const { interfaces, omitted, advice } = await liveInterfaces(fakeLiveEffects(SYSTEM));
    expect(interfaces.map(({ name }) => name)).toEqual(['lo', 'eth0', 'eth1', 'any']);
    const [lo, eth0, eth1] = interfaces;
    expect(lo).toMatchObject({ isUp: true, isLoopback: true, addresses: ['127.0.0.1'] });
    expect(eth0).toMatchObject({ isUp: true, isLoopback: false, linkType: 'EN10MB' });
    expect(eth0.engines.map(({ mayCapture }) => mayCapture)).toEqual([true, true, true]);
    expect(eth1).toMatchObject({ isUp: false, addresses: [] });
    const reason = 'That device is not up';
    expect(eth1.engines).toEqual(
      ['dumpcap', 'tcpdump', 'cap'].map((engine) => ({ engine, mayCapture: false, reason })),
    );
    expect(omitted).toBe(0);
    expect(advice).toBeUndefined();
  });

  test('what live would take', async () => {
    expect((await liveInterfaces(fakeLiveEffects(SYSTEM))).choice).toEqual({
      interface: 'eth0',
      engine: 'tcpdump',
      why: 'tcpdump: it tells what was dropped while it runs; eth0: the default route',
    });
  });

  test('without rights nothing may capture, and how to get them is told', async () => {
    const answers = {
      '/usr/bin/tcpdump -L -i eth0': { code: 1, error: FORBIDDEN },
      '/usr/bin/dumpcap -L -i eth0': { code: 2, error: FORBIDDEN },
    };
    const files = { ...SYSTEM.files, '/proc/self/status': 'CapEff:\t0000000000000000\n' };
    const { interfaces, choice, advice } = await liveInterfaces(
      fakeLiveEffects({ ...SYSTEM, userId: 1000, answers, files }),
    );
    expect(interfaces[1].engines[1]).toMatchObject({ mayCapture: false, reason: 'socket: Operation not permitted' });
    expect(interfaces[1].engines[2].reason).toBe('Operation not permitted');
    expect(choice).toBeUndefined();
    expect(advice).toContain('setcap');
  });

  test('what is not there is told as that', async () => {
    const loadCap = () => {
      throw new Error("Cannot find module 'cap'\nRequire stack: …");
    };
    const { interfaces } = await liveInterfaces(fakeLiveEffects({ ...SYSTEM, programs: [], loadCap }));
    expect(interfaces[1].engines.map(({ reason }) => reason)).toEqual([
      'not installed',
      'not installed',
      "cap cannot be loaded: Cannot find module 'cap'",
    ]);
  });

  test('of thousands, the first are looked at', async () => {
    const list = () => Array.from({ length: 100 }, (_, index) => `veth${index}`);
    const found = await liveInterfaces(fakeLiveEffects({ list }));
    expect(found.interfaces).toHaveLength(MAX_INTERFACES);
    expect(found.omitted).toBe(101 - MAX_INTERFACES);
  });
});

test('on macOS the devices of bpf decide for cap', async () => {
  const mac = {
    ...SYSTEM,
    platform: 'darwin',
    userId: 501,
    programs: [],
    mayRead: (path: string) => path === '/dev/bpf0',
  } as const;
  const { interfaces } = await liveInterfaces(fakeLiveEffects(mac));
  expect(interfaces.map(({ name, isUp }) => [name, isUp])).toEqual([
    ['lo', true],
    ['eth0', true],
  ]);
  expect(interfaces[1].engines[2]).toEqual({ engine: 'cap', mayCapture: true });
});
