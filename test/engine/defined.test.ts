import { expect, it } from 'vitest';
import { defined } from '../../src/engine/defined.ts';

it('leaves out members without a value, and keeps the order of the others', () => {
  const all = defined({ b: 0, a: undefined, d: '', c: null, e: false });
  expect(JSON.stringify(all)).toBe('{"b":0,"d":"","c":null,"e":false}');
  expect(Object.keys(all)).toEqual(['b', 'd', 'c', 'e']);
});
