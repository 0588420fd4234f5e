import { expect, it } from 'vitest';
import { nearCommand } from '../../src/cli/near-command.ts';

it.each([
  ['catalog', 'catalogue'],
  ['Catalogue', 'catalogue'],
  ['catalouge', 'catalogue'],
  ['analyse', 'analyze'],
  ['hlp', 'help'],
  ['explian', 'explain'],
])('%s is close to %s', (word, command) => {
  expect(nearCommand(word)).toBe(command);
});

it.each(['', 'cat', 'office.pcapng', 'captures/catalog.pcap', '-'])('%j is close to no command', (word) => {
  expect(nearCommand(word)).toBeUndefined();
});
