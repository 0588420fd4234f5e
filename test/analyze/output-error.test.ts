import { expect, it } from 'vitest';
import { OutputError } from '../../src/analyze/output-error.ts';

it('says what cannot be, and what to do', () => {
  const error = new OutputError('a.pcap is one of the inputs', 'Name another file.');
  expect([error.name, error.message, error.advice]).toEqual([
    'OutputError',
    'a.pcap is one of the inputs',
    'Name another file.',
  ]);
});
