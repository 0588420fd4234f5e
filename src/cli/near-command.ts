/** A word that names no file may be a command misspelt: `jamscope catalog`. */
const COMMANDS = ['analyze', 'catalogue', 'help'] as const;
/** Letters to insert, leave out or replace. */
const MAX_EDITS = 2;

/** The command that `word` comes close to, if any. */
export function nearCommand(word: string): string | undefined {
  return COMMANDS.find((command) => edits(word.toLowerCase(), command) <= MAX_EDITS);
}

/** Levenshtein's distance, row by row; words that differ too much in length are not compared. */
function edits(word: string, command: string): number {
  if (Math.abs(word.length - command.length) > MAX_EDITS) return Number.POSITIVE_INFINITY;
  let row = Array.from({ length: command.length + 1 }, (_, index) => index);
  for (let at = 0; at < word.length; at++) {
    const next = [at + 1];
    for (let index = 0; index < command.length; index++) {
      const replaced = row[index] + (word[at] === command[index] ? 0 : 1);
      next.push(Math.min(replaced, row[index + 1] + 1, next[index] + 1));
    }
    row = next;
  }
  return row[command.length];
}
