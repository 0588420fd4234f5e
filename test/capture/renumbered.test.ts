import { expect, it } from 'vitest';
import { MAX_DESCRIBED, Renumbered } from '../../src/capture/renumbered.ts';

it('writes what is needed when it is needed, once, by input, section and index', () => {
  const written: string[] = [];
  const names = new Renumbered((name: string) => written.push(name) - 1);
  for (const [input, section] of [
    [0, 0],
    [0, 1],
    [1, 0],
  ]) {
    for (const index of [0, 1]) names.describe(input, section, index, `${input}.${section}.${index}`);
  }
  const asked = [
    [1, 0, 1],
    [1, 0, 1],
    [0, 1, 0],
    [1, 0, 1],
    [0, 0, 0],
  ] as const;
  expect(asked.map(([input, section, index]) => names.number(input, section, index))).toEqual([0, 0, 1, 0, 2]);
  expect(written).toEqual(['1.0.1', '0.1.0', '0.0.0']);
  expect(names.number(3, 0, 0)).toBe(-1);
});

it('keeps a bounded number of descriptions', () => {
  const names = new Renumbered(() => 0);
  for (let section = 0; section <= MAX_DESCRIBED; section++) names.describe(0, section, 0, section);
  expect([names.number(0, MAX_DESCRIBED - 1, 0), names.number(0, MAX_DESCRIBED, 0)]).toEqual([0, -1]);
});
