import { describe, expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

describe('ports/unexpected-destination', () => {
  it('names the network that a public name leads to', () => {
    const words = sampleWords('ports/unexpected-destination');
    expect(words.title).toBe('Unexpected destination: swscan.apple.com on TCP 443 is in a private network');
    expect(words.explanation).toContain('The servers of that are on the internet; 10.20.0.80 is in a private network.');
    expect(words.rivals[1]).toContain('An agent on the client');
  });

  it('names the blocks where all servers are known', () => {
    const words = sampleWords(
      'ports/unexpected-destination',
      { network: '', documented: ['17.0.0.0/8'] },
      { servers: ['203.0.113.7'], serverNames: [], ports: [2197] },
    );
    expect(words.title).toBe('Unexpected destination: 203.0.113.7 on TCP 2197 is not where it is documented');
    expect(words.remedy).toContain('It should be reached in 17.0.0.0/8.');
  });
});
