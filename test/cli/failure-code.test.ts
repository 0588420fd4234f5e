import { CommanderError } from 'commander';
import { expect, it } from 'vitest';
import { ConfigurationError } from '../../src/analyze/configuration-error.ts';
import { failureCode } from '../../src/cli/failure-code.ts';
import { OutputError } from '../../src/evidence/output-error.ts';
import { AddressSpaceError } from '../../src/flow/address-space-error.ts';
import { CaptureError } from '../../src/source/capture-error.ts';
import { fakeEffects } from '../support/fake-effects.ts';

it.each<[string, unknown, number, string]>([
  ['help', new CommanderError(0, 'commander.help', ''), 0, ''],
  ['wrong usage', new CommanderError(1, 'commander.unknownOption', ''), 2, ''],
  ['a configuration', new ConfigurationError(['a.json: no', 'a.json: nor this']), 2, 'jamscope: a.json: nor this\n'],
  ['an output', new OutputError('x is an input', 'Name another.'), 2, 'jamscope: x is an input. Name another.\n'],
  ['a capture', new CaptureError('permission', 'no \u001b right', 'Be root.'), 3, 'right. Be root.\n'],
  ['an interface', new CaptureError('no-such-interface', 'no en7', 'There is en0.'), 2, 'no en7. There is en0.\n'],
  ['a filter', new CaptureError('wrong-filter', 'no filter', 'See man.'), 2, 'no filter. See man.\n'],
  ['memory', new AddressSpaceError(), 3, 'ulimit -v unlimited\n'],
  ['too many files', Object.assign(new Error('x'), { code: 'EMFILE', path: 'a.pcap' }), 3, 'a.pcap'],
  [
    'a file',
    Object.assign(new Error('x'), { code: 'EACCES', syscall: 'open', path: '/r.txt' }),
    2,
    'jamscope: /r.txt may not be written by this user. Name a folder',
  ],
  ['a defect', new RangeError('oops'), 70, 'please report it: RangeError: oops'],
])('says what failed: %s', (_, error, code, says) => {
  const effects = fakeEffects();
  expect(failureCode(error, effects)).toBe(code);
  expect(effects.err()).toContain(says);
  expect(effects.err()).not.toContain('\u001b');
});
