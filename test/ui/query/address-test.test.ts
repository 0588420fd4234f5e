import { expect, test } from 'vitest';
import { addressTest } from '../../../src/ui/query/address-test.ts';

test.each([
  ['17.57.144.20', '17.57.144.20', true],
  ['17.57.144.2', '17.57.144.20', false], // a whole address is no beginning
  ['17.57.', '17.57.144.20', true],
  ['17.0.0.0/8', '17.57.144.20', true],
  ['17.0.0.0/8', '18.0.0.1', false],
  ['10.20.0.15/16', '10.20.9.9', true], // bits beyond the prefix do not count
  ['10.20.0.0/15', '10.21.0.1', true],
  ['10.20.0.0/15', '10.22.0.1', false],
  ['10.20.0.1/32', '10.20.0.1', true],
  ['0.0.0.0/0', '1.2.3.4', true],
  ['0.0.0.0/0', 'fd00::1', false],
  ['10.20.0.0/', '10.20.0.0', true], // a length yet to be typed
  ['2620:0149:0a44::0001', '2620:149:a44::1', true],
  ['2620:149:A44::/48', '2620:149:a44::1', true],
  ['2620:149:a45::/48', '2620:149:a44::1', false],
  ['2620:149:', '2620:149:a44::1', true],
  ['10.20.*.1', '10.20.3.1', true],
  ['*', 'fd00::1', true],
])('%s of %s: %s', (value, address, expected) => expect(addressTest(value)?.(address)).toBe(expected));

test.each(['courier', '10.0.0.0/33', '10.0.0.0/8/8', '10.0.0.0/x', '10.0/8', 'a*g', '/'])('%s is none', (value) =>
  expect(addressTest(value)).toBeUndefined(),
);
