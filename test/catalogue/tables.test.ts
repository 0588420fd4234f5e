import { expect, test } from 'vitest';
import { GROUPS, ROWS } from '../../src/catalogue/tables.ts';

const refs = (group: string) => GROUPS.get(group)?.map((row) => row.ref);

test('every table is a group, and together they hold every row once', () => {
  const tables = [...GROUPS].slice(0, 10);
  expect(tables.map(([name]) => name)).toEqual([
    'managed-devices',
    'admin',
    'infrastructure-manager',
    'adcs-connector',
    'sccm',
    'jamf-pro-inbound',
    'jamf-pro-outbound',
    'push-certificate',
    'apple',
    'jamf-hosted',
  ]);
  expect(tables.flatMap(([, rows]) => rows)).toEqual(ROWS);
});

test('groups across tables', () => {
  expect(refs('apns')).toEqual(['S4', 'S5', 'S22']);
  expect(refs('jcds')).toEqual(['S17', 'S23', 'S24', 'J:jcds']);
  expect(refs('jamf-pro')).toEqual(['S1', 'S2', 'S21', 'S31', 'S34', 'S39', 'S42', 'S44']);
});

test('no group is called like a row, so that a service is named by either without doubt', () => {
  for (const row of ROWS) expect([GROUPS.has(row.id), GROUPS.has(row.ref)]).toEqual([false, false]);
});
