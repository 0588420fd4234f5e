import { expect, it } from 'vitest';
import { familyOf, otherFamily } from '../../src/detect/address-family.ts';

it('tells the families apart', () => {
  expect([familyOf('10.20.0.15'), familyOf('2001:db8::1'), familyOf('::ffff:10.0.0.1')]).toEqual([
    'ipv4',
    'ipv6',
    'ipv6',
  ]);
  expect([otherFamily('10.20.0.15'), otherFamily('2001:db8::1')]).toEqual(['ipv6', 'ipv4']);
});
