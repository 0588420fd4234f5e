import { describe, expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

const RULE = 'blocked/udp-unanswered';

describe(RULE, () => {
  it('says what a missing time leads to', () => {
    const words = sampleWords(RULE);
    expect(words.title).toBe('time.apple.com (17.253.14.125) does not tell the time');
    expect(words.explanation).toContain(
      'asked for the time on UDP 123 4 times in 12 s and got no answer within 20 s after the last.',
    );
    expect(words.explanation).toContain('takes valid certificates for expired');
    expect(words.remedy).toContain('Allow outbound UDP 123');
  });

  it('plays QUIC down', () => {
    const words = sampleWords(RULE, { protocol: 'quic' });
    expect(words.title).toContain('QUIC to time.apple.com (17.253.14.125) is not answered; TCP works');
    expect(words.explanation).toContain('nothing is lost but the time that they wait');
    expect(words.explanation).toContain('sent 4 packets of QUIC on UDP 123 within 12 s without an answer');
    expect(words.remedy).toContain('If QUIC is wanted: allow outbound UDP 123');
    expect(sampleWords(RULE, { protocol: 'quic', refused: true }).title).toContain('is refused; TCP works');
  });
});
