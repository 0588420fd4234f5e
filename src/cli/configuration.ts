/** Which site configuration a command goes by. */
import { findConfiguration } from '../analyze/load-site.ts';

/** What was said with `--config` or `--no-config`; undefined when neither was. */
export type ConfigChoice = string | false | undefined;

/** A path, or undefined for none: the one that was named, else that of the working directory or of a folder above it. */
export function configurationPath(choice: ConfigChoice): string | undefined {
  return choice === false ? undefined : (choice ?? findConfiguration(process.cwd()));
}
