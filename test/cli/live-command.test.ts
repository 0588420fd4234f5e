import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { type LiveWorld, liveCommand } from '../../src/cli/live-command.ts';
import type { LiveOptions } from '../../src/cli/live-options.ts';
import { line } from '../../src/engine/contract-lines.ts';
import { CaptureError } from '../../src/source/capture-error.ts';
import { captured } from '../support/captured.ts';
import { eventually } from '../support/eventually.ts';
import { type FakeEffects, fakeEffects } from '../support/fake-effects.ts';
import { type FedSource, fedSource } from '../support/live-source.ts';
import { tcpFlow } from '../support/tcp-flow.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();

const PCAP_HEADER = 24;
const frames = tcpFlow({ responder: '17.57.144.22:5223', step: 1e9 });
const bytes = captured(frames);

const worldOf = (open: LiveWorld['open'], user?: string): LiveWorld => ({
  open,
  dropPrivileges: () => (user === undefined ? undefined : { name: user }),
  asInvokingUser: (action) => action(),
  interfaces: () => ['en0', 'en1'],
});

/** A run with a source that is fed by hand. */
async function started(options: Partial<LiveOptions> = {}, stream?: string) {
  const effects = { ...fakeEffects({ today: Date.UTC(2026, 10, 22) }), time: 0, now: () => effects.time };
  const source = await fedSource(bytes.slice(0, PCAP_HEADER), 'en0');
  const requests: Parameters<LiveWorld['open']>[0][] = [];
  const open: LiveWorld['open'] = async (request) => {
    requests.push(request);
    return source.live;
  };
  const codes = liveCommand(
    stream,
    { promiscuous: true, tui: true, config: false, ...options },
    effects,
    worldOf(open),
  );
  await eventually(() => expect(effects.listeners()).toBe(1));
  return { effects, source, requests, codes };
}

const linesOf = (effects: FakeEffects) =>
  effects
    .out()
    .split('\n')
    .filter((text) => text !== '')
    .map((text) => line.parse(JSON.parse(text)));

async function givenAll(source: FedSource, effects: FakeEffects & { time: number }): Promise<void> {
  source.give(bytes.slice(PCAP_HEADER));
  await eventually(() => {
    effects.time += 1000;
    expect(source.live.source.bytesRead).toBe(bytes.length);
  });
}

describe('jamscope live', () => {
  it('prints lines until a signal ends it, all of what was captured in them', async () => {
    const { effects, source, requests, codes } = await started({ interface: ['en0'], filter: 'tcp', snaplen: 200 });
    await givenAll(source, effects);
    effects.signal('SIGTERM');
    expect(await codes).toEqual([]);
    const lines = linesOf(effects);
    expect(lines[0]).toMatchObject({ type: 'capture', packets: 0, engines: [{ engine: 'tcpdump', interface: 'en0' }] });
    expect(lines.at(-2)).toMatchObject({
      type: 'capture',
      packets: frames.length,
      ended: { by: 'signal', signal: 'SIGTERM' },
    });
    expect(lines.filter((line) => 'ended' in line)).toHaveLength(1);
    expect(lines.at(-1)).toMatchObject({ type: 'summary', flows: 1 });
    expect(lines.filter(({ type }) => type === 'flow')).toHaveLength(1);
    expect(requests).toMatchObject([{ interface: 'en0', filter: 'tcp', snaplen: 200, promiscuous: true }]);
    expect(effects.err()).toBe('jamscope: capturing en0 with a test\njamscope: ended by SIGTERM\n');
    expect(effects.listeners()).toBe(0);
  });

  it('says 130 when it was interrupted', async () => {
    const { effects, codes } = await started({ quiet: true });
    effects.signal('SIGINT');
    expect(await codes).toEqual([130]);
    expect(effects.err()).toBe('');
  });

  it.each<[Partial<LiveOptions>, boolean]>([
    [{ plain: true }, true],
    [{}, false],
    [{ plain: true, format: 'ndjson' }, false],
    [{ plain: true, tui: false }, false],
    [{ plain: true, quiet: true }, false],
  ])('says that without a terminal there are no plain lines of the screen: %j', async (options, isSaid) => {
    const { effects, codes } = await started(options);
    effects.signal('SIGTERM');
    await codes;
    expect(effects.err().includes('jamscope: --plain is for a terminal, and there is none')).toBe(isSaid);
  });

  it('ends with its stream', async () => {
    const { source, requests, effects, codes } = await started({ format: 'text' }, '-');
    Object.assign(source.live, { engine: 'stream' });
    source.give(bytes.slice(PCAP_HEADER));
    source.end();
    expect(await codes).toEqual([]);
    expect(requests[0]).toMatchObject({ interface: '-', engine: 'stream' });
    expect(effects.err()).toContain('jamscope: ended with en0\n');
    expect(effects.out()).toContain(`${frames.length} packets`);
  });

  it('ends after its duration', async () => {
    const { effects, codes } = await started({ format: 'json', duration: 60_000 });
    await eventually(() => expect(effects.err()).toContain('capturing'));
    effects.time = 60_001;
    expect(await codes).toEqual([]);
    expect(JSON.parse(effects.out())).toMatchObject({ schema: 'jamscope.report/1', capture: { packets: 0 } });
    expect(effects.err()).toContain('jamscope: ended after 1 min 0 s, as --duration says\n');
  });

  it('says how everything stands on SIGUSR1', async () => {
    const { effects, source, codes } = await started();
    await givenAll(source, effects);
    effects.signal('SIGUSR1');
    await eventually(() => expect(linesOf(effects).filter(({ type }) => type === 'summary')).toHaveLength(1));
    effects.signal('SIGTERM');
    await codes;
    expect(linesOf(effects).filter(({ type }) => type === 'summary')).toHaveLength(2);
  });

  it('gives up root before it writes', async () => {
    const effects = fakeEffects();
    const path = join(folder.path, 'a.pcapng');
    const source = await fedSource(bytes.slice(0, PCAP_HEADER), 'en0');
    let existed: boolean | undefined;
    const world: LiveWorld = {
      ...worldOf(async () => source.live),
      dropPrivileges() {
        existed = existsSync(path);
        return { name: 'alice' };
      },
    };
    const codes = liveCommand('-', { promiscuous: true, tui: true, config: false, write: path }, effects, world);
    await eventually(() => expect(existsSync(path)).toBe(true));
    effects.signal('SIGTERM');
    await codes;
    expect(existed).toBe(false);
    expect(effects.err()).toContain('going on as alice, without the rights of root');
    expect(effects.err()).toContain(`0 packets recorded in ${path}`);
  });

  it('says in the file of metrics that it has ended', async () => {
    const file = join(folder.path, 'x.prom');
    const { effects, codes } = await started({ metrics: { file } });
    await eventually(() => expect(existsSync(file)).toBe(true));
    expect(readFileSync(file, 'utf8')).toMatch(/^jamscope_capturing\{.*\} 1$/m);
    effects.signal('SIGTERM');
    await codes;
    expect(readFileSync(file, 'utf8')).toMatch(/^jamscope_capturing\{.*\} 0$/m);
  });

  it('captures on several interfaces', async () => {
    const { effects, requests, codes } = await started({ interface: ['en0', 'en1'] });
    await eventually(() => expect(requests.map((request) => request.interface)).toEqual(['en0', 'en1']));
    effects.signal('SIGTERM');
    await codes;
  });
});

describe('jamscope live that cannot begin', () => {
  const options = { promiscuous: true, tui: true, config: false } as const;
  const failing: LiveWorld['open'] = async () => {
    throw new CaptureError('permission', 'tcpdump may not capture on en0 as this user', 'Use sudo.');
  };

  it('says what is missing', async () => {
    const effects = fakeEffects();
    expect(await liveCommand(undefined, options, effects, worldOf(failing))).toEqual([3]);
    expect(effects.err()).toBe('jamscope: tcpdump may not capture on en0 as this user. Use sudo.\n');
    expect(effects.out()).toBe('');
  });

  it('says what does not go together', async () => {
    const effects = fakeEffects();
    expect(await liveCommand('-', { ...options, interface: ['en0'] }, effects, worldOf(failing))).toEqual([2]);
    expect(effects.err()).toContain('Name one of them.');
  });

  it('says what cannot be before anything is opened', async () => {
    const effects = fakeEffects();
    const write = folder.write('there.pcapng', 'mine');
    const open = vi.fn(failing);
    const asked: string[] = [];
    const world: LiveWorld = {
      ...worldOf(open),
      asInvokingUser(action) {
        asked.push('as the user');
        return action();
      },
    };
    expect(await liveCommand(undefined, { ...options, write }, effects, world)).toEqual([2]);
    expect(effects.err()).toContain('there.pcapng exists already');
    expect(open).not.toHaveBeenCalled();
    expect(asked).toHaveLength(1);
  });

  it('ends when it is stopped while it waits for a stream', async () => {
    const effects = fakeEffects();
    const open: LiveWorld['open'] = ({ signal }) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
    const codes = liveCommand('-', options, effects, worldOf(open));
    await eventually(() => expect(effects.listeners()).toBe(1));
    await new Promise(setImmediate);
    effects.signal('SIGINT');
    expect(await codes).toEqual([130]);
  });
});
