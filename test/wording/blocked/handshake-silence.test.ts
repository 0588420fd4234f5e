import { describe, expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

describe('blocked/handshake-silence', () => {
  it.each([
    [
      'acknowledgement',
      'its first data (LDAP) are resent 4 times in 6.3 s and not acknowledged within 13 s after the last.',
    ],
    ['greeting', 'On this port the server speaks first, and it says nothing for 13 s'],
    ['client-data', 'The capture was taken at the server'],
  ] as const)('tells what is missing: %s', (missing, words) => {
    const { explanation, rivals } = sampleWords('blocked/handshake-silence', { missing });
    expect(explanation).toContain(words);
    expect(rivals).toHaveLength(1);
  });

  it('names no protocol that was not recognised', () => {
    expect(sampleWords('blocked/handshake-silence', { protocol: 'unknown' }).explanation).not.toContain('(UNKNOWN)');
  });

  it('says that bytes were lost on the way', () => {
    expect(sampleWords('blocked/handshake-silence', { bytesMissing: true }).evidence).toContain(
      'The client closed behind bytes that never arrived',
    );
  });
});
