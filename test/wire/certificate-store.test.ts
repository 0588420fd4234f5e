import { expect, it } from 'vitest';
import { CertificateStore } from '../../src/wire/certificate-store.ts';
import { concat, hex } from '../support/hex.ts';
import { pushCertificate, serverCertificate } from '../support/tls-samples.ts';

it('decodes equal bytes once, and keeps a copy of them', () => {
  const store = new CertificateStore();
  const message = concat(hex`00`, serverCertificate, pushCertificate);
  const middle = 1 + serverCertificate.length;
  const server = store.read(message, 1, middle)!;
  const push = store.read(message, middle, message.length)!;
  expect([server.subject.length, push.subject.length]).toEqual([3, 3]);
  expect(store.read(serverCertificate, 0, serverCertificate.length)).toBe(server);
  message.fill(0);
  expect(server.sha256).toBe('974db503294cef97aa1dcb7395e88945307746e36e50097a0d6fe260d03a2928');
  expect(store.read(pushCertificate, 0, pushCertificate.length)).toBe(push);
});

it('tells certificates apart that differ in their first bytes only', () => {
  const store = new CertificateStore();
  store.read(serverCertificate, 0, serverCertificate.length);
  const other = serverCertificate.with(20, 0x55);
  expect(store.read(other, 0, other.length)).not.toBe(store.read(serverCertificate, 0, serverCertificate.length));
});

it('has nothing for what is no certificate', () => {
  expect(new CertificateStore().read(hex`3000`, 0, 2)).toBeUndefined();
  expect(new CertificateStore().read(hex``, 0, 0)).toBeUndefined();
});
