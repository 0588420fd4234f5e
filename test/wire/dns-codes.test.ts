import { describe, expect, it } from 'vitest';
import { dnsExtendedErrorName, dnsResponseCodeName, dnsTypeName, isKnownDnsType } from '../../src/wire/dns-codes.ts';

describe('DNS codes', () => {
  it.each([
    [1, 'A'],
    [28, 'AAAA'],
    [65, 'HTTPS'],
    [65_280, 'TYPE65280'], // private use
  ])('names type %i', (type, name) => expect(dnsTypeName(type)).toBe(name));

  it.each([
    [2, 'SERVFAIL'],
    [3, 'NXDOMAIN'],
    [5, 'REFUSED'],
    [16, 'BADVERS'],
    [3841, 'RCODE3841'],
  ])('names response code %i', (code, name) => expect(dnsResponseCodeName(code)).toBe(name));

  it.each([
    [4, 'Forged Answer'],
    [15, 'Blocked'],
    [16, 'Censored'],
    [17, 'Filtered'],
    [18, 'Prohibited'],
    [49_152, 'Extended DNS Error 49152'],
  ])('names extended error %i', (code, name) => expect(dnsExtendedErrorName(code)).toBe(name));

  it('does not take the NB of NetBIOS for a type', () => {
    expect(isKnownDnsType(32)).toBe(false);
    expect(isKnownDnsType(33)).toBe(true);
  });
});
