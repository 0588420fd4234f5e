import { expect, test } from 'vitest';
import { ConfigurationError } from '../../src/analyze/configuration-error.ts';

test('holds every mistake, and reads as all of them', () => {
  const error = new ConfigurationError(['site.json:1:2: a: unknown key', 'site.json:2:2: b: unknown key']);
  expect(error).toBeInstanceOf(Error);
  expect(error.name).toBe('ConfigurationError');
  expect(error.problems).toHaveLength(2);
  expect(error.message).toBe('site.json:1:2: a: unknown key\nsite.json:2:2: b: unknown key');
});
