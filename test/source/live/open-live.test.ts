import { describe, expect, test } from 'vitest';
import { openLive } from '../../../src/source/live/open-live.ts';
import { pcapFile } from '../../support/capture-bytes.ts';
import { sampleBytes } from '../../support/chunks.ts';
import { type FakeProgram, type FakeSystem, fakeLiveEffects } from '../../support/fake-live-effects.ts';

const PCAP = pcapFile([{ bytes: sampleBytes(100), seconds: 0 }]);
const REQUEST = { interface: 'eth0', promiscuous: true, signal: new AbortController().signal };
const BOTH = ['/usr/bin/dumpcap', '/usr/bin/tcpdump'];

const captures = (program: FakeProgram) => void program.writes(PCAP);
const lacksRights = (program: FakeProgram) => program.says('socket: Operation not permitted').ends(1);

/** Opens, and closes again. */
async function opened(system: FakeSystem, request: Partial<Parameters<typeof openLive>[0]> = {}) {
  const effects = fakeLiveEffects({ programs: BOTH, script: captures, ...system });
  const live = await openLive({ ...REQUEST, ...request }, effects);
  await live.stop();
  await live.source.close();
  return { live, started: effects.started.map(({ program }) => program) };
}

describe('the engine', () => {
  test('is tcpdump for root, and it is said why', async () => {
    const { live } = await opened({ userId: 0 });
    expect(live).toMatchObject({ engine: 'tcpdump', why: 'tcpdump: it tells what was dropped while it runs' });
  });

  test('is dumpcap for others', async () => {
    expect((await opened({ userId: 501 })).live.engine).toBe('dumpcap');
  });

  test('is the next where the first has no right', async () => {
    const script = (program: FakeProgram) => (program.program.endsWith('node') ? captures : lacksRights)(program);
    const { live, started } = await opened({ userId: 501, script });
    expect(live.engine).toBe('cap');
    expect(started).toEqual(['/usr/bin/dumpcap', '/usr/bin/tcpdump', '/usr/bin/node']);
  });

  test('is the one that is asked for, or none', async () => {
    expect((await opened({}, { engine: 'dumpcap' })).live.engine).toBe('dumpcap');
    await expect(opened({ script: lacksRights }, { engine: 'dumpcap' })).rejects.toThrow('dumpcap may not capture');
    await expect(opened({ programs: [] }, { engine: 'dumpcap' })).rejects.toMatchObject({
      code: 'no-engine',
      message: 'dumpcap cannot be found, or not be executed by this user',
    });
    await expect(opened({}, { engine: 'folder' })).rejects.toMatchObject({ code: 'no-engine' });
  });

  test('where none has the right, the first says so', async () => {
    await expect(opened({ userId: 501, script: lacksRights })).rejects.toMatchObject({
      code: 'permission',
      message: 'dumpcap may not capture on eth0 as this user: socket: Operation not permitted',
    });
  });

  test('another failure ends it: no other engine would do better', async () => {
    const script = (program: FakeProgram) => program.says('tcpdump: eth0: No such device exists').ends(1);
    await expect(opened({ script })).rejects.toMatchObject({ code: 'no-such-interface' });
  });
});

describe('the filter', () => {
  test('of several is the first that the link type allows', async () => {
    const script = (program: FakeProgram) =>
      program.parameters.includes('vlan and tcp')
        ? program.says('tcpdump: no VLAN support for data link type 12').ends(1)
        : captures(program);
    const effects = fakeLiveEffects({ programs: BOTH, script });
    const live = await openLive({ ...REQUEST, filter: ['vlan and tcp', 'tcp'] }, effects);
    expect(effects.started.map(({ parameters }) => parameters.at(-1))).toEqual(['vlan and tcp', 'tcp']);
    await live.source.close();
  });

  test('that is a mistake is refused before anything is opened', async () => {
    const answers = { '/usr/bin/tcpdump -d -y EN10MB -- tcp portt 5': { code: 1, error: 'tcpdump: syntax error' } };
    const effects = fakeLiveEffects({ programs: BOTH, answers });
    await expect(openLive({ ...REQUEST, filter: 'tcp portt 5' }, effects)).rejects.toMatchObject({
      code: 'wrong-filter',
    });
    expect(effects.started).toEqual([]);
  });
});

describe('the interface', () => {
  const ROUTES = 'Iface\neth3 00000000 010200C0 0003 0 0 0 00000000 0 0 0\n';

  test('is that of the default route', async () => {
    const { live } = await opened({ files: { '/proc/net/route': ROUTES } }, { interface: undefined });
    expect(live.interfaceName).toBe('eth3');
    expect(live.why).toMatch(/; eth3: the default route$/);
  });

  test('must be named where there is none', async () => {
    const nothing = opened({ list: () => ['lo'] }, { interface: undefined });
    await expect(nothing).rejects.toMatchObject({ code: 'no-such-interface', advice: 'Name one with -i: lo.' });
  });

  test('with a slash is a stream', async () => {
    await expect(opened({}, { interface: '/no/such/fifo' })).rejects.toMatchObject({ code: 'no-such-file' });
  });
});
