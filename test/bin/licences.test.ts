import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

const { licencesOf } = (await import(new URL('../../bin/licences.js', import.meta.url).href)) as {
  licencesOf(paths: readonly string[]): string;
};

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'jamscope-'));
});
afterEach(() => rmSync(root, { recursive: true }));

/** The path of a module in a package with these files beside its package.json. */
function install(name: string, files: Readonly<Record<string, string>>): string {
  const folder = join(root, 'node_modules', name);
  mkdirSync(join(folder, 'lib'), { recursive: true });
  const version = '1.2.3';
  for (const [file, text] of Object.entries({ ...files, 'package.json': JSON.stringify({ name, version }) }))
    writeFileSync(join(folder, file), text);
  return join(folder, 'lib', 'index.js');
}

it('names each package once, by name, with its text', () => {
  const b = install('b', { 'license.md': 'Text of b\n' });
  const a = install('@scope/a', { LICENSE: 'Text of a' });
  const own = join(root, 'src', 'main.ts');
  const [first, second, ...rest] = licencesOf([b, own, a, join(dirname(b), 'other.js')]).split(/\n-+\n/);
  expect(rest).toEqual([]);
  expect(first.trim()).toBe('@scope/a 1.2.3\n\nText of a');
  expect(second.trim()).toBe('b 1.2.3\n\nText of b');
});

it('refuses a package without a licence', () => {
  expect(() => licencesOf([install('none', {})])).toThrow(/none is bundled and has no licence/);
});

it("gives yoga-layout's as React's", () => {
  install('react', { LICENSE: 'Text of Meta' });
  expect(licencesOf([install('yoga-layout', {})])).toBe('yoga-layout 1.2.3\n\nText of Meta\n');
});
