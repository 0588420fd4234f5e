import { expect, it } from 'vitest';
import { alertLevelName, decodeAlert } from '../../src/wire/tls-alert.ts';
import { hex } from '../support/hex.ts';

it('reads exactly two bytes', () => {
  expect(decodeAlert(hex`0230`)).toEqual({ level: 2, code: 48 });
  expect(decodeAlert(hex`ff 0100 ff`, 1, 3)).toEqual({ level: 1, code: 0 });
  expect(decodeAlert(hex`02`)).toBeUndefined();
  expect(decodeAlert(hex`023000`)).toBeUndefined();
});

it('names levels', () => expect([1, 2, 7].map(alertLevelName)).toEqual(['warning', 'fatal', 'level 7']));
