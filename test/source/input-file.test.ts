import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CaptureError } from '../../src/source/capture-error.ts';
import { countsAsFailure, resolveInputs } from '../../src/source/input-file.ts';

const root = mkdtempSync(join(tmpdir(), 'input-file-'));
const at = (path: string) => join(root, path);

beforeAll(() => {
  for (const directory of ['site/b', 'site/a', 'site/.git', 'empty']) mkdirSync(at(directory), { recursive: true });
  const files = [
    'site/c.pcap',
    'site/b/2.pcap',
    'site/b/10.pcap',
    'site/a/notes.txt',
    'site/.DS_Store',
    'site/.git/x',
    'one.pcap',
  ];
  for (const file of files) writeFileSync(at(file), '');
  symlinkSync(at('one.pcap'), at('site/link.pcap'));
  symlinkSync(at('site'), at('site/loop'));
  symlinkSync(at('nowhere'), at('site/broken'));
});
afterAll(() => rmSync(root, { recursive: true }));

const below = async (paths: string[]) =>
  (await resolveInputs(paths)).map(({ path, directory }) => [
    relative(root, path),
    directory === undefined ? undefined : relative(root, directory),
  ]);

test('a directory is the files below it by name, without hidden ones and links to directories', async () => {
  expect(await below([at('site')])).toEqual([
    ['site/a/notes.txt', 'site'],
    ['site/b/10.pcap', 'site'],
    ['site/b/2.pcap', 'site'],
    ['site/c.pcap', 'site'],
    ['site/link.pcap', 'site'],
  ]);
});

test('files keep the order of the words and are named; what does not exist stays', async () => {
  expect(await below([at('one.pcap'), at('none.pcap'), at('site/c.pcap')])).toEqual([
    ['one.pcap', undefined],
    ['none.pcap', undefined],
    ['site/c.pcap', undefined],
  ]);
  expect(await resolveInputs(['-'])).toEqual([{ path: '-' }]);
});

test('each input once', async () => {
  expect(await below([at('site/b/2.pcap'), at('site/b'), at('site/b/../b/10.pcap')])).toEqual([
    ['site/b/2.pcap', undefined],
    ['site/b/10.pcap', 'site/b'],
  ]);
  expect(await resolveInputs(['-', '-'])).toHaveLength(1);
});

test('a directory without files stays as itself, so that opening it says so', async () => {
  expect(await below([at('empty')])).toEqual([['empty', undefined]]);
});

test.each([
  ['not-a-capture', true, true],
  ['not-a-capture', false, false],
  ['empty', false, false],
  ['empty', true, true],
  ['permission', false, true],
  ['unreadable', false, true],
] as const)('%s of a file that was named: %s counts: %s', (code, named, counts) => {
  expect(
    countsAsFailure(named ? { path: 'x' } : { path: 'd/x', directory: 'd' }, new CaptureError(code, 'm', 'a')),
  ).toBe(counts);
});
