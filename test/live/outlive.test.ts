/** No engine outlives us, whatever ends us, and one whose rights are above ours can be stopped all the same. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../house/source-files.ts';
import { Namespace, obstacle } from './namespace.ts';

const why = obstacle();

describe.skipIf(why !== undefined)('jamscope that is killed', () => {
  let namespace: Namespace;
  // Inside the repository, so that its packages are found.
  const folder = mkdtempSync(join(ROOT, 'test/live/.outlive-'));
  const script = join(folder, 'outlive.mjs');

  beforeAll(async () => {
    namespace = new Namespace('outlive');
    const bundle = await rolldown({ input: join(ROOT, 'test/live/outlive.ts'), platform: 'node' });
    await bundle.write({ file: script });
  });
  afterAll(() => {
    namespace.delete();
    rmSync(folder, { recursive: true });
  });

  /** Starts it and waits for its first line. */
  async function started(engine: string, more: readonly string[] = [], env: NodeJS.ProcessEnv = {}) {
    const words = ['netns', 'exec', namespace.name, process.execPath, script, engine, ...more];
    const child = spawn('ip', words, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...env } });
    let said = '';
    child.stdout.on('data', (bytes) => {
      said += bytes;
    });
    await expect.poll(() => said, { timeout: 10_000 }).toContain('open');
    return { child, said: () => said };
  }

  describe.each(['dumpcap', 'tcpdump', 'cap'])('%s', (engine) => {
    test('by SIGKILL takes its engine along, without another packet', async () => {
      const { child } = await started(engine);
      expect(namespace.processes().length).toBeGreaterThan(1);
      child.kill('SIGKILL');
      await expect.poll(() => namespace.processes(), { timeout: 5000 }).toEqual([]);
    });

    test('while it stands still (SIGSTOP) takes its engine along too', async () => {
      const { child } = await started(engine);
      child.kill('SIGSTOP');
      await namespace.send(2000);
      child.kill('SIGKILL');
      await expect.poll(() => namespace.processes(), { timeout: 5000 }).toEqual([]);
    });

    test('stops an engine that runs as root when it is a user', async () => {
      const sudo = { SUDO_UID: '65534', SUDO_GID: '65534', SUDO_USER: 'nobody' };
      const { child, said } = await started(engine, ['drop'], sudo);
      expect(said()).toContain('open 65534 65534');
      await namespace.send(20);
      // The counts are asked for by a process that has no right to.
      await new Promise((resolve) => setTimeout(resolve, 2500));
      child.kill('SIGTERM');
      await expect.poll(said, { timeout: 5000 }).toContain('stopped');
      await expect.poll(said, { timeout: 5000 }).toMatch(/ended undefined .*"received":[1-9]/);
      await expect.poll(() => namespace.processes(), { timeout: 5000 }).toEqual([]);
    });
  });
});
