import { expect, it } from 'vitest';
import { hostOwner, isApple } from '../../../src/detect/issuer/host-owner.ts';

it.each([
  ['deviceenrollment.apple.com', 'apple'],
  ['updates-http.cdn-apple.com', 'apple'],
  ['1-courier.push.apple.com', 'apple'],
  ['acme.jamfcloud.com', 'jamf'],
  ['account.jamf.com', 'jamf'],
  ['www.example.org', 'example.org'],
  ['WWW.Example.org.', 'example.org'],
  ['a.b.example.co.jp', 'example.co.jp'],
  ['x.example.de', 'example.de'],
  ['localhost', 'localhost'],
  ['prod.s3.amazonaws.com', 'amazonaws.com'],
])('%s belongs to %s', (name, owner) => expect(hostOwner(name)).toBe(owner));

it("tells Apple's rows from others", () => {
  expect(['apple', 'apns-courier', 'apple-cdn'].every(isApple)).toBe(true);
  expect(isApple('aws')).toBe(false);
});
