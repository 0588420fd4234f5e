import { expect, test } from 'vitest';
import { findProgram, isInstalled, realLiveEffects } from '../../../src/source/live/live-effects.ts';

test('a program is found on the PATH, then where systems keep it', () => {
  const there = ['/usr/sbin/tcpdump', '/home/me/bin/tcpdump'];
  const mayExecute = (path: string) => there.includes(path);
  expect(findProgram('tcpdump', { env: { PATH: '/bin:/home/me/bin' }, mayExecute })).toBe('/home/me/bin/tcpdump');
  expect(findProgram('tcpdump', { env: {}, mayExecute })).toBe('/usr/sbin/tcpdump');
  expect(findProgram('dumpcap', { env: {}, mayExecute })).toBeUndefined();
});

test('a program is run for its answer, whatever becomes of it', async () => {
  const { run } = realLiveEffects();
  expect(await run('/bin/sh', ['-c', 'echo out; echo err >&2; exit 3'])).toEqual({
    code: 3,
    output: 'out\n',
    error: 'err\n',
  });
  expect(await run('/no/such/program', [])).toMatchObject({ code: undefined, output: '' });
});

test('files that cannot be read are undefined, folders empty', () => {
  const { readText, list, mayRead } = realLiveEffects();
  expect(readText('/no/such/file')).toBeUndefined();
  expect(list('/no/such/folder')).toEqual([]);
  expect(mayRead('/no/such/file')).toBe(false);
});

test('a program that others may execute is installed all the same', () => {
  const list = (path: string) => (path === '/usr/bin' ? ['dumpcap'] : []);
  expect(isInstalled('dumpcap', { env: { PATH: '/bin:/usr/bin' }, list })).toBe(true);
  expect(isInstalled('tcpdump', { env: { PATH: '/bin:/usr/bin' }, list })).toBe(false);
});
