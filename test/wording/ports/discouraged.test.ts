import { describe, expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

describe('ports/discouraged', () => {
  it('says that the password is out, and where TLS is', () => {
    const words = sampleWords('ports/discouraged');
    expect(words.title).toBe('LDAP password in clear text to dc1.corp.example on TCP 389');
    expect(words.remedy).toContain(
      'to TLS on TCP 636 or StartTLS on TCP 389 at dc1.corp.example (10.30.0.5), and change the password',
    );
  });

  it('knows no StartTLS of the web', () => {
    const words = sampleWords('ports/discouraged', {
      reason: 'clear-text',
      protocol: 'http',
      port: 80,
      instead: ['TCP 443'],
    });
    expect(words.title).toBe('HTTP in clear text to dc1.corp.example on TCP 80');
    expect(words.remedy).toMatch(/to TLS on TCP 443 at dc1\.corp\.example \(10\.30\.0\.5\)\. Nothing/);
  });

  it('names the port for Jamf Cloud where another one is for servers on premises', () => {
    const words = sampleWords('ports/discouraged', {
      reason: 'hosting',
      only: 'on-premises',
      port: 25,
      instead: ['TCP 465', 'TCP 587'],
    });
    expect(words.title).toBe('TCP 25 to dc1.corp.example is documented for Jamf Pro on premises only');
    expect(words.remedy).toContain('Do not open TCP 25 for Jamf Pro in Jamf Cloud. Set TCP 465 or TCP 587');
  });
});
