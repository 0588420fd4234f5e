import { expect, test } from 'vitest';
import { serviceDocument, serviceText } from '../../src/ui/service-detail.ts';
import { createTheme, STATUS_LOOKS } from '../../src/ui/theme.ts';
import { sampleSnapshot } from '../support/sample-snapshot.ts';

const theme = createTheme({ ascii: false, color: false });
const snapshot = sampleSnapshot();
const apns = snapshot.services.find(({ id }) => id === 'managed-device-apns')!;
const shown = (service: typeof apns) =>
  serviceDocument(service, snapshot, theme)
    .map((entry) => entry.text)
    .join('\n');

test('names the service, its source and its findings', () => {
  const text = shown(apns);
  for (const part of [apns.title, apns.ref, apns.id, apns.source, '216', 'degraded']) expect(text).toContain(part);
  for (const id of apns.findings) expect(text).toMatch(new RegExp(`^${id} `, 'm'));
});

test('every status is explained, and not observed is not fine', () => {
  const statuses = Object.keys(STATUS_LOOKS) as (typeof apns.status)[];
  const texts = statuses.map((status) => shown({ ...apns, status }));
  expect(new Set(texts).size).toBe(statuses.length);
  expect(texts[statuses.indexOf('not-observed')]).toContain('says nothing about whether it works');
});

test('says with whom it shares its flows', () => {
  expect(shown({ ...apns, sharedWith: ['S42'] })).toContain('S42 (no packet can tell them apart)');
  expect(shown({ ...apns, findings: [] })).toContain('None names this service.');
});

test('a service in one line', () => {
  expect(serviceText('managed-device-apns', snapshot)).toBe('S22 Managed devices to APNs');
  expect(serviceText('from-a-plugin', snapshot)).toBe('from-a-plugin');
});
