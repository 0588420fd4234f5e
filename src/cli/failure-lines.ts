/** What standard error says of inputs that could not be opened. */
import { relative } from 'node:path';
import type { InputFailure } from '../analyze/look-at-inputs.ts';
import { printable } from '../bytes/text.ts';
import { nearCommand } from './near-command.ts';

/** Files of a directory that are named; the JSON report names them all. */
const MAX_NAMED = 3;

/** A line for each input that counts, and one for the other files of each directory. `quiet` leaves the latter out. */
export function* failureLines(failures: readonly InputFailure[], quiet: boolean): Iterable<string> {
  for (const failure of failures) if (failure.counts) yield line(failureText(failure));
  if (quiet) return;
  const beside = failures.filter(({ counts }) => !counts);
  for (const directory of new Set(beside.map((failure) => failure.directory ?? ''))) {
    yield line(
      othersText(
        directory,
        beside.filter((failure) => (failure.directory ?? '') === directory),
      ),
    );
  }
}

function line(text: string): string {
  return printable(`jamscope: ${text}`);
}

function failureText({ path, error }: InputFailure): string {
  const command = error.code === 'no-such-file' ? nearCommand(path) : undefined;
  const advice = command === undefined ? error.advice : `Is the command \`jamscope ${command}\` meant?`;
  return `${error.message}. ${advice}`;
}

/** `12 files in fixtures are no captures: README.md, a/notes.txt, b/notes.txt and 9 more`. */
function othersText(directory: string, others: readonly InputFailure[]): string {
  if (others.length === 1) return others[0].error.message;
  const names = others.slice(0, MAX_NAMED).map(({ path }) => relative(directory, path));
  const rest = others.length - names.length;
  const list =
    rest > 0 ? `${names.join(', ')} and ${rest} more` : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  return `${others.length} files in ${directory} are no captures: ${list}`;
}
