import { describe, expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

describe('capture/one-sided', () => {
  it('says that missing answers mean nothing, and where to record instead', () => {
    const words = sampleWords('capture/one-sided');
    expect(words.explanation).toBe(
      'In 21 of 310 flows the packets of one side only were captured, so a missing answer means nothing there.',
    );
    expect(words.remedy).toContain('both directions');
  });
});
