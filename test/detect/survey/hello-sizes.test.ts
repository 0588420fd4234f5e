import { expect, it } from 'vitest';
import { HelloSizes, MAX_HELLO_PLACES } from '../../../src/detect/survey/hello-sizes.ts';
import { CLIENT, greeted, reached, seen, TENANT, TENANT_ADDRESS } from '../../support/flow-facts.ts';

const hello = (length: number) => ({
  observations: [seen('tls-client-hello', 0, 0.02, { hello: { alpn: [], length } })],
});

it('holds the range of a client’s hellos by server name and by address, with the header of the record', () => {
  const sizes = new HelloSizes(() => {});
  sizes.note(reached(hello(512)));
  sizes.note(reached(hello(300)));
  sizes.note(reached({ ...hello(1800), serverName: 'other.jamfcloud.com' }));
  expect(sizes.of(CLIENT, TENANT)).toEqual({ smallest: 305, largest: 517 });
  expect(sizes.of(CLIENT, TENANT_ADDRESS)).toEqual({ smallest: 305, largest: 1805 });
  expect(sizes.of('10.20.0.99', TENANT)).toBeUndefined();
});

it('passes over what is no TLS, or was not read', () => {
  const sizes = new HelloSizes(() => {});
  sizes.note(reached({ ...hello(512), protocol: 'smtp' }));
  sizes.note(greeted());
  expect(sizes.of(CLIENT, TENANT)).toBeUndefined();
});

it('forgets what it heard of longest ago, and says so', () => {
  let lost = 0;
  const sizes = new HelloSizes((entries) => (lost += entries));
  const flow = { ...reached(hello(512)), serverName: undefined };
  for (let n = 0; n <= 2 * MAX_HELLO_PLACES; n++)
    sizes.note({ ...flow, originator: { address: `c${n}`, port: 50_000 } });
  expect(lost).toBe(MAX_HELLO_PLACES);
});
