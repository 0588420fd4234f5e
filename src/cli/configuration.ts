/** Which site configuration a command goes by. */
import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { CONFIGURATION_NAME, findConfiguration } from '../analyze/load-site.ts';

/** What was said with `--config` or `--no-config`; undefined when neither was. */
export type ConfigChoice = string | false | undefined;

/** A path, or undefined for none: the one that was named, else that of the working directory or of a folder above it. */
export function configurationPath(choice: ConfigChoice): string | undefined {
  return choice === false ? undefined : (choice ?? findConfiguration(process.cwd()));
}

/**
 * The configuration in the folder of the only capture, or in the folder that is read as one, where nothing was said of
 * configurations and it is not the one in use. Captures are often handed over with theirs, which is then overlooked.
 */
export function overlookedConfiguration(paths: readonly string[], choice: ConfigChoice): string | undefined {
  const [capture, ...others] = paths;
  if (choice !== undefined || others.length > 0 || capture === undefined || capture === '-') return undefined;
  const isFolder = statSync(capture, { throwIfNoEntry: false })?.isDirectory() === true;
  const beside = join(isFolder ? capture : dirname(capture), CONFIGURATION_NAME);
  const used = configurationPath(choice);
  const isUsed = used !== undefined && resolve(used) === resolve(beside);
  return existsSync(beside) && !isUsed ? beside : undefined;
}
