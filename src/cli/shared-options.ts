/** Options that several commands have, each declared once. */
import { type Command, Option } from 'commander';
import { FAIL_ON } from './analyze-options.ts';
import { FORMATS } from './report-pieces.ts';

export function withConfiguration(command: Command): Command {
  return command
    .option('--config <file>', 'site configuration (default: jamscope.config.json here or in a folder above)')
    .option('--no-config', 'without a site configuration');
}

/** How a report or the screen looks. */
export function withDisplay(command: Command): Command {
  return command
    .option('--all-flows', 'report every flow, not only those of interest')
    .option('--no-tui', 'no screen even on a terminal')
    .addOption(colorOption())
    .option('--ascii', 'ASCII only')
    .option('--plain', 'lines in place of the screen, for screen readers');
}

export function withJson(command: Command): Command {
  return command.option('--json', 'as JSON');
}

/** Without a default: of what stands before and behind the name of a command, what was given counts. */
export function colorOption(): Option {
  return new Option('--color <when>', 'colours in text (default: auto)').choices(['auto', 'always', 'never']);
}

export function formatOption(description: string): Option {
  return new Option('--format <format>', description).choices(FORMATS);
}

export function failOnOption(byDefault: string): Option {
  const description = `lowest severity that gives exit code 1 (default: ${byDefault})`;
  return new Option('--fail-on <severity>', description).choices(FAIL_ON);
}
