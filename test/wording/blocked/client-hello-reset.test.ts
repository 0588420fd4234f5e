import { describe, expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

describe('blocked/client-hello-reset', () => {
  it('calls the reset forged, without rivals, when genuine data follows it', () => {
    const words = sampleWords('blocked/client-hello-reset');
    expect(words.explanation).toContain('1.1 ms after the ClientHello the flow is ended by 2 RSTs');
    expect(words.explanation).toContain('somebody in between forged it');
    expect(words.rivals).toEqual([]);
  });

  it('leaves the sender open when nothing tells', () => {
    const words = sampleWords('blocked/client-hello-reset', { dataAfterReset: false, sender: 'undecided', resets: 1 });
    expect(words.explanation).toContain('ended by 1 RST in');
    expect(words.explanation).toContain('cannot be told from this capture');
    expect(words.rivals).toHaveLength(2);
  });
});
