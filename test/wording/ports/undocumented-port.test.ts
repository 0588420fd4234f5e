import { describe, expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

describe('ports/undocumented-port', () => {
  it('names the port used and the documented ones', () => {
    const words = sampleWords('ports/undocumented-port');
    expect(words.title).toBe('Undocumented port: acme.jamfcloud.com on TCP 8444');
    expect(words.remedy).toContain('to acme.jamfcloud.com on TCP 443 or TCP 8443');
    expect(words.explanation).toContain('spoke TLS there');
  });
});
