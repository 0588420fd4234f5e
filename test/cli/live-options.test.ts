import { Command, CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import { conflict, type LiveOptions, liveArguments } from '../../src/cli/live-options.ts';

function parsed(...words: string[]): readonly [string | undefined, LiveOptions] {
  const command = liveArguments(new Command().exitOverride().configureOutput({ writeErr() {} }));
  command.parse(words, { from: 'user' });
  return [command.args[0], command.opts<LiveOptions>()];
}

describe('the options of live', () => {
  it('are read with their units', () => {
    const words =
      '-i en0 -i en1 -f tcp -s 256 -p --duration 10m -w a.pcapng --rotate-size 100M --rotate-time 1h --ring 10';
    expect(parsed(...words.split(' '))[1]).toMatchObject({
      interface: ['en0', 'en1'],
      filter: 'tcp',
      snaplen: 256,
      promiscuous: false,
      duration: 600_000,
      write: 'a.pcapng',
      rotateSize: 100e6,
      rotateTime: 3_600_000,
      ring: 10,
    });
    expect(parsed('-')).toMatchObject(['-', { promiscuous: true, tui: true }]);
  });

  it.each([
    ['-w a --metrics x.prom --until-finding dns', { metrics: { file: 'x.prom' }, untilFinding: 'blocked/dns' }],
    ['--metrics 127.0.0.1:9464 --color never', { metrics: { host: '127.0.0.1', port: 9464 }, color: 'never' }],
  ])('%s is understood', (words, options) => expect(parsed(...words.split(' '))[1]).toMatchObject(options));

  it.each([
    '--duration 5',
    '--rotate-time 60',
    '--until-finding bogus',
    '--metrics 9464',
    '--duration soon',
    '--engine tshark',
    '-s 10',
    '--ring 1',
    '--format html',
    '-i ',
  ])('%s is refused', (words) => {
    expect(() => parsed(...words.split(' '))).toThrow(CommanderError);
  });

  it.each([
    ['- -i en0', 'do not go together'],
    ['-i en0 --watch folder', 'do not go together'],
    ['--only-jamf -f tcp', 'both say what to capture'],
    ['--ring 5', 'no file to rotate'],
    ['--duration 99999d', 'too long'],
    ['--metrics 0.0.0.0:9464', 'reached by others'],
    ['-w a -o ./a', 'name the same file'],
    ['-o x.prom --metrics x.prom', 'name the same file'],
    ['-w -', 'nothing is recorded to standard output'],
    ['--watch d -w d/a.pcapng', 'would be read again'],
    ['--watch d --on-finding ./d/', 'would be read again'],
  ])('%s cannot be asked for together', (words, says) => {
    expect(conflict(...parsed(...words.split(' ')))?.join(' ')).toContain(says);
  });

  it('that go together do so', () => {
    expect(conflict(...parsed('-i', 'en0', '-w', 'a', '--ring', '5', '--rotate-size', '1M'))).toBeUndefined();
    expect(conflict(...parsed('--metrics', '0.0.0.0:9464', '--metrics-anywhere'))).toBeUndefined();
    expect(conflict(...parsed('--watch', 'd', '-w', 'd/below/a.pcapng', '--on-finding', 'e'))).toBeUndefined();
  });
});
