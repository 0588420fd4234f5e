import { describe, expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

describe('blocked/client-hello-reset', () => {
  it('calls the reset forged, without rivals, when genuine data follows it', () => {
    const words = sampleWords('blocked/client-hello-reset');
    expect(words.explanation).toContain('1.1 ms after the ClientHello the flow is ended by 2 resets');
    expect(words.explanation).toContain(
      "The reset did not come from the server: the server's own packets arrived after it",
    );
    expect(words.rivals).toEqual([]);
  });

  it('leaves the sender open when nothing tells', () => {
    const open = { signals: [], sender: 'undecided', resets: 1 } as const;
    const words = sampleWords('blocked/client-hello-reset', open, {}, 'moderate');
    expect(words.explanation).toContain('ended by a reset in');
    expect(words.explanation).toContain('cannot be told from this capture');
    expect(words.rivals).toHaveLength(2);
  });

  it('names a ClientHello in two packets, and one in a single packet that gets through', () => {
    const large = sampleWords('blocked/client-hello-reset', { splitHelloBytes: 1990 });
    expect(large.evidence).toContain('ClientHello of 1,990 bytes, two packets or more');
    expect(large.rivals.join()).toContain('reads only the first of the two packets');
    const decided = sampleWords('blocked/client-hello-reset', { splitHelloBytes: 1990, passedBytes: 517 });
    expect(decided.explanation).toContain(
      'A ClientHello of 517 bytes to the same name, which fits one packet, gets through',
    );
    expect(decided.rivals.join()).not.toContain('reads only the first');
    expect(decided.title).toContain('Large ClientHellos to');
    expect(decided.remedy).toMatch(
      /^Update the device .*; until then allow outbound TCP 443 .*, and exempt .* from that filter\.$/,
    );
  });
});
