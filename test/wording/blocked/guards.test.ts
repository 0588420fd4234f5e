import { expect, it } from 'vitest';
import { GUARDS } from '../../../src/wording/blocked/guards.ts';
import { WORDINGS } from '../../../src/wording/registry.ts';

it.each([
  'blocked/syn-unanswered',
  'blocked/syn-reset',
  'blocked/icmp-prohibited',
  'blocked/handshake-silence',
  'blocked/handshake-reset',
  'blocked/client-hello-dropped',
  'blocked/client-hello-silence',
  'blocked/client-hello-reset',
] as const)('are in the manual of %s', (rule) => {
  expect(WORDINGS[rule].manual.evidence).toEqual(expect.arrayContaining([...GUARDS]));
});
