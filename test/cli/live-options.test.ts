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

  it.each(['--duration soon', '--engine tshark', '-s 10', '--ring 1', '--format html', '-i '])(
    '%s is refused',
    (words) => {
      expect(() => parsed(...words.split(' '))).toThrow(CommanderError);
    },
  );

  it.each([
    ['- -i en0', 'do not go together'],
    ['-i en0 --watch folder', 'do not go together'],
    ['--only-jamf -f tcp', 'both say what to capture'],
    ['--ring 5', 'no file to rotate'],
    ['--duration 99999d', 'too long'],
  ])('%s cannot be asked for together', (words, says) => {
    expect(conflict(...parsed(...words.split(' ')))?.join(' ')).toContain(says);
  });

  it('that go together do so', () => {
    expect(conflict(...parsed('-i', 'en0', '-w', 'a', '--ring', '5', '--rotate-size', '1M'))).toBeUndefined();
  });
});
