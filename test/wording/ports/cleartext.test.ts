import { describe, expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

describe('ports/cleartext', () => {
  it('names what is spoken, and the form with TLS', () => {
    const words = sampleWords('ports/cleartext');
    expect(words.title).toBe('Clear text where TLS is documented: HTTP on TCP 8443 at acme.jamfcloud.com');
    expect(words.remedy).toContain('(https://)');
    expect(words.evidence).toContain('The answers have status 200');
  });

  it('thinks of a scanner where the server refuses, and of nothing of the web for LDAP', () => {
    expect(sampleWords('ports/cleartext', { statuses: [400] }).rivals.at(-1)).toContain('scanner');
    const ldap = sampleWords('ports/cleartext', { protocol: 'ldap', statuses: [], port: 636 });
    expect(ldap.rivals).toHaveLength(1);
    expect(ldap.remedy).toContain('ldaps://');
  });
});
