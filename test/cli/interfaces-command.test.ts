import { expect, test } from 'vitest';
import { interfacesCommand } from '../../src/cli/interfaces-command.ts';
import { type FakeSystem, fakeLiveEffects } from '../support/fake-live-effects.ts';

const TYPES = '  EN10MB (Ethernet)\n';
const SYSTEM: FakeSystem = {
  programs: ['/usr/bin/tcpdump'],
  interfaces: () => ({
    eth0: [
      { address: '192.0.2.7', internal: false },
      { address: '2001:db8::7', internal: false },
    ] as never,
  }),
  list: () => ['eth0', 'eth1'],
  files: {
    '/sys/class/net/eth0/flags': '0x1003',
    '/sys/class/net/eth1/flags': '0x1002',
    '/proc/net/route': 'Iface\neth0 00000000 010200C0 0003 0 0 0 00000000 0 0 0\n',
  },
  answers: {
    '/usr/bin/tcpdump -L -i eth0': { error: TYPES },
    '/usr/bin/tcpdump -L -i any': { error: '  LINUX_SLL (Linux cooked v1)\n' },
    '/usr/bin/tcpdump -L -i eth1': { code: 1, error: 'tcpdump: eth1: That device is not up\n' },
  },
};

test('a table, what cannot be captured, and what live would take', async () => {
  const { exitCode, output } = await interfacesCommand({}, fakeLiveEffects(SYSTEM));
  expect(exitCode).toBe(0);
  expect(output).toBe(`INTERFACE  STATE  LINK TYPE  ENGINES       ADDRESSES
eth0       up     EN10MB     tcpdump, cap  192.0.2.7, 2001:db8::7
eth1       down              none
any               LINUX_SLL  tcpdump, cap

Not to be captured:
  dumpcap: not installed
  tcpdump on eth1: That device is not up
  cap on eth1: That device is not up

jamscope live would take eth0 with tcpdump: it tells what was dropped while it runs; eth0: the default route.
`);
});

test('as JSON', async () => {
  const found = JSON.parse((await interfacesCommand({ json: true }, fakeLiveEffects(SYSTEM))).output);
  expect(found).toMatchObject({ omitted: 0, choice: { interface: 'eth0', engine: 'tcpdump' } });
  expect(found.interfaces[0]).toMatchObject({ name: 'eth0', linkType: 'EN10MB', isUp: true, isLoopback: false });
});

test('where nothing may capture, what to do', async () => {
  const answers = { '/usr/bin/tcpdump -L -i eth0': { code: 1, error: "tcpdump: eth0: You don't have permission\n" } };
  const { exitCode, output } = await interfacesCommand({}, fakeLiveEffects({ ...SYSTEM, userId: 1000, answers }));
  expect(exitCode).toBe(3);
  expect(output).toContain('jamscope live could capture on none of them as this user.');
  expect(output).toMatch(/Run jamscope as root; or have an administrator/);
});
