import { describe, expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

describe('blocked/client-hello-silence', () => {
  it('says that somebody took the message', () => {
    const words = sampleWords('blocked/client-hello-silence');
    expect(words.explanation).toContain(
      'the ClientHello (517 bytes) is acknowledged, but in 30 s not one byte of an answer comes',
    );
    expect(words.rivals.join()).toContain('server itself hangs');
    expect(words.evidence).toContain('Tampering signature: PSH+ACK → ∅');
  });

  it('does not suspect the server to hang when its address answers for others', () => {
    const words = sampleWords('blocked/client-hello-silence', { answeredNames: ['www.example.org'] });
    expect(words.explanation).toContain('The same address answers for www.example.org: the name decides.');
    expect(words.rivals.join()).not.toContain('hangs');
  });

  it('says that somebody hangs up', () => {
    const words = sampleWords('blocked/client-hello-silence', { closed: true, waitedSeconds: 0.08 });
    expect(words.title).toContain('is answered by hanging up');
    expect(words.explanation).toContain(
      "80 ms later the connection is closed in the server's name without one byte of an answer",
    );
    expect(words.evidence[0]).toBe('ClientHello of 517 bytes, acknowledged, and closed after 80 ms');
  });
});
