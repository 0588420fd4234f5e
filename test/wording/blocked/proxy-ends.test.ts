import { expect, it } from 'vitest';
import {
  askedText,
  letThroughText,
  methodText,
  proxyText,
  reasonText,
} from '../../../src/wording/blocked/proxy-ends.ts';

const scope = {
  transport: 'tcp',
  clients: ['10.20.0.15'],
  servers: ['10.20.0.8'],
  ports: [3128],
  serverNames: [],
} as const;
const asked = { method: 'CONNECT', host: 'acme.jamfcloud.com', port: 443, answer: '403 Forbidden' };
const services = [{ ref: 'S1', title: 'Any client to Jamf Pro', destinations: ['*.jamfcloud.com'] }];

it('names the proxy, and what it is asked for', () => {
  expect(proxyText(scope)).toBe('the proxy 10.20.0.8 (TCP 3128)');
  expect(proxyText({ ...scope, servers: [], ports: [] })).toBe('the proxy');
  expect(proxyText({ ...scope, servers: ['10.20.0.8', '10.20.0.9'] })).toBe(
    'the proxies 10.20.0.8 and 10.20.0.9 (TCP 3128)',
  );
  expect(askedText(scope, asked)).toBe('acme.jamfcloud.com port 443');
  expect(askedText({ ...scope, serverNames: ['a.test', 'b.test'] }, asked)).toBe('a.test and b.test port 443');
  expect(askedText(scope, { ...asked, port: undefined } as never)).toBe('acme.jamfcloud.com');
});

it('says how it was asked, and what the proxy gives as its reason', () => {
  expect(['CONNECT', 'SOCKS', 'GET'].map((method) => methodText({ ...asked, method }))).toEqual([
    'CONNECT',
    'SOCKS',
    'a GET request',
  ]);
  expect([reasonText(asked), reasonText({ ...asked, reason: 'ERR_DNS_FAIL 0' })]).toEqual(['', ' (ERR_DNS_FAIL 0)']);
});

it('asks for what the catalogue documents', () => {
  expect(letThroughText({ scope, services }, asked)).toBe(
    'allow CONNECT to *.jamfcloud.com (S1; seen: acme.jamfcloud.com) port 443 for the clients (seen: 10.20.0.15)',
  );
  expect(letThroughText({ scope, services: [] }, { ...asked, method: 'SOCKS' })).toBe(
    'allow connections to acme.jamfcloud.com port 443 for the clients (seen: 10.20.0.15)',
  );
});
