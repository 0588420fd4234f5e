import { expect, it } from 'vitest';
import { createCatalogue } from '../../src/catalogue/match.ts';
import { causeOf, placeOfName } from '../../src/detect/cause.ts';
import { Documents } from '../../src/detect/documented.ts';
import { flowFacts, seen } from '../support/flow-facts.ts';

const documents = new Documents(createCatalogue());

it('names service and pattern, whoever the client is', () => {
  const device = flowFacts({
    client: '10.20.0.21',
    server: '54.93.120.99',
    start: 9,
    originatorRole: 'managed-device',
  });
  expect(causeOf(flowFacts(), documents)).toBe('jamf-pro-https *.jamfcloud.com');
  expect(device.services[0].row.id).not.toBe('jamf-pro-https');
  expect(causeOf(device, documents)).toBe(causeOf(flowFacts(), documents));
});

it('names the server where no name decided', () => {
  const nameless = { server: '17.57.144.20', port: 5223, serverName: undefined };
  expect(causeOf(flowFacts(nameless), documents)).toBe('apns 17.57.144.20:5223');
});

it('names the couriers where the protocol tells them', () => {
  const hello = seen('tls-client-hello', 0, 0, { hello: { alpn: ['apns-security-v3'] } });
  const flow = flowFacts({ server: '203.0.113.9', serverName: 'push.example.org', observations: [hello] });
  expect(causeOf(flow, documents)).toBe('managed-device-apns *.push.apple.com');
});

it('is split by a discriminator', () => {
  expect(causeOf(flowFacts(), documents, '10.20.0.1')).toBe('jamf-pro-https *.jamfcloud.com 10.20.0.1');
});

it('knows no place of other names', () => {
  expect(placeOfName('gdmf.apple.com', documents)).toBe('apple-device-management gdmf.apple.com');
  expect(placeOfName('www.example.org', documents)).toBeUndefined();
  expect(placeOfName('gateway.push.apple.com', documents)).toBeUndefined();
  expect(placeOfName(undefined, documents)).toBeUndefined();
});

it('names the host that a site declares, and each for itself', () => {
  const hosts = ['jss.corp.example', 'dp.corp.example'].map((host) => ({ role: 'jamf-pro', host }) as const);
  const site = new Documents(createCatalogue({ hosts }));
  expect(placeOfName('jss.corp.example', site)).toBe('jamf-pro jss.corp.example');
  expect(placeOfName('dp.corp.example', site)).toBe('jamf-pro dp.corp.example');
  expect(placeOfName('jss.corp.example', documents)).toBeUndefined();
});
