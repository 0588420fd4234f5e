import { describe, expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

describe('inspection/known-vendor', () => {
  it('says that a middlebox answered, not that all traffic is decrypted', () => {
    const words = sampleWords('inspection/known-vendor');
    expect(words.title).toBe('Zscaler answers TLS in the place of acme.jamfcloud.com');
    expect(words.explanation).toContain('a middlebox answered this handshake instead of the server');
    expect(words.explanation).toContain('says nothing about other traffic');
  });

  it('asks for an exemption by host, port and clients', () => {
    expect(sampleWords('inspection/known-vendor').remedy).toContain(
      'exempt acme.jamfcloud.com, TCP 443, documented as *.jamfcloud.com (S21), from TLS inspection for traffic from the clients (seen: 10.20.0.15)',
    );
  });
});
