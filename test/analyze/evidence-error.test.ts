import { expect, it } from 'vitest';
import { EvidenceError } from '../../src/analyze/evidence-error.ts';

it('says what cannot be, and what to do', () => {
  const error = new EvidenceError('a.pcap is one of the inputs', 'Name another file.');
  expect([error.name, error.message, error.advice]).toEqual([
    'EvidenceError',
    'a.pcap is one of the inputs',
    'Name another file.',
  ]);
});
