import { expect, it } from 'vitest';
import { protocolName } from '../../src/wording/protocol-name.ts';

it.each([
  ['tls', 'TLS'],
  ['http2', 'HTTP/2'],
  ['dcerpc', 'DCE/RPC'],
  ['netbios-ns', 'NetBIOS name service'],
  ['unknown', 'an unrecognised protocol'],
])('calls %s %s', (id, name) => {
  expect(protocolName(id)).toBe(name);
});
