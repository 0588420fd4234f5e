/** What went wrong, in words on standard error, and the exit code that it gives. */
import { CommanderError, InvalidArgumentError } from 'commander';
import { ConfigurationError } from '../analyze/configuration-error.ts';
import { printable } from '../bytes/text.ts';
import { OutputError, refusal } from '../evidence/output-error.ts';
import { AddressSpaceError } from '../flow/address-space-error.ts';
import { CaptureError, type CaptureErrorCode, systemError } from '../source/capture-error.ts';
import type { Effects } from './effects.ts';
import { EXIT, type ExitCode } from './exit-code.ts';

/** Of a capture that cannot begin: what the command line says, not what the system does. */
const WRONG_WORDS: readonly CaptureErrorCode[] = ['no-such-interface', 'wrong-filter'];

/** Asks for classes: each bundle has its own. */
export function failureCode(error: unknown, effects: Pick<Effects, 'stderr'>): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof InvalidArgumentError) return EXIT.usage;
  if (error instanceof ConfigurationError) {
    for (const problem of error.problems) effects.stderr.write(`jamscope: ${problem}\n`);
    effects.stderr.write(
      'jamscope: nothing was done: put the site configuration right, or leave it out with --no-config\n',
    );
    return EXIT.usage;
  }
  if (error instanceof OutputError) return say(error, EXIT.usage, effects);
  if (error instanceof AddressSpaceError) {
    effects.stderr.write(`jamscope: ${error.message}. Raise the limit of this shell: ulimit -v unlimited\n`);
    return EXIT.input;
  }
  const system = error as NodeJS.ErrnoException;
  // Loading a part of the program can meet the limit too.
  const refused = system.code === 'EMFILE' ? systemError(system.path ?? 'a file', error) : error;
  if (refused instanceof CaptureError) {
    return say(refused, WRONG_WORDS.includes(refused.code) ? EXIT.usage : EXIT.input, effects);
  }
  if (system.syscall !== undefined && system.path !== undefined) {
    return say(refusal(system.path, system), EXIT.usage, effects);
  }
  effects.stderr.write(
    `jamscope: a defect of jamscope, please report it: ${(error as Error)?.stack ?? String(error)}\n`,
  );
  return EXIT.defect;
}

function say(
  { message, advice }: OutputError | CaptureError,
  code: ExitCode,
  { stderr }: Pick<Effects, 'stderr'>,
): ExitCode {
  stderr.write(`${printable(`jamscope: ${message}. ${advice}`)}\n`);
  return code;
}
