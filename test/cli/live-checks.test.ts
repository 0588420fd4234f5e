import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkLive } from '../../src/cli/live-checks.ts';
import type { LiveOptions } from '../../src/cli/live-options.ts';
import { OutputError } from '../../src/evidence/output-error.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
const path = (...names: string[]) => join(folder.path, ...names);
folder.write('mine', 'mine');
mkdirSync(path('dir'));
symlinkSync('nowhere', path('link'));
execFileSync('mkfifo', [path('fifo')]);

const check = (options: Partial<LiveOptions>, stream?: string) =>
  checkLive(stream, { promiscuous: true, tui: true, ...options }, () => ['en0', path('dir')]);

describe('what cannot be is refused, and nothing is touched', () => {
  it.each<[string, Partial<LiveOptions>, string]>([
    ['a recording over a file', { write: path('mine') }, 'mine exists already. Choose another name'],
    ['a recording over a link', { write: path('link') }, 'link exists already'],
    ['a recording in no folder', { write: path('none', 'a.pcapng') }, 'is in a folder that does not exist'],
    ['a recording below a file', { write: path('mine', 'a.pcapng') }, 'below something that is no folder'],
    ['a rotated one in no folder', { write: path('none', 'a'), rotateSize: 1e6 }, 'a folder that does not exist'],
    ['a ring of one file', { write: path('a'), ring: 5 }, 'a ring needs files to be rotated. Add --rotate-size'],
    ['files that are too small', { write: path('a'), rotateSize: 100 }, 'too small'],
    ['files that are too short', { write: path('a'), rotateTime: 100 }, 'too short'],
    ['lines in no folder', { output: path('none', 'x') }, 'is in a folder that does not exist. Create'],
    ['lines in a folder itself', { output: path('dir') }, 'dir is a folder. Name a file in it'],
    ['metrics in no folder', { metrics: { file: path('none', 'x') } }, 'is in a folder that does not exist'],
    ['metrics in place of a folder', { metrics: { file: path('dir') } }, 'dir is a folder'],
    ['metrics in place of a device', { metrics: { file: '/dev/null' } }, '/dev/null is no file'],
    ['evidence in a file', { onFinding: path('mine') }, 'mine is no folder'],
    ['evidence below a file', { onFinding: path('mine', 'a', 'b') }, 'mine is no folder'],
    ['a file to be watched', { watch: path('mine') }, 'mine is no folder. Name one.'],
    ['what does not go together', { interface: ['en0'], watch: 'x' }, 'do not go together'],
  ])('%s', async (_, options, says) => {
    const before = readdirSync(folder.path, { recursive: true });
    const refused = await check(options).catch((error) => error);
    expect(refused).toBeInstanceOf(OutputError);
    expect(`${refused.message}. ${refused.advice}`).toContain(says);
    expect(readdirSync(folder.path, { recursive: true })).toEqual(before);
    expect(readFileSync(path('mine'), 'utf8')).toBe('mine');
  });

  it.runIf(process.platform === 'linux').each<[string, Partial<LiveOptions>]>([
    ['evidence', { onFinding: '/proc/x' }],
    ['a recording', { write: '/proc/x' }],
  ])('%s in a folder that is there and takes none', async (_, options) => {
    await expect(check(options)).rejects.toThrow('nothing can be created in /proc (ENOENT)');
  });

  it('a port that is taken', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await expect(check({ metrics: { host: '127.0.0.1', port } })).rejects.toThrow('another program listens there');
    server.close();
  });
});

describe('what can be is let through, and nothing is left behind', () => {
  it.each<[string, Partial<LiveOptions>]>([
    ['nothing', {}],
    ['files', { write: path('a'), output: path('b'), metrics: { file: path('c') }, onFinding: path('d', 'e') }],
    ['a rotated recording beside its name', { write: path('mine'), rotateSize: 1e6, ring: 2 }],
    ['files that are there', { output: path('mine'), onFinding: path('dir') }],
    ['a device for lines', { output: '/dev/null' }],
    ['a FIFO for lines', { output: path('fifo') }],
    ['an address', { metrics: { host: '127.0.0.1', port: 0 } }],
  ])('%s', async (_, options) => {
    const before = readdirSync(folder.path, { recursive: true });
    await check(options);
    expect(readdirSync(folder.path, { recursive: true })).toEqual(before);
  });
});

describe('a stream', () => {
  it.each([['-'], ['/dev/stdin'], ['/dev/fd/63'], [path('fifo')]])('%s is one', async (stream) => {
    await check({}, stream);
    await check({ interface: [stream] });
  });

  it.each([
    [path('mine'), /mine is a file, which has an end\. Read it with jamscope \S+mine, .* jamscope live -$/],
    ['en0', /en0 is an interface\. Name it with -i: jamscope live -i en0\.$/],
    ['en7', /en7 does not exist\. Name a FIFO/],
    [folder.path, /is a folder\. jamscope live --watch \S+ follows/],
  ])('%s is none', async (stream, says) => {
    const { message, advice } = await check({}, stream).catch((error) => error);
    expect(`${message}. ${advice}`).toMatch(says);
  });

  it('of an interface with a slash is looked at too', async () => {
    await expect(check({ interface: [path('mine')] })).rejects.toThrow('is a file');
    await check({ interface: ['en7'] });
  });
});
