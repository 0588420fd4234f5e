import { expect, test } from 'vitest';
import { LINK_TYPE } from '../../src/wire/link-type.ts';
import { linkTypeName } from '../../src/wire/link-type-name.ts';

test('every link type that is read has a name', () => {
  for (const number of Object.values(LINK_TYPE)) expect(linkTypeName(number)).not.toMatch(/^LINKTYPE/);
});

test('a number without a name is shown as such', () => {
  expect(linkTypeName(240)).toBe('LINKTYPE 240');
});
