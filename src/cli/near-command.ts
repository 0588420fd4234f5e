/** A word that names no file may be a command misspelt: `jamscope catalog`. */
import { editDistance } from '../bytes/edit-distance.ts';

const COMMANDS = ['analyze', 'catalogue', 'evidence', 'explain', 'interfaces', 'push-cert', 'help'] as const;
/** Letters to insert, leave out or replace. */
const MAX_EDITS = 2;

/** The command that `word` comes close to, if any. */
export function nearCommand(word: string): string | undefined {
  return COMMANDS.find((command) => editDistance(word.toLowerCase(), command, MAX_EDITS) <= MAX_EDITS);
}
