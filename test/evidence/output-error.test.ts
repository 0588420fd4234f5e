import { expect, it } from 'vitest';
import { OutputError, refusal } from '../../src/evidence/output-error.ts';

it('says what cannot be, and what to do', () => {
  const error = new OutputError('a.pcap is one of the inputs', 'Name another file.');
  expect([error.name, error.message, error.advice]).toEqual([
    'OutputError',
    'a.pcap is one of the inputs',
    'Name another file.',
  ]);
});

it.each([
  ['EEXIST', 'a.pcapng exists already'],
  ['ENOSPC', 'a.pcapng has no room: the disk is full'],
  ['EACCES', 'a.pcapng may not be written by this user'],
  ['EIO', 'a.pcapng cannot be written (EIO)'],
  [undefined, 'a.pcapng cannot be written (x)'],
])('says what the system refused: %s', (code, message) => {
  const error = refusal('a.pcapng', Object.assign(new Error('x'), { code }));
  expect(error).toBeInstanceOf(OutputError);
  expect(error.message).toBe(message);
  expect(error.advice).toMatch(/^[A-Z].*\.$/);
});
