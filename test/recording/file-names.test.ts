import { expect, it } from 'vitest';
import { digitsOfTime, EVIDENCE_NAME, evidenceName, rotatedName } from '../../src/recording/file-names.ts';

const EPOCH = 1_795_361_400_999_999_999n;

it('says the second that has begun, in UTC', () => {
  expect(digitsOfTime(EPOCH)).toBe('20261122153000');
  expect(digitsOfTime(0n)).toBe('19700101000000');
  expect(digitsOfTime(-1n)).toBe('19691231235959');
});

it.each([
  ['/var/captures/office.pcapng', '/var/captures/office_00007_20261122153000.pcapng'],
  ['office', 'office_00007_20261122153000'],
  ['a.b/office.one.pcap', 'a.b/office.one_00007_20261122153000.pcap'],
])('names a file of %s as dumpcap does', (path, name) => {
  expect(rotatedName(path, 7, EPOCH)).toBe(name);
});

it('counts on beyond five digits', () => {
  expect(rotatedName('a', 123_456, EPOCH)).toBe('a_123456_20261122153000');
});

it.each([
  ['blocked/dns', 1, '20261122T153000Z-blocked-dns.pcapng'],
  ['blocked/dns', 2, '20261122T153000Z-blocked-dns-2.pcapng'],
  ['site/../../etc passwd', 1, '20261122T153000Z-site-etc-passwd.pcapng'],
  ['x'.repeat(500), 1, `20261122T153000Z-${'x'.repeat(80)}.pcapng`],
])('names evidence of %s', (rule, copy, name) => {
  expect(evidenceName(rule, EPOCH, copy)).toBe(name);
  expect(name).toMatch(EVIDENCE_NAME);
});
