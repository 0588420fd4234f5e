import { describe, expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

const RULE = 'blocked/mtu-black-hole';

describe(RULE, () => {
  it('says what vanishes, and what passes', () => {
    const words = sampleWords(RULE);
    expect(words.title).toBe('Full-size packets to acme.jamfcloud.com (52.1.2.3) vanish');
    expect(words.explanation).toContain(
      'a ClientHello with a post-quantum key share (1,787 bytes, two packets or more)',
    );
    expect(words.explanation).toContain('so only the full-size one is lost');
    expect(words.explanation).toContain('A ClientHello of 517 bytes, which fits one packet, gets through');
    expect(words.remedy).toContain('MSS clamping');
    // A filter on the name would take the small one too.
    expect(words.rivals.join()).not.toContain('filter that drops the packet with the server name');
  });

  it('leaves a filter on the name open while nothing smaller got through', () => {
    const [first] = sampleWords(RULE, { largePassed: true, postQuantum: false }).rivals;
    expect(first).toContain('A filter that drops the packet with the server name');
    expect(first).toContain('and one got through here');
  });

  it('claims no more than that size decides where nothing else tells', () => {
    const words = sampleWords(RULE, { signals: ['small-passes', 'repeated'] });
    expect(words.title).toBe('Large ClientHellos to acme.jamfcloud.com (52.1.2.3) vanish');
    expect(words.explanation).not.toContain('so only the full-size one is lost');
  });

  it('names the router that said so', () => {
    const words = sampleWords(RULE, { router: '10.20.0.1', signals: ['too-big-ignored'] });
    expect(words.title).toContain('Full-size packets');
    expect(words.explanation).toContain('10.20.0.1 says by ICMP that the packet is too big');
    expect(words.evidence).toContain('"Too big" by ICMP from 10.20.0.1');
    expect(words.rivals).toHaveLength(1);
  });
});
