import { expect, it } from 'vitest';
import { ENDPOINT, EVENT, NOTE } from '../../src/flow/tcp-words.ts';

it('has endpoint states of three bits, in the order of a flow', () => {
  expect(Object.values(ENDPOINT)).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

it('has a bit for each event', () => {
  expect(Object.values(EVENT)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096]);
});

it('has a bit for each letter, in half a word', () => {
  const notes = Object.values(NOTE);
  expect(new Set(notes).size).toBe(notes.length);
  expect(Math.max(...notes)).toBeLessThan(16);
});
