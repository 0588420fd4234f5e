/** What standard error says of inputs that could not be opened. */

import type { InputFailure } from '../analyze/analysis.ts';
import { printable } from '../bytes/text.ts';
import { nearCommand } from './near-command.ts';

/** One line an input, without line feeds. */
export function* failureLines(failures: readonly InputFailure[], quiet: boolean): Iterable<string> {
  for (const failure of failures) if (failure.counts || !quiet) yield failureText(failure);
}

function failureText({ path, error }: InputFailure): string {
  const command = error.code === 'no-such-file' ? nearCommand(path) : undefined;
  const advice = command === undefined ? error.advice : `Is the command \`jamscope ${command}\` meant?`;
  return printable(`jamscope: ${error.message}. ${advice}`);
}
