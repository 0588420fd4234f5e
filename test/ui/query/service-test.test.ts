import { expect, test } from 'vitest';
import { serviceNames, serviceTest } from '../../../src/ui/query/service-test.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';
import { ROW } from './row.ts';

const snapshot = sampleSnapshot();

test.each([
  ['managed-device-apns', true],
  ['S22', true],
  ['s22', true],
  ['S2', true], // no service has that ref: a part of one
  ['apns', true], // the group
  ['devices to', true],
  ['*apns', true],
  ['S5', false], // another one's ref, whole
  ['software update', false],
])('%j: %s', (value, expected) => expect(serviceTest(value, snapshot)?.(ROW)).toBe(expected));

test('what no service is called means nothing', () => expect(serviceTest('apsn', snapshot)).toBeUndefined());

test('completion offers what the capture has before what it lacks', () => {
  const names = serviceNames(snapshot.services);
  expect(names.indexOf('managed-device-apns')).toBeLessThan(names.indexOf('apns'));
  expect(names.indexOf('apns')).toBeLessThan(names.indexOf('jamf-pro-ldap'));
  expect(names.indexOf('S5')).toBeLessThan(names.indexOf('S14'));
});
