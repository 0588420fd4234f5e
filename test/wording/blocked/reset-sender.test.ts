import { describe, expect, it } from 'vitest';
import { resetEvidence, senderSentence } from '../../../src/wording/blocked/reset-sender.ts';

const MARKS = { resetAfterMs: 30, resetHopLimit: 52, signature: 'SYN → RST', sender: 'middlebox' } as const;

describe('reset-sender', () => {
  it('claims no reason that the marks do not give', () => {
    expect(senderSentence(MARKS)).toBe('The RST did not come from the server.');
    expect(senderSentence({ ...MARKS, rttMs: 20, serverHopLimit: 52 })).toBe('The RST did not come from the server.');
    expect(senderSentence({ ...MARKS, serverHopLimit: 47 })).toBe(
      "The RST did not come from the server: it arrived with TTL 52 where the server's packets arrive with 47.",
    );
  });

  it('states the marks alone', () => {
    expect(resetEvidence(MARKS)).toEqual(['RST after 30 ms', 'TTL of the RST 52', 'Tampering signature: SYN → RST']);
  });
});
