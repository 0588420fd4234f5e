import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Script } from 'node:vm';
import { afterEach, beforeEach, expect, it } from 'vitest';

interface Loaded {
  readonly cli: { readonly answer: (name: string) => string };
  readonly scripts: ReadonlyMap<string, Script>;
}

const { codeCache, loadCli } = (await import(new URL('../../bin/load-cli.js', import.meta.url).href)) as {
  codeCache(name: string): string;
  loadCli(folder: string): Loaded;
};
/** Node that keeps compiled code itself is not asked for it here. */
const KEEPS_CODE = 'enableCompileCache' in (await import('node:module'));

const PROGRAM = `exports.answer = (name) => require('node:path').basename(__filename) + ' ' + name;`;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jamscope-'));
  writeFileSync(join(folder, 'cli.cjs'), PROGRAM);
});
afterEach(() => rmSync(folder, { recursive: true }));

const cache = () => join(folder, codeCache('cli'));
/** Leaves a code cache as the build does; moved like it, as V8 remembers within a process what it compiled from a path. */
function keep(): void {
  const { cli, scripts } = loadCli(folder);
  cli.answer('once');
  writeFileSync(cache(), scripts.get('cli')!.createCachedData());
  renameSync(folder, `${folder}.moved`);
  folder += '.moved';
}

it('loads the program without a code cache', () => {
  const { cli, scripts } = loadCli(folder);
  expect(cli.answer('here')).toBe('cli.cjs here');
  expect(scripts.size === 0).toBe(KEEPS_CODE);
});

it.skipIf(KEEPS_CODE)('takes the code that was kept', () => {
  keep();
  const { cli, scripts } = loadCli(folder);
  expect(scripts.get('cli')!.cachedDataRejected).toBe(false);
  expect(cli.answer('again')).toBe('cli.cjs again');
});

it('loads the screen when the program asks for it', () => {
  writeFileSync(join(folder, 'cli.cjs'), `exports.answer = () => require('./mount.cjs').place;`);
  writeFileSync(join(folder, 'mount.cjs'), `exports.place = require('node:path').basename(__filename);`);
  const { cli, scripts } = loadCli(folder);
  expect(scripts.has('mount')).toBe(false);
  expect(cli.answer('where')).toBe('mount.cjs');
  expect(scripts.has('mount')).toBe(!KEEPS_CODE);
});

it.skipIf(KEEPS_CODE).each<[string, () => void]>([
  ['is empty', () => writeFileSync(cache(), '')],
  ['is no such thing', () => writeFileSync(cache(), 'x'.repeat(4096))],
  ['was cut', () => writeFileSync(cache(), readFileSync(cache()).subarray(0, -8))],
  ['is of another program', () => writeFileSync(join(folder, 'cli.cjs'), `${PROGRAM}\n`)],
  [
    'is of another V8',
    () => {
      const bytes = readFileSync(cache());
      bytes[4] ^= 1;
      writeFileSync(cache(), bytes);
    },
  ],
])('compiles anew when the cache %s', (_, spoil) => {
  keep();
  spoil();
  const { cli, scripts } = loadCli(folder);
  expect(scripts.get('cli')!.cachedDataRejected).toBe(true);
  expect(cli.answer('still')).toBe('cli.cjs still');
});
