import { expect, it } from 'vitest';
import { failureText } from '../../src/wording/failure-text.ts';

const at = { input: 0, frame: 9 };

it.each([
  ['blocked/syn-unanswered', undefined, 'never answered'],
  ['blocked/client-hello-reset', 'middlebox', 'reset by a middlebox'],
  ['blocked/syn-reset', undefined, 'reset'],
  ['blocked/icmp-prohibited', '10.20.0.1', 'forbidden by 10.20.0.1'],
  ['acme/rude', undefined, 'failed here'],
])('%s by %s', (rule, by, words) => {
  expect(failureText({ step: 'rst', at, rule, ...(by === undefined ? {} : { by }) })).toBe(words);
});
