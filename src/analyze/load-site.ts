/** Finds and reads the site configuration and its endpoint packs. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { KeyCheck, KnownNames, PackText, ParsedSite } from '../catalogue/parse-site.ts';
import type { ScreenSettings } from '../catalogue/screen-settings.ts';
import { EMPTY_SITE } from '../catalogue/site.ts';
import type { SiteConfiguration } from '../catalogue/site-schema.ts';
import { ConfigurationError } from './configuration-error.ts';

/** The file that is looked for. */
export const CONFIGURATION_NAME = 'jamscope.config.json';

/** The path of the configuration in `folder` or the nearest folder above it, relative to `folder`. */
export function findConfiguration(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, CONFIGURATION_NAME))) return relative(folder, join(at, CONFIGURATION_NAME));
    if (at === dirname(at)) return undefined;
  }
}

/**
 * `config` is a path, or what such a file holds; then packs are relative to the working directory. Without it nothing is declared.
 * Rejects with `ConfigurationError`, which names every mistake.
 */
export async function loadSite(config: string | SiteConfiguration | undefined, known: KnownNames): Promise<ParsedSite> {
  if (config === undefined) return { site: EMPTY_SITE, rows: known.rows };
  const source = typeof config === 'string' ? { path: config, text: await textOf(config) } : { value: config };
  const folder = typeof config === 'string' ? dirname(config) : '.';
  // Loaded here: the schema library is for those who have a configuration.
  const { parseSite } = await import('../catalogue/parse-site.ts');
  const parsed = await parseSite(source, known, (name) => readWhole(join(folder, name)));
  if ('problems' in parsed) throw new ConfigurationError(parsed.problems);
  return parsed;
}

/** How the user wants the screen. Rejects with `ConfigurationError`. */
export async function loadScreenSettings(path: string | undefined, check: KeyCheck): Promise<ScreenSettings> {
  if (path === undefined) return {};
  const text = await textOf(path);
  const { parseScreenSettings } = await import('../catalogue/parse-site.ts');
  const settings = parseScreenSettings(path, text, check);
  if ('problems' in settings) throw new ConfigurationError(settings.problems);
  return settings;
}

async function textOf(path: string): Promise<string> {
  const { text, refusal } = await readWhole(path);
  if (text === undefined) throw new ConfigurationError([`${path} ${refusal}`]);
  return text;
}

function readWhole(path: string): Promise<PackText> {
  return readFile(path, 'utf8').then(
    (text) => ({ path, text }),
    ({ code, message }: NodeJS.ErrnoException) => ({
      path,
      refusal: REFUSALS[code ?? ''] ?? `cannot be read: ${message}`,
    }),
  );
}

const REFUSALS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist',
  EACCES: 'may not be read by this user',
  EISDIR: 'is a directory, expected a file',
};
