/** Finds and reads the site configuration. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { EMPTY_SITE, type Site } from '../catalogue/site.ts';
import { ConfigurationError } from './configuration-error.ts';

const NAME = 'jamscope.config.json';

/** The path of the configuration in `folder` or the nearest folder above it, relative to `folder`. */
export function findConfiguration(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, NAME))) return relative(folder, join(at, NAME));
    if (at === dirname(at)) return undefined;
  }
}

/** Without a path nothing is declared. Rejects with `ConfigurationError`. */
export async function loadSite(path: string | undefined): Promise<Site> {
  if (path === undefined) return EMPTY_SITE;
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new ConfigurationError([`${path} cannot be read: ${error.code}`]);
  });
  // Loaded here: the schema library is for those who have a configuration.
  const { parseSite } = await import('../catalogue/parse-site.ts');
  const parsed = parseSite(text, path);
  if ('problems' in parsed) throw new ConfigurationError(parsed.problems);
  return parsed.site;
}
