import { expect, test } from 'vitest';
import { ACTIVE, type Lifecycle, lifecycleAt } from '../../src/catalogue/lifecycle.ts';

const retired: Lifecycle = { state: 'retired', since: '2021-03-31' };

test.each<[Lifecycle, string, string]>([
  [retired, '2020-12-31', 'active'],
  [retired, '2021-03-30T23:59:59.999999999Z', 'active'],
  [retired, '2021-03-31', 'retired'],
  [retired, '2026-11-21T08:00:00Z', 'retired'],
  [{ state: 'deprecated' }, '1999-01-01', 'deprecated'],
  [{ state: 'undocumented' }, '2026-11-21', 'undocumented'],
  [ACTIVE, '2026-11-21', 'active'],
])('%j at %s is %s', (lifecycle, moment, state) => {
  expect(lifecycleAt({ lifecycle }, moment)).toBe(state);
});
