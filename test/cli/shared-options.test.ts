import { Command } from 'commander';
import { expect, it } from 'vitest';
import {
  colorOption,
  failOnOption,
  formatOption,
  withConfiguration,
  withDisplay,
  withJson,
} from '../../src/cli/shared-options.ts';

function opts(...words: string[]) {
  const command = withDisplay(withConfiguration(withJson(new Command())));
  command.addOption(formatOption('a report')).addOption(failOnOption('error'));
  return command
    .exitOverride()
    .configureOutput({ writeErr() {} })
    .parse(words, { from: 'user' })
    .opts();
}

it('leaves out what was not given, so that what stands before a command counts', () => {
  expect(opts()).toEqual({ tui: true });
  expect(colorOption().defaultValue).toBeUndefined();
});

it('reads what was', () => {
  const words = '--json --no-config --all-flows --no-tui --color never --ascii --plain --format json --fail-on warning';
  expect(opts(...words.split(' '))).toEqual({
    json: true,
    config: false,
    allFlows: true,
    tui: false,
    color: 'never',
    ascii: true,
    plain: true,
    format: 'json',
    failOn: 'warning',
  });
  expect(opts('--config', 'a.json').config).toBe('a.json');
});

it.each(['--color red', '--format html', '--fail-on always'])('%s is refused', (words) => {
  expect(() => opts(...words.split(' '))).toThrow(/Allowed choices are/);
});
