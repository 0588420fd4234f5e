import { describe, expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

describe('capture/one-sided', () => {
  it('says that missing answers mean nothing, and where to record instead', () => {
    const words = sampleWords('capture/one-sided');
    expect(words.explanation).toBe(
      '21 of 310 flows carry packets of one side only, so that a missing answer means nothing in them.',
    );
    expect(words.remedy).toContain('both directions');
  });
});
