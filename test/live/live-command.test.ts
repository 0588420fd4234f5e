/** The program itself, in a network namespace: each engine sees a flow over TCP, and signals and a reader that stalls end nothing out of order. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Namespace, obstacle } from './namespace.ts';

const PROGRAM = fileURLToPath(new URL('../../bin/jamscope.js', import.meta.url));
const why = obstacle();
if (why !== undefined) console.log(`live: skipped: ${why}`);

/** A server of one line on loopback, and a client that reads it. */
const TALK = `
const server = require('node:net').createServer((socket) => socket.end('hello')).listen(8443, '127.0.0.1', () => {
  require('node:net').connect(8443, '127.0.0.1').resume().on('close', () => server.close());
});`;

describe.skipIf(why !== undefined)('jamscope live', () => {
  let namespace: Namespace;
  beforeAll(() => {
    namespace = new Namespace('command');
  });
  afterAll(() => namespace.delete());

  const inside = (words: readonly string[]): ChildProcess =>
    spawn('ip', ['netns', 'exec', namespace.name, process.execPath, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });

  function started(...options: string[]) {
    const child = inside([PROGRAM, 'live', '-i', 'lo', '--no-config', '--all-flows', ...options]);
    let out = '';
    let said = '';
    child.stdout!.setEncoding('utf8').on('data', (text) => {
      out += text;
    });
    child.stderr!.setEncoding('utf8').on('data', (text) => {
      said += text;
    });
    const lines = () =>
      out
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line));
    const of = (type: string) => lines().filter((line) => line.type === type);
    return { child, said: () => said, of, ended: once(child, 'exit') as Promise<[number | null]> };
  }

  async function talk(): Promise<void> {
    await once(inside(['-e', TALK]), 'exit');
  }

  test.each(['dumpcap', 'tcpdump', 'cap'])('sees a flow with %s, and ends in order', async (engine) => {
    const { child, said, of, ended } = started('--engine', engine);
    await expect.poll(() => of('capture').length, { timeout: 20_000 }).toBe(1);
    await talk();
    await expect.poll(() => of('flow').length, { timeout: 20_000 }).toBe(1);
    child.kill('SIGUSR1');
    await expect.poll(() => of('summary').length, { timeout: 10_000 }).toBe(1);
    child.kill('SIGTERM');
    expect((await ended)[0]).toBe(0);
    expect(of('flow')).toMatchObject([{ responder: { port: 8443 }, connState: 'SF', bytes: { responder: 5 } }]);
    expect(of('capture').at(-1)).toMatchObject({
      engines: [{ engine, interface: 'lo' }],
      ended: { by: 'signal', signal: 'SIGTERM' },
    });
    expect(said()).toContain(`capturing lo with ${engine}`);
    expect(said()).toContain('ended by SIGTERM');
  });

  test('refuses as who called sudo what only root may write, before anything is captured', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jamscope-live-'));
    const sudo = ['SUDO_UID=65534', 'SUDO_GID=65534', 'SUDO_USER=nobody'];
    const words = ['live', '-i', 'lo', '--no-config', '-w', join(folder, 'a.pcapng')];
    const child = spawn('env', [...sudo, process.execPath, PROGRAM, ...words]);
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
      said += text;
    });
    const [code] = await once(child, 'close');
    expect([code, said]).toEqual([2, expect.stringMatching(/^jamscope: \S+a\.pcapng may not be written by this user/)]);
    expect(readdirSync(folder)).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  test('goes on and ends though nobody reads its lines', async () => {
    const child = inside([PROGRAM, 'live', '-i', 'lo', '--no-config', '--duration', '3s']);
    let said = '';
    child.stderr!.setEncoding('utf8').on('data', (text) => {
      said += text;
    });
    await pause(1000);
    child.stdout!.pause();
    const [code] = await once(child, 'exit');
    expect([code, said]).toEqual([0, expect.stringContaining('capturing lo')]);
  });
});
