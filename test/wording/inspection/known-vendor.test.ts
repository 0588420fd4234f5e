import { describe, expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

describe('inspection/known-vendor', () => {
  it('says that a middlebox answered, not that all traffic is decrypted', () => {
    const words = sampleWords('inspection/known-vendor');
    expect(words.title).toBe('TLS inspection: Zscaler answers in place of acme.jamfcloud.com');
    expect(words.explanation).toContain('answered this handshake instead of the server');
    expect(words.explanation).toContain('Whether other traffic is inspected too cannot be told');
  });

  it('asks for an exemption by host, port and clients', () => {
    expect(sampleWords('inspection/known-vendor').remedy).toContain(
      'exempt *.jamfcloud.com (S21; seen: acme.jamfcloud.com) on TCP 443 from TLS inspection for the clients (seen: 10.20.0.15)',
    );
  });
});
