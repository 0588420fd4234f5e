/** What goes wrong around the real program: its engine, its interface, its disk, its reader, itself. It goes on or ends in order, with a word on it. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { CaptureReader } from '../../src/capture/capture-reader.ts';
import { TimeBase } from '../../src/capture/time-base.ts';
import { Namespace, obstacle } from './namespace.ts';

const PROGRAM = fileURLToPath(new URL('../../bin/jamscope.js', import.meta.url));
const why = obstacle();
const LONG = { timeout: 30_000, interval: 100 };
/** s of SIGSTOP: held up for a moment, and so long that the watch counts as broken off. */
const STOPS = [5, 60];

/** Sends a datagram every 10 ms until it is killed; goes on while there is no interface. */
const STEADY = `
const socket = require('node:dgram').createSocket('udp4');
setInterval(() => socket.send(Buffer.alloc(600, 1), 9000, '10.77.0.2', () => {}), 10);`;

/** A client asks APNs, which does not answer: a finding after some seconds. */
const UNANSWERED = `
const socket = require('node:net').connect(5223, '17.57.144.84');
socket.on('error', () => {});`;

describe.skipIf(why !== undefined)('a live capture that something happens to', () => {
  let namespace: Namespace;
  const folder = mkdtempSync(join(tmpdir(), 'jamscope-faults-'));
  const running: ChildProcess[] = [];
  beforeAll(() => {
    namespace = new Namespace('faults');
  });
  afterEach(async () => {
    for (const child of running.splice(0)) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  });
  afterAll(() => {
    namespace.delete();
    rmSync(folder, { recursive: true, force: true });
  });

  function inside(words: readonly string[], stdio: 'ignore' | 'pipe' = 'pipe', out?: number): ChildProcess {
    const command = ['netns', 'exec', namespace.name, process.execPath, ...words];
    const child = spawn('ip', command, { stdio: ['ignore', out ?? stdio, stdio] });
    running.push(child);
    return child;
  }

  /** Starts it and waits until it captures. Its lines go to a file, so that they can be read whatever happens to it. */
  async function started(...options: string[]) {
    const lines = join(mkdtempSync(join(folder, 'run-')), 'lines');
    const out = openSync(lines, 'w');
    const child = inside(
      [PROGRAM, 'live', '-i', 'cable0', '--no-config', '--format', 'ndjson', ...options],
      'pipe',
      out,
    );
    closeSync(out);
    let said = '';
    child.stderr!.setEncoding('utf8').on('data', (text) => {
      said += text;
    });
    const of = (type: string) =>
      readFileSync(lines, 'utf8')
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line))
        .filter((line) => line.type === type);
    await expect.poll(() => said, LONG).toContain('capturing cable0');
    return { child, of, said: () => said, ended: once(child, 'exit') as Promise<[number | null, string | null]> };
  }

  const steady = () => inside(['-e', STEADY], 'ignore');

  /** How it stands: asked by SIGUSR1. */
  async function standing({ child, of }: Awaited<ReturnType<typeof started>>) {
    const before = of('summary').length;
    child.kill('SIGUSR1');
    await expect.poll(() => of('summary').length, LONG).toBeGreaterThan(before);
    return of('capture').at(-1);
  }

  async function packets(run: Awaited<ReturnType<typeof started>>): Promise<number> {
    return (await standing(run)).packets;
  }

  /** Ends it in order, and returns its last line of the capture. */
  async function finished(run: Awaited<ReturnType<typeof started>>) {
    run.child.kill('SIGTERM');
    const [code, signal] = await run.ended;
    expect([0, 1], run.said()).toContain(code);
    expect(signal).toBe(null);
    return run.of('capture').at(-1);
  }

  const children = (child: ChildProcess) =>
    readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'latin1').split(' ').filter(Boolean).map(Number);
  const engineOf = (child: ChildProcess) =>
    children(child).find((id) => /tcpdump|dumpcap/.test(readFileSync(`/proc/${id}/comm`, 'latin1')))!;

  describe.each(['tcpdump', 'dumpcap'])('%s', (engine) => {
    test('killed: is opened again, and says so', async () => {
      steady();
      const run = await started('--engine', engine);
      await pause(500);
      process.kill(engineOf(run.child), 'SIGKILL');
      await expect.poll(run.said, LONG).toMatch(/by SIGKILL/);
      await expect.poll(run.said, LONG).toContain(`cable0 is captured again, by ${engine}`);
      const before = await packets(run);
      await expect.poll(() => packets(run), LONG).toBeGreaterThan(before);
      const last = await finished(run);
      expect(last.inputs).toHaveLength(2);
      expect(last.anomalies.map(({ code }: { code: string }) => code)).toContain('watch-interrupted');
      expect(last.limits).not.toContain('truncated');
      expect(run.of('finding').map(({ rule }) => rule)).not.toContain('capture/truncated');
    });

    test('without its interface: waits until it is back', async () => {
      const run = await started('--engine', engine);
      namespace.ip('link delete cable0');
      await expect.poll(run.said, LONG).toMatch(/opened again as soon as it can be/);
      await pause(1500);
      namespace.addCable();
      await expect.poll(run.said, LONG).toContain(`cable0 is captured again, by ${engine}`);
      steady();
      const before = await packets(run);
      await expect.poll(() => packets(run), LONG).toBeGreaterThan(before);
      await finished(run);
    });

    test('its interface down and up: goes on', async () => {
      steady();
      const run = await started('--engine', engine);
      namespace.ip('link set cable0 down');
      await pause(1500);
      namespace.ip('link set cable0 up');
      namespace.ip('neighbour replace 10.77.0.2 lladdr 02:00:00:00:00:02 dev cable0');
      namespace.ip('route replace default via 10.77.0.2');
      const before = await packets(run);
      await expect.poll(() => packets(run), LONG).toBeGreaterThan(before + 50);
      await finished(run);
    });
  });

  test('a finding outlives the engine', async () => {
    const run = await started('--engine', 'tcpdump');
    inside(['-e', UNANSWERED], 'ignore');
    await expect.poll(() => run.of('finding').length, { timeout: 90_000, interval: 500 }).toBeGreaterThan(0);
    const [{ rule }] = run.of('finding');
    process.kill(engineOf(run.child), 'SIGKILL');
    await expect.poll(run.said, LONG).toContain('cable0 is captured again');
    await finished(run);
    const last = run.of('finding').findLast((finding) => finding.rule === rule);
    expect(last.state).toMatch(/final|provisional/);
    expect(last.change).not.toBe('gone');
    expect(run.of('summary').at(-1).verdict).toBe('problems');
  });

  test.each(STOPS)('stopped for %d s, it takes no silence for what it missed', async (seconds) => {
    steady();
    const run = await started('--engine', 'tcpdump');
    await expect.poll(() => packets(run), LONG).toBeGreaterThan(50);
    run.child.kill('SIGSTOP');
    await pause(seconds * 1000);
    run.child.kill('SIGCONT');
    const before = await packets(run);
    await expect.poll(() => packets(run), LONG).toBeGreaterThan(before + 100);
    const last = await finished(run);
    expect(run.of('finding').filter(({ rule }) => !rule.startsWith('capture/'))).toEqual([]);
    const codes = last.anomalies.map(({ code }: { code: string }) => code);
    expect(codes.includes('watch-interrupted')).toBe(seconds >= 30);
    const [{ received, dropped }] = last.engines;
    // What came meanwhile waited in the kernel's buffer, or is told as lost; of the last second tcpdump has not taken everything when it ends.
    expect(last.packets + dropped).toBeGreaterThanOrEqual(received - 150);
  });

  test('whose reader does not read goes on, and ends in order', async () => {
    steady();
    const child = inside([PROGRAM, 'live', '-i', 'cable0', '--no-config', '--all-flows', '--duration', '4s']);
    child.stdout!.pause();
    let said = '';
    child.stderr!.setEncoding('utf8').on('data', (text) => {
      said += text;
    });
    const [code] = await once(child, 'exit');
    expect([code, said]).toEqual([0, expect.stringContaining('capturing cable0')]);
    expect(said).not.toContain('Error');
  });

  describe('that records', () => {
    const recording = () => {
      const place = mkdtempSync(join(folder, 'recording-'));
      return {
        place,
        path: join(place, 'live.pcapng'),
        files: () =>
          readdirSync(place)
            .sort()
            .map((name) => join(place, name)),
      };
    };

    test('killed by SIGKILL leaves files that can be read, and no engine', async () => {
      const { path, files } = recording();
      steady();
      const run = await started('-w', path, '--rotate-size', '300K', '--ring', '3');
      await expect.poll(() => files().length, LONG).toBe(3);
      await pause(1000);
      const engine = engineOf(run.child);
      run.child.kill('SIGKILL');
      await run.ended;
      await expect.poll(() => spawnSync('kill', ['-0', String(engine)]).status, LONG).not.toBe(0);
      for (const file of files()) expect(read(file), file).toMatchObject({ complete: true, problems: [] });
      for (const file of files()) expect(spawnSync('capinfos', [file]).status, file).toBe(0);
    });

    test('ended by SIGTERM or SIGINT has every packet in its file', async () => {
      for (const signal of ['SIGTERM', 'SIGINT'] as const) {
        const { path } = recording();
        steady();
        const run = await started('-w', path);
        await pause(1500);
        run.child.kill(signal);
        const [code] = await run.ended;
        expect(code).toBe(signal === 'SIGINT' ? 130 : 0);
        const last = run.of('capture').at(-1);
        expect(last.packets).toBeGreaterThan(50);
        expect(read(path)).toMatchObject({ packets: last.packets, complete: true, problems: [] });
      }
    });

    test('on a disk that fills says so, and analyses on', async () => {
      const disk = mkdtempSync(join(folder, 'disk-'));
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk]);
      try {
        steady();
        steady();
        steady();
        const run = await started('-w', join(disk, 'live.pcapng'));
        await expect.poll(() => run.said() + JSON.stringify(run.of('capture').at(-1)), LONG).toMatch(/disk is full/);
        const before = await packets(run);
        await expect.poll(() => packets(run), LONG).toBeGreaterThan(before);
        const last = await finished(run);
        expect(last.recording).toMatchObject({ stopped: true });
        expect(read(join(disk, 'live.pcapng'))).toMatchObject({ complete: true, problems: [] });
      } finally {
        for (const child of running) child.kill('SIGKILL');
        execFileSync('umount', ['-l', disk]);
      }
    });
  });

  test('opens its output anew at SIGHUP', async () => {
    const place = join(folder, 'output');
    mkdirSync(place);
    const lines = join(place, 'lines.ndjson');
    steady();
    const run = await started('-o', lines);
    await expect.poll(() => readFileSync(lines, 'utf8'), LONG).toContain('"capture"');
    renameSync(lines, `${lines}.1`);
    run.child.kill('SIGHUP');
    await expect.poll(() => readdirSync(place), LONG).toContain('lines.ndjson');
    run.child.kill('SIGTERM');
    await run.ended;
    for (const file of [lines, `${lines}.1`])
      for (const line of readFileSync(file, 'utf8').trimEnd().split('\n')) JSON.parse(line);
    expect(readFileSync(lines, 'utf8')).toContain('"summary"');
  });
});

/** What our own reader says of a file. */
function read(path: string) {
  const reader = new CaptureReader({ frame() {} }, new TimeBase());
  reader.push(readFileSync(path));
  reader.end();
  const { packets, complete, problems } = reader;
  return { packets, complete, problems };
}
