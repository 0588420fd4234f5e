import { describe, expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

describe('blocked/reset-after-data', () => {
  it.each([
    ['request', 'when the client asks for something'],
    ['handshake', 'in the middle of the TLS handshake'],
    ['later', 'while it is in use'],
  ] as const)('says in which moment: %s', (stage, moment) => {
    expect(sampleWords('blocked/reset-after-data', { stage }).title).toContain(moment);
  });

  it('suspects the server unless the reset is forged', () => {
    const open = { signals: [], sender: 'undecided' } as const;
    expect(sampleWords('blocked/reset-after-data', open).rivals.join()).toContain('gave up by itself');
    expect(sampleWords('blocked/reset-after-data').rivals.join()).toContain('where the reset begins');
  });

  it('counts what had passed', () => {
    expect(sampleWords('blocked/reset-after-data').evidence[0]).toBe(
      '2,113 bytes from the client and 48,220 from the server before the end',
    );
  });
});
