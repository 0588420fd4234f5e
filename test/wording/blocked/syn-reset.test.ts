import { describe, expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

describe('blocked/syn-reset', () => {
  it('names the marks of a forged reset', () => {
    expect(sampleWords('blocked/syn-reset').explanation).toContain(
      'The reset did not come from the server: it came after 0.8 ms, where a packet needs 18 ms to the server and back, ' +
        "and it arrived with TTL 63 where the server's packets arrive with 52. Somebody on the path sent it in the server's name.",
    );
  });

  it('first asks for the service when the server itself refused', () => {
    expect(sampleWords('blocked/syn-reset', { sender: 'server' }).remedy).toMatch(
      /^Check that the service listens on TCP 5223 at 17\.57\.144\.84\. If it does: Allow outbound/,
    );
  });

  it('keeps a reject rule among the rivals unless the reset is forged', () => {
    expect(sampleWords('blocked/syn-reset').rivals).toEqual([expect.stringContaining('right in front of the server')]);
    expect(sampleWords('blocked/syn-reset', { sender: 'undecided' }).rivals[0]).toMatch(/rejects rather than drops/);
  });

  it('does not doubt that the service listens where somebody else refused', () => {
    const closed = /Nothing listens/;
    expect(sampleWords('blocked/syn-reset', { sender: 'undecided' }).rivals.join()).toMatch(closed);
    const near = sampleWords('blocked/syn-reset', { sender: 'middlebox', signals: ['no-hop'] });
    expect(near.rivals).toEqual([expect.stringMatching(/gateway that ends TCP itself/)]);
    expect(sampleWords('blocked/syn-reset', { sender: 'middlebox' }, {}, 'conclusive').rivals).toEqual([]);
  });
});
