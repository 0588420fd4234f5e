import { expect, it } from 'vitest';
import { CONFIDENCES } from '../../src/detect/detector.ts';
import { CONFIDENCE_TEXT, WEIGHING_TEXT } from '../../src/wording/confidence-text.ts';

it('says what every confidence means, from the surest down', () => {
  expect(Object.keys(CONFIDENCE_TEXT)).toEqual(CONFIDENCES);
  for (const text of Object.values(CONFIDENCE_TEXT)) expect(text).toMatch(/^[a-z].*[^.]$/);
});

it('says how signals are weighed', () => {
  expect(WEIGHING_TEXT).toMatch(/^The strongest.*\.$/);
});
