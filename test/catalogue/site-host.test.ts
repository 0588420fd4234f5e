import { expect, test } from 'vitest';
import { hostAdvice } from '../../src/catalogue/site-host.ts';

test.each([
  'ldap.example.com',
  'LDAP.Example.com.',
  'dc01',
  '*.example.com',
  '_ldap._tcp.example.com',
  'xn--bcher-kva.example',
  '10.1.2.3',
  '10.1.0.0/16',
  '0.0.0.0/0',
  '2001:db8::25',
  '2001:db8::/32',
])('%s can be used', (host) => {
  expect(hostAdvice(host)).toBeUndefined();
});

test.each<[string, string]>([
  ['https://jss.example.com:8443/', 'a host, not a URL: "jss.example.com"'],
  ['ldaps://user@dc.example.com', 'a host, not a URL: "dc.example.com"'],
  ['https://[2001:db8::25]/', 'a host, not a URL: "2001:db8::25"'],
  ['dc.example.com:636', '"dc.example.com", and the port apart'],
  ['[2001:db8::25]:636', '"2001:db8::25", and the port apart'],
  ['10.1.2.3/16', '"10.1.0.0/16", or the address alone'],
  ['10.1.2.3/31', '"10.1.2.2/31", or the address alone'],
  ['2001:db8::25/64', '"2001:db8::/64", or the address alone'],
  ['10.1.0.0/33', 'a prefix from 0 to 32 behind the slash'],
  ['10.1.0.0/', 'a prefix from 0 to 32 behind the slash'],
  ['2001:db8::/129', 'a prefix from 0 to 128 behind the slash'],
  ['dc.example.com/24', 'an address before the slash, such as 10.1.0.0/16'],
  ['10.1.1.300', 'an IPv4 address of four numbers from 0 to 255'],
  ['10.1.1', 'an IPv4 address of four numbers from 0 to 255'],
  ['10.1.1.1-10.1.1.9', 'a block such as 10.1.0.0/24: from–to is not known'],
  ['fe80::1%en0', 'an IPv6 address without a zone, such as 2001:db8::25'],
  ['a.example, b.example', 'one host, without spaces or commas'],
  ['.example.com', '"*.example.com"'],
  ['dc*.example.com', 'an asterisk as the first label only, as in *.example.com'],
  ['*', 'an asterisk as the first label only, as in *.example.com'],
  ['bücher.example', 'the name as DNS has it, in ASCII (xn--…)'],
  ['', 'a name, *.suffix, an address or a block such as 10.1.0.0/16'],
  ['dc_1!', 'a name, *.suffix, an address or a block such as 10.1.0.0/16'],
  [`${'a.'.repeat(128)}example`, 'a name of at most 255 characters'],
])('%s should be %s', (host, advice) => {
  expect(hostAdvice(host)).toBe(advice);
});

test('where ports can be given, it is shown how', () => {
  expect(hostAdvice('dc.example.com:636', 'as-object')).toBe('{ "host": "dc.example.com", "ports": [636] }');
});
