import { describe, expect, it } from 'vitest';
import { isPushIssuer, namesApns, pushIdentity } from '../../src/catalogue/push-identity.ts';

const UUID = '5f2c8a1e-7b3d-4c06-9e41-d80f6a2b1c73';
const name = (parts: Record<string, string>) => Object.entries(parts).map(([type, value]) => ({ type, value }));

describe('what a certificate is for', () => {
  it.each([
    [{ UID: `com.apple.mgmt.External.${UUID}`, CN: `APSP:${UUID}`, C: 'US' }, true],
    [{ UID: `com.apple.mgmt.External.${UUID}`, CN: 'APSP:another' }, false],
    [{ UID: `com.apple.mail.XServer.${UUID}`, CN: `APSP:${UUID}` }, false],
    [{ UID: 'com.apple.mgmt.External.', CN: 'APSP:' }, false],
    [{ UID: 'com.example.app', CN: 'Apple Push Services: com.example.app' }, false],
  ])('%j', (subject, isMdm) => {
    expect(pushIdentity(name(subject as Record<string, string>))).toEqual({ topic: subject.UID, isMdm });
  });

  it('is nothing of the kind without a topic', () => {
    expect(pushIdentity(name({ CN: `APSP:${UUID}` }))).toBeUndefined();
  });
});

it('knows the authority, old and new, and nobody who borrows half its name', () => {
  for (const two of ['', '2 ']) {
    const CN = `Apple Application Integration ${two}Certification Authority`;
    expect(isPushIssuer(name({ CN, O: 'Apple Inc.' }))).toBe(true);
    expect(isPushIssuer(name({ CN, O: 'Example Corp' }))).toBe(false);
    expect(namesApns(['CN=R11,O=x', `CN=${CN},OU=Apple Certification Authority,O=Apple Inc.,C=US`])).toBe(true);
  }
  expect(isPushIssuer(name({ CN: 'Apple Public Server RSA CA 12 - G1', O: 'Apple Inc.' }))).toBe(false);
  expect(namesApns(['CN=Apple Root CA,OU=Apple Certification Authority,O=Apple Inc.,C=US'])).toBe(false);
});
