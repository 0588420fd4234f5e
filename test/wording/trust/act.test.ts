import { expect, it } from 'vitest';
import { act } from '../../../src/wording/trust/act.ts';

it.each([
  [{ how: 'alert', alertCode: 48, alertName: 'unknown_ca' }, 'answers with the alert unknown_ca (48)'],
  [{ how: 'encrypted-alert' }, 'answers with a single encrypted record as short as an alert, and goes'],
  [{ how: 'closed' }, 'closes the connection at once, without finishing the handshake'],
  [{ how: 'left' }, 'finishes the handshake, sends nothing and closes'],
] as const)('%o', (given, words) => {
  expect(act(given)).toBe(words);
});
