import { expect, it } from 'vitest';
import { rpcAuthenticationName, rpcInterfaceName, rpcLevelName, rpcStatusName } from '../../src/wire/dcerpc-names.ts';

it('names interfaces', () => {
  // [MS-WCCE] 1.9 and [MS-DCOM] 1.9.
  expect(rpcInterfaceName('d99e6e70-fc88-11d0-b498-00a0c90312f3')).toBe('ICertRequestD');
  expect(rpcInterfaceName('000001a0-0000-0000-c000-000000000046')).toBe('IRemoteSCMActivator');
  expect(rpcInterfaceName('00000000-0000-0000-0000-000000000000')).toBeUndefined();
});

it('names services and levels of authentication', () => {
  expect([9, 10, 16, 99].map(rpcAuthenticationName)).toEqual(['negotiate', 'ntlm', 'kerberos', 'service 99']);
  expect([1, 5, 6, 7].map(rpcLevelName)).toEqual(['none', 'integrity', 'privacy', 'level 7']);
});

it('names status codes', () => {
  expect([0x16c9a0d6, 5, 0x80070005, 0x1c010099].map(rpcStatusName)).toEqual([
    'ept_s_not_registered',
    'ERROR_ACCESS_DENIED',
    'E_ACCESSDENIED',
    '0x1c010099',
  ]);
});
