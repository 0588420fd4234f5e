import { describe, expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

describe('blocked/handshake-reset', () => {
  it('says at which step, and who', () => {
    const words = sampleWords('blocked/handshake-reset');
    expect(words.title).toBe('TCP 5223 to 17.57.144.84 is reset right after the TCP handshake');
    expect(words.explanation).toContain(
      'before anybody had sent a byte of data. The reset did not come from the server',
    );
  });

  it('suspects the load balancer unless the reset is forged', () => {
    const open = { signals: [], sender: 'server' } as const;
    expect(sampleWords('blocked/handshake-reset', open, {}, 'moderate').rivals.join()).toContain(
      'without a healthy server',
    );
    expect(sampleWords('blocked/handshake-reset').rivals.join()).not.toContain('without a healthy server');
  });

  it('names other ports of the server that work, not its own', () => {
    expect(sampleWords('blocked/handshake-reset', { answeringPorts: [443, 5223] }).explanation).toContain(
      'The same server accepts TCP 443, so it is up.',
    );
  });
});
