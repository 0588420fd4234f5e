import { describe, expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

describe('ports/protocol-mismatch', () => {
  it('names both protocols', () => {
    expect(sampleWords('ports/protocol-mismatch').title).toBe('TCP 443 at acme.jamfcloud.com speaks SSH, not TLS');
    expect(sampleWords('ports/protocol-mismatch', { expected: ['http', 'tls'] }).title).toMatch(/not HTTP or TLS$/);
  });

  it('thinks of a proxy when the answer is clear HTTP, of its own limits when nothing is recognised', () => {
    expect(sampleWords('ports/protocol-mismatch', { protocol: 'http' }).rivals[1]).toContain('block page');
    const unknown = sampleWords('ports/protocol-mismatch', { protocol: 'unknown' });
    expect(unknown.title).toContain('speaks an unrecognised protocol');
    expect(unknown.rivals[1]).toContain('not recognised');
  });
});
