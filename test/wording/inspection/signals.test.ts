import { expect, it } from 'vitest';
import { has, signalTexts } from '../../../src/wording/inspection/signals.ts';

it('says what each signal is, behind its strength', () => {
  expect(signalTexts(['strong repeated', 'weak fresh'])).toEqual([
    'Strong: the clients tried three times or more, and never succeeded',
    'Weak: the certificate was made within a day before the capture',
  ]);
  expect(signalTexts([])).toEqual([]);
});

it('finds a signal whatever its strength', () => {
  expect(has(['weak late-answer'], 'late-answer')).toBe(true);
  expect(has(['weak late-answer'], 'fresh' as never)).toBe(false);
});
