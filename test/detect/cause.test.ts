import { expect, it } from 'vitest';
import { causeOf, placeOfName } from '../../src/detect/cause.ts';
import { flowFacts, seen } from '../support/flow-facts.ts';

it('names service and pattern, whoever the client is', () => {
  const device = flowFacts({
    client: '10.20.0.21',
    server: '54.93.120.99',
    start: 9,
    originatorRole: 'managed-device',
  });
  expect(causeOf(flowFacts())).toBe('jamf-pro-https *.jamfcloud.com');
  expect(device.services[0].row.id).not.toBe('jamf-pro-https');
  expect(causeOf(device)).toBe(causeOf(flowFacts()));
});

it('names the server where no name decided', () => {
  const nameless = { server: '17.57.144.20', port: 5223, serverName: undefined };
  expect(causeOf(flowFacts(nameless))).toBe('apns 17.57.144.20:5223');
});

it('names the couriers where the protocol tells them', () => {
  const hello = seen('tls-client-hello', 0, 0, { hello: { alpn: ['apns-security-v3'] } });
  const flow = flowFacts({ server: '203.0.113.9', serverName: 'push.example.org', observations: [hello] });
  expect(causeOf(flow)).toBe('managed-device-apns *.push.apple.com');
});

it('is split by a discriminator', () => {
  expect(causeOf(flowFacts(), '10.20.0.1')).toBe('jamf-pro-https *.jamfcloud.com 10.20.0.1');
});

it('knows no place of other names', () => {
  expect(placeOfName('gdmf.apple.com')).toBe('apple-device-management gdmf.apple.com');
  expect(placeOfName('www.example.org')).toBeUndefined();
  expect(placeOfName('gateway.push.apple.com')).toBeUndefined();
  expect(placeOfName(undefined)).toBeUndefined();
});
