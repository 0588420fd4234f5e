import { expect, it } from 'vitest';
import { uuidText } from '../../src/wire/uuid.ts';
import { hex } from '../support/hex.ts';

const MAPPER = hex`00 0883afe1 1f5d c911 91a4 08002b14a0fa`;

it('reads UUIDs in either byte order', () => {
  expect(uuidText(MAPPER, 1)).toBe('e1af8308-5d1f-11c9-91a4-08002b14a0fa');
  expect(uuidText(MAPPER, 1, false)).toBe('0883afe1-1f5d-c911-91a4-08002b14a0fa');
});

it('reads nothing past the end', () => {
  expect([uuidText(MAPPER, 2), uuidText(MAPPER, -1)]).toEqual([undefined, undefined]);
});
