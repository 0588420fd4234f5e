import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigurationError } from '../../src/analyze/configuration-error.ts';
import { findConfiguration, loadScreenSettings, loadSite } from '../../src/analyze/load-site.ts';
import { EMPTY_SITE } from '../../src/catalogue/site.ts';
import { ROWS } from '../../src/catalogue/tables.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
const known = { rules: ['blocked/dns'], rows: ROWS };
mkdirSync(join(folder.path, 'site/below/further'), { recursive: true });
mkdirSync(join(folder.path, 'packs'));
folder.write('site/jamscope.config.json', '{"ldap": ["10.1.1.1"], "packs": ["../packs/jet.csv"]}');
folder.write('packs/jet.csv', 'a.example,443,TCP,Own');
const path = join(folder.path, 'site/jamscope.config.json');

describe('findConfiguration', () => {
  it.each([
    ['site', 'jamscope.config.json'],
    ['site/below', '../jamscope.config.json'],
    ['site/below/further', '../../jamscope.config.json'],
  ])('from %s', (from, found) => {
    expect(findConfiguration(join(folder.path, from))).toBe(found);
  });

  it('finds none where there is none above', () => {
    expect(findConfiguration(join(folder.path, 'packs'))).toBeUndefined();
  });
});

describe('loadSite', () => {
  it('without a configuration declares nothing', async () => {
    expect(await loadSite(undefined, known)).toEqual({ site: EMPTY_SITE, rows: ROWS });
  });

  it('reads packs from where the configuration is', async () => {
    const { site, rows } = await loadSite(path, known);
    expect(site).toMatchObject({ path, hosts: [{ role: 'ldap', host: '10.1.1.1' }] });
    expect(rows.at(-1)).toMatchObject({ id: 'jet-own' });
  });

  it('takes what a program hands over, with packs from the working directory', async () => {
    const pack = relative(process.cwd(), join(folder.path, 'packs/jet.csv'));
    const { site, rows } = await loadSite({ ldap: ['dc01'], packs: [pack] }, known);
    expect(site).toMatchObject({ hosts: [{ host: 'dc01' }], packs: [pack] });
    expect(rows).toHaveLength(ROWS.length + 1);
  });

  it.each<[string, string, RegExp]>([
    ['a file that is not there', 'none.json', /none\.json does not exist$/],
    ['a folder', 'site', /site is a directory, expected a file$/],
    ['a path through a file', 'packs/jet.csv/x.json', /x\.json does not exist$/],
  ])('%s is a mistake of the configuration', async (_, name, message) => {
    const error: unknown = await loadSite(join(folder.path, name), known).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConfigurationError);
    expect((error as ConfigurationError).problems).toEqual([expect.stringMatching(message)]);
  });

  it('rejects with every mistake', async () => {
    const bad = folder.write('bad.json', '{"ldpa": [],\n "smtp": 1}');
    await expect(loadSite(bad, known)).rejects.toThrow(/bad\.json:1:2: ldpa: .*\n.*bad\.json:2:2: smtp: /);
  });
});

describe('loadScreenSettings', () => {
  folder.write('screen.json', '{"ldap": ["10.1.1.1"],\n "ui": {"keys": {"quit": ["Q"]}}}');
  const screen = join(folder.path, 'screen.json');

  it('reads what is about the screen', async () => {
    expect(await loadScreenSettings(screen, () => [])).toEqual({ keys: { quit: ['Q'] } });
    expect(await loadScreenSettings(path, () => [])).toEqual({});
    expect(await loadScreenSettings(undefined, () => [])).toEqual({});
  });

  it('names the place of a key that the screen refuses', async () => {
    const loading = loadScreenSettings(screen, () => [{ path: ['quit', 0], text: 'refused' }]);
    await expect(loading).rejects.toMatchObject({ problems: [`${screen}:2:27: ui.keys.quit[0]: refused`] });
  });

  it('keeps it from the engine', async () => {
    expect(await loadSite(screen, known)).toMatchObject({ site: { path: screen, hosts: [{ host: '10.1.1.1' }] } });
    expect(JSON.stringify((await loadSite(screen, known)).site)).not.toContain('quit');
  });
});
